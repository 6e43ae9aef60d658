// Small rules about instants of polls. What makes a source due is in poll_due.cpp.

#include "earshot/schedule.hpp"

#include <algorithm>

#include "daemon/core/text/hash.hpp"

namespace earshot {

std::string_view to_text(Reason reason) {
    switch (reason) {
        case Reason::first_poll: return "first poll";
        case Reason::usual_interval: return "usual interval";
        case Reason::no_validators: return "no validators";
        case Reason::server_max_age: return "server max-age";
        case Reason::feed_ttl: return "feed ttl";
        case Reason::retry_after: return "retry-after";
        case Reason::slowed_down: return "slowed down";
        case Reason::backoff: return "backoff";
        case Reason::rarely_new: return "rarely new";
        case Reason::skip_hours: return "skip hours";
        case Reason::host_asked: return "host asked";
        case Reason::gone: return "gone";
        case Reason::asked: return "asked";
        case Reason::line_back: return "line back";
    }
    return "";
}

// Rule 28.
Span jitter(SourceId source, Instant at, Span interval) {
    constexpr Span longest = 30 * minute;
    const Span limit = std::clamp(interval / 10, Span{0}, longest);
    const auto day_number = std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
    const std::uint64_t hash = Hash()
                                   .add(std::to_string(static_cast<std::int64_t>(source)))
                                   .add(std::to_string(day_number))
                                   .value();
    // The last bytes of a key hardly reach the upper half of an FNV hash: fold it.
    const std::uint64_t folded = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15ULL >> 32;
    return Span(static_cast<Span::rep>(folded % static_cast<std::uint64_t>(limit.count() + 1)));
}

// Rule 29.
Due outside_skipped(Due due, std::uint32_t skip_hours, std::uint8_t skip_days, SourceId source) {
    constexpr std::uint32_t all_hours = 0xFFFFFF;
    constexpr std::uint8_t all_days = 0x7F;
    if ((skip_hours & all_hours) == all_hours || (skip_days & all_days) == all_days) return due;
    const auto is_skipped = [&](Instant t) {
        const auto today = std::chrono::floor<std::chrono::days>(t);
        const auto hour_number = (t - today) / hour;
        const unsigned weekday = std::chrono::weekday(today).c_encoding();
        return (skip_hours >> hour_number & 1) != 0 || (skip_days >> weekday & 1) != 0;
    };
    if (!is_skipped(due.at)) return due;
    Instant start = std::chrono::floor<std::chrono::hours>(due.at);
    while (is_skipped(start))  // ends within a week: one hour of it is allowed
        start += hour;
    // Not everybody at the full hour; a tenth of an hour stays inside it.
    due.at = start + jitter(source, start, hour);
    due.reason = Reason::skip_hours;
    return due;
}

// Rule 22.
Due when_host_allows(Due due, const HostState& host) {
    if (!host.not_before || due.at >= *host.not_before) return due;
    due.at = *host.not_before;
    due.reason = Reason::host_asked;
    due.detail = "the host wants to be left alone until " + to_rfc3339(*host.not_before);
    return due;
}

}  // namespace earshot
