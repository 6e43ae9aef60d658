#pragma once
// Whether the clock of this machine was changed, and by how much. Knows no clock: readings in,
// spans out.
//
// Two clocks are compared: the wall clock, which anybody may set, and the time since the machine
// started, which nobody can (CLOCK_BOOTTIME; a machine that sleeps ages too). What a wrong clock
// wrote into the store is told by its own order: looks at a feed follow each other at some pace,
// and the first look that a wrong clock dated lies further ahead than any pace reaches.

#include <span>

#include "earshot/time.hpp"

namespace earshot {

struct ClockReading {
    Span since_boot;
    Instant wall;
    bool operator==(const ClockReading&) const = default;
};

/// By how much the wall clock was set forward between two readings, or back when it is negative;
/// zero when both clocks agree within the tolerance, as they do over any sleep of the machine.
Span stepped(const ClockReading& before, const ClockReading& now);
inline constexpr Span step_tolerance = 5 * minute;

/// "put forward by 7 days", "put back by 3h".
std::string step_in_words(Span step);

/// Whether of these times, at which one feed was looked at in turn, those later than `now` were
/// dated by a clock that ran ahead: between the last one up to `now` and the first one after it
/// lies more than twice the longest wait between any other two. When `now` itself is what is wrong
/// (a clock that is behind) the looks pass over it at their usual pace, and this is false.
bool leaps_over(std::span<const Instant> looks, Instant now);

}  // namespace earshot
