// When digests are made: a time of day in the user's zone, on some days of the week.

#include <chrono>

#include "earshot/schedule.hpp"

namespace earshot {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// Every weekday comes within seven days; the rest is for days that a zone leaves out when it
// crosses the date line, and for the one that has begun.
constexpr int enough_days = 16;

/// The digest of this day, if it has one.
std::optional<Instant> digest_of(const DigestTimes& times, const Zone& zone, year_month_day on) {
    const unsigned weekday = std::chrono::weekday(sys_days(on)).c_encoding();
    // No day at all is a mistake that the configuration refuses; here it means every day.
    if (!times.weekdays.empty() && !times.weekdays.contains(weekday)) return std::nullopt;
    const Instant at = zone.at(on, times.at);
    constexpr TimeOfDay first_minute;
    const bool exists = zone.local_day(at) == on || zone.local_day(zone.at(on, first_minute)) == on;
    return exists ? std::optional(at) : std::nullopt;
}

}  // namespace

Instant next_digest(const DigestTimes& times, const Zone& zone, Instant after) {
    const sys_days today(zone.local_day(after));
    for (int i = -1; i <= enough_days; ++i) {
        const auto at = digest_of(times, zone, year_month_day(today + days(i)));
        if (at && *at > after) return *at;
    }
    return after + enough_days * day;  // not reached with weekdays of a week
}

std::optional<Instant> digest_due(const DigestTimes& times, const Zone& zone, Instant last,
                                  Instant now) {
    const sys_days today(zone.local_day(now));
    for (int i = 1; i >= -enough_days; --i) {
        const auto at = digest_of(times, zone, year_month_day(today + days(i)));
        if (!at || *at > now) continue;
        return *at > last ? at : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace earshot
