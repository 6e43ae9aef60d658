#pragma once
// The feed gate: when a feed that shows many people is quiet as a whole, it may be broken, so the
// clocks of its people stop (promise P1). Source: research/detection.md D2.4.

#include <optional>
#include <span>
#include <vector>

#include "earshot/coverage.hpp"
#include "earshot/rhythm.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// Kept for each source that carries many.
struct FeedPulse {
    Pace rhythm;  // of all items together
    std::optional<Instant> last_item;
    std::optional<Span> patience;  // after last_item the clock runs this long; empty: for ever

    bool operator==(const FeedPulse&) const = default;
};
inline constexpr int gate_min_people = 5;
inline constexpr double gate_factor = 3.0;  // patience = max(1 d, factor * e^(beta m) d)

/// That patience in days. A feed that was never silent for longer than a session has no usual gap
/// to learn from: for it m is the session's, and not that of a person nobody knows.
double gate_days(const Pace& pace, double factor);

/// Takes the items of one good poll (sorted, by time). Returns the stretches in which the gate was
/// closed before and between them, to be added to the source's coverage (with_lost). `coverage` is
/// the source's, that poll taken in; `lively_people` counts those of the feed who are armed and not
/// quiet.
std::vector<Stretch> take_items(FeedPulse& pulse, std::span<const Instant> items,
                                const Coverage& coverage, int lively_people);

/// The coverage as the gate leaves it now: while it is closed, the proof ends where it closed.
Coverage gated(Coverage coverage, const FeedPulse& pulse);

}  // namespace earshot
