#include "daemon/core/findings/wording.hpp"

#include <algorithm>
#include <cmath>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// Within this many days before today the name of a weekday can only mean one of them.
constexpr long long weekday_is_clear = 6;

constexpr std::size_t reason_bytes = 100;  // of what is quoted in a sentence

std::string day_name(const Zone& zone, Instant t, Instant now, bool full) {
    const long long ago = days_between(zone, t, now);
    if (ago >= 0 && ago <= weekday_is_clear) return zone.format(full ? "%A" : "%a", t);
    return date_of(zone, t, now);
}

}  // namespace

long long days_between(const Zone& zone, Instant from, Instant to) {
    using std::chrono::sys_days;
    return (sys_days(zone.local_day(to)) - sys_days(zone.local_day(from))).count();
}

std::string counted(long long n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

std::string days(long long n) {
    return counted(n, "day", "days");
}

std::string usual_pace(const GapFigures& figures) {
    if (figures.gaps == 0) return {};
    if (figures.p75 < 0.75) return "several times a day";
    const long long high = std::llround(figures.p75);
    if (high <= 1) return "daily";
    const long long low = std::max(1LL, std::llround(figures.p25));
    if (low == high) return "every " + days(high);
    return "every " + std::to_string(low) + "-" + days(high);
}

long long expected_since(const Quiet& quiet, double silence_days) {
    const double usual = quiet.figures.gaps > 0 && quiet.figures.median > 0 ? quiet.figures.median
                                                                            : quiet.usual_gap_days;
    return usual > 0 ? static_cast<long long>(silence_days / usual) : 0;
}

std::string waited_because(const Quiet& quiet) {
    if (!quiet.because) return {};
    switch (*quiet.because) {
        case LineBecause::floor: return "the shortest that earshot waits for anybody";
        case LineBecause::missed_twice: return "so that two in a row were missed";
        case LineBecause::own_rhythm:
            return quiet.unevenness < 0.75 ? "by how regular they are"
                                           : "long, because they are irregular";
        case LineBecause::longest_pause:
            return "with patience for a pause like their longest of late, " +
                   days(std::max(1LL, std::llround(quiet.longest_days)));
        case LineBecause::called_normal: return "because you called such a silence normal";
        case LineBecause::own_line: return "the line that you drew";
    }
    return {};
}

std::string date_of(const Zone& zone, Instant t, Instant now) {
    const auto local = zone.local_day(t);
    std::string text = std::to_string(unsigned(local.day())) + " " + zone.format("%b", t);
    if (local.year() != zone.local_day(now).year()) text += " " + std::to_string(int(local.year()));
    return text;
}

std::string moment(const Zone& zone, Instant t, Instant now, bool full) {
    return day_name(zone, t, now, full) + " " + zone.format("%H:%M", t);
}

std::string window(const Zone& zone, Instant from, Instant to, Instant now) {
    // The day of the start decides how both are named: "between 7 Apr 23:10 and Wed 06:40" jars.
    const bool old = days_between(zone, from, now) > weekday_is_clear;
    const auto named = [&](Instant t) {
        return old ? date_of(zone, t, now) + " " + zone.format("%H:%M", t) : moment(zone, t, now);
    };
    const std::string start = named(from);
    if (start == named(to)) return "at " + start;
    const bool one_day = zone.local_day(from) == zone.local_day(to);
    return "between " + start + " and " + (one_day ? zone.format("%H:%M", to) : named(to));
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
    const std::size_t shown = std::min(names.size(), most);
    const std::size_t more = names.size() - shown;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text += i + 1 == shown && more == 0 ? " and " : ", ";
        text += names[i];
    }
    if (more > 0) text += " and " + std::to_string(more) + " more";
    return text;
}

std::string activities(const Burst& burst) {
    const std::string least = burst.at_least ? "at least " : "";
    if (burst.of == Burst::Of::connections)
        return least + counted(burst.count, "new connection", "new connections");
    return least + (burst.posts ? counted(burst.count, "post", "posts")
                                : counted(burst.count, "activity", "activities"));
}

std::string said_in_number(const Burst& burst) {
    if (burst.sentences == 0) return {};
    std::string text =
        std::to_string(burst.in_sentences) + " in " +
        (burst.sentences == 1 ? "one sentence" : std::to_string(burst.sentences) + " sentences");
    if (burst.of == Burst::Of::connections && burst.named > 0)
        text += ", " + std::to_string(burst.named) + " named";
    return text;
}

std::string quoted_reason(const Burst& burst) {
    if (burst.reason.empty()) return {};
    return "\"" + shorten(printable(burst.reason), reason_bytes) + "\"";
}

std::string usual_rate(const Burst& burst) {
    if (burst.usual_high <= 0) return "none";
    const std::string high = std::to_string(burst.usual_high) + " a day";
    return burst.usual_low == burst.usual_high ? high
                                               : std::to_string(burst.usual_low) + "-" + high;
}

}  // namespace earshot
