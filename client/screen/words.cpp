#include "client/screen/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "earshot/evidence.hpp"

namespace earshot::client {
namespace {

std::string without_padding(std::string text) {
    for (std::size_t place = text.find("  "); place != std::string::npos; place = text.find("  "))
        text.erase(place, 1);
    return text.starts_with(' ') ? text.substr(1) : text;
}

}  // namespace

std::string length(Span span) {
    const auto in = [span](Span unit, const char* name) {
        return std::to_string(span / unit) + " " + name;
    };
    if (span < minute) return "a moment";
    if (span < hour) return in(minute, "min");
    if (span < 36 * hour) return in(hour, "h");
    return in(day, "d");
}

std::string ago(std::optional<Instant> t, Instant now) {
    if (!t) return "never";
    const Span past = now - *t;
    if (past < -minute) return "in " + length(-past);
    if (past < minute) return "just now";
    return length(past) + " ago";
}

std::string ago(std::optional<Instant> t, Instant now, const Zone& zone) {
    if (!t || now - *t < 36 * hour) return ago(t, now);
    return std::to_string(days_between(zone, *t, now)) + " d ago";
}

std::string day_of(Instant t, const Zone& zone, Instant now) {
    const Span distance = t > now ? t - now : now - t;
    const char* pattern = distance < 300 * day ? "%a %e %b" : "%e %b %Y";
    return without_padding(zone.format(pattern, t));
}

std::string moment_of(Instant t, const Zone& zone, Instant now) {
    return day_of(t, zone, now) + zone.format(" %H:%M", t);
}

std::string days(std::optional<double> days) {
    if (!days) return {};
    if (*days < 0.95) return "under 1 d";
    return std::to_string(std::lround(*days)) + " d";
}

std::string usual_days(std::optional<double> low, std::optional<double> high) {
    if (!low || !high) return {};
    if (std::lround(*low) == std::lround(*high) || *high < 0.95) return days(high);
    return std::to_string(std::lround(*low)) + "-" + days(high);
}

std::string bytes(long long count) {
    constexpr std::array<const char*, 4> units{"B", "KB", "MB", "GB"};
    std::size_t unit = 0;
    double amount = static_cast<double>(count);
    for (; amount >= 1000 && unit + 1 < units.size(); ++unit)
        amount /= 1000;
    return std::to_string(std::lround(amount)) + " " + units[unit];
}

std::string counted(long long number, const std::string& one, const std::string& many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

}  // namespace earshot::client
