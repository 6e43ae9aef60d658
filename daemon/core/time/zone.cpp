// Time zones by name, from the zone database of the system. The date library reads a zone's file
// when the zone is first used and keeps it for good.

#include <stdexcept>

#include <date/tz.h>

#include "earshot/time.hpp"

namespace earshot {
namespace {

date::local_seconds local_seconds(std::chrono::year_month_day on, TimeOfDay time) {
    return date::local_seconds{std::chrono::sys_days{on}.time_since_epoch() +
                               std::chrono::hours{time.hour} + std::chrono::minutes{time.minute}};
}

}  // namespace

Result<Zone> Zone::find(const std::string& name) {
    try {
        const Zone zone(date::locate_zone(name));
        zone.local_time(from_epoch(0));  // a damaged file shows here, not on the day of a digest
        return zone;
    } catch (const std::runtime_error&) {
        return fail("there is no time zone of this name (one is \"Europe/Berlin\")");
    }
}

Zone Zone::utc() {
    static const date::time_zone* const zone = date::locate_zone("Etc/UTC");
    return Zone(zone);
}

std::string Zone::name() const {
    return zone_->name();
}

std::chrono::year_month_day Zone::local_day(Instant t) const {
    const auto local_midnight = date::floor<date::days>(zone_->to_local(t));
    return std::chrono::year_month_day{
        std::chrono::sys_days{std::chrono::days{local_midnight.time_since_epoch().count()}}};
}

TimeOfDay Zone::local_time(Instant t) const {
    const auto local = zone_->to_local(t);
    const auto since_midnight = local - date::floor<date::days>(local);
    return {int(since_midnight / hour), int(since_midnight % hour / minute)};
}

Instant Zone::at(std::chrono::year_month_day on, TimeOfDay time) const {
    // For a time inside the gap of spring both choices give the instant of the change.
    return zone_->to_sys(local_seconds(on, time), date::choose::earliest);
}

std::string Zone::format(const char* pattern, Instant t) const {
    return date::format(pattern, date::make_zoned(zone_, t));
}

}  // namespace earshot
