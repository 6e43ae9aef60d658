#include "earshot/clock_step.hpp"

#include <algorithm>
#include <optional>

namespace earshot {
namespace {

constexpr int beyond_any_pace = 2;  // times the longest other wait
/// Of fewer looks no pace is known; and nobody waits less than this between two.
constexpr Span shortest_pace = hour;

}  // namespace

Span stepped(const ClockReading& before, const ClockReading& now) {
    const Span apart = (now.wall - before.wall) - (now.since_boot - before.since_boot);
    return apart <= step_tolerance && apart >= -step_tolerance ? Span{0} : apart;
}

std::string step_in_words(Span step) {
    const Span size = step < Span{0} ? -step : step;
    const std::string much = size >= 2 * day
                                 ? std::to_string(size / day) + " days"
                                 : to_text(std::chrono::duration_cast<std::chrono::minutes>(size));
    return (step < Span{0} ? "put back by " : "put forward by ") + much;
}

bool leaps_over(std::span<const Instant> looks, Instant now) {
    std::optional<Span> leap;
    Span longest = shortest_pace;
    for (std::size_t i = 1; i < looks.size(); ++i) {
        const Instant from = looks[i - 1], to = looks[i];
        if (from <= now && to > now && !leap)
            leap = to - from;
        else if (to > from)
            longest = std::max(longest, to - from);
    }
    return leap && *leap > beyond_any_pace * longest;
}

}  // namespace earshot
