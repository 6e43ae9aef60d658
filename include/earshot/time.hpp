#pragma once
// Instants and spans, and how they are read and written. Resolution is one second, always UTC.
//
// Nothing here asks for the current time: `now` is an argument everywhere in the core. Time zones
// are looked up by name in the system's zone database and used only to place a digest in the
// user's day.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace date {
class time_zone;
}

namespace earshot {

using Instant = std::chrono::sys_seconds;
using Span = std::chrono::seconds;

inline constexpr Span minute{60};
inline constexpr Span hour{3600};
inline constexpr Span day{86400};

constexpr Instant from_epoch(long long seconds) {
    return Instant(Span(seconds));
}
constexpr long long to_epoch(Instant t) {
    return t.time_since_epoch().count();
}
constexpr double in_days(Span s) {
    return static_cast<double>(s.count()) / 86400.0;
}

/// Half open: [from, to).
struct Stretch {
    Instant from;
    Instant to;
    bool operator==(const Stretch&) const = default;
};

/// Where a time came from; detectors trust them differently.
enum class TimeQuality {
    stated,      // the feed said so
    clamped,     // the feed said a time in the future; first seen is used
    first_seen,  // the feed said nothing; first seen is used
};

/// "2026-04-14T05:30:00Z".
std::string to_rfc3339(Instant t);
Result<Instant> parse_rfc3339(std::string_view text);

/// "Tue, 14 Apr 2026 05:30:00 GMT", the date of HTTP. Reads the three forms of RFC 9110 5.6.7.
std::string to_http_date(Instant t);
std::optional<Instant> parse_http_date(std::string_view text);

/// A date as feeds write it: RFC 822 and its many relatives, RFC 3339, "2025-08-19 15:18:51 -0700".
/// Empty when there is no single sensible reading; no reading is invented.
std::optional<Instant> parse_feed_date(std::string_view text);

/// "90s", "15m", "2h30m", "7d", "2w"; units from large to small; a bare number is refused.
Result<Span> parse_span(std::string_view text);
/// The same the way people write it: "2h30m", "7d", "2w".
std::string to_text(Span s);

/// A time of day, "07:30".
struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    bool operator==(const TimeOfDay&) const = default;
};
Result<TimeOfDay> parse_time_of_day(std::string_view text);

/// A named time zone ("Europe/Berlin"). Cheap to copy; valid as long as the program runs.
class Zone {
public:
    static Result<Zone> find(const std::string& name);
    static Zone utc();

    std::string name() const;

    /// The calendar day, and the hour and minute, that this instant has here.
    std::chrono::year_month_day local_day(Instant t) const;
    TimeOfDay local_time(Instant t) const;

    /// The instant at which this day reaches this time here. A time that does not exist (spring)
    /// is the next instant that does; one that exists twice (autumn) is the first.
    Instant at(std::chrono::year_month_day day, TimeOfDay time) const;

    /// strftime-like text in this zone and in English ("%A %d %B", "%a, %d %b %Y %T %z").
    std::string format(const char* pattern, Instant t) const;

    bool operator==(const Zone&) const = default;

private:
    explicit Zone(const date::time_zone* zone) : zone_(zone) {}
    const date::time_zone* zone_;
};

}  // namespace earshot
