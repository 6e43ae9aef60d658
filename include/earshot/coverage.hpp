#pragma once
// Coverage: the time in which, had someone shown up, earshot would have seen it (promise P1).
//
// A good poll proves the past: when the document still holds an entry that was known, or is shorter
// than usual, everything since the previous good poll was seen, however long the daemon was down.
// When it does not, the stretch from the previous good poll to the oldest entry is lost. A failing,
// empty or unparsable poll proves nothing. Quiet is measured in observed time only, and is never
// told from a timer alone: a good poll after the due time has to confirm it.
// Source: research/detection.md D2.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "earshot/time.hpp"

namespace earshot {

/// What is known of one source, or of all sources of one person together.
struct Coverage {
    /// Beyond this, the two neighbours with the least seen time between them become one stretch:
    /// forgetting never makes more of the past count as observed.
    static constexpr std::size_t max_lost = 64;

    std::vector<Stretch> lost;            // sorted, disjoint
    std::optional<Instant> proven_until;  // the last good poll; empty: nothing was ever seen

    bool operator==(const Coverage&) const = default;
};

/// How a good poll met what was known before.
struct GoodPoll {
    Instant at;
    bool overlaps = true;             // an entry was known, or the reply was 304
    bool shorter_than_usual = false;  // the window was not full, so nothing can have fallen out
    std::optional<Instant> oldest;    // oldest stated time in the document
};
Coverage after_good_poll(Coverage coverage, const GoodPoll& poll);

/// Adds stretches in which nothing could be seen; empty ones change nothing.
Coverage with_lost(Coverage coverage, std::span<const Stretch> stretches);

/// A person is observed only while every one of her sources is: a failing blog may be the one she
/// writes on. Lost stretches are united, and the proof ends where the first source's ends.
Coverage combine(std::span<const Coverage> sources);

/// Observed time between two sightings, lost stretches left out. Negative spans are zero.
Span observed(const Coverage& coverage, Instant from, Instant to);

/// The same of a silence, which no sighting has ended: what is watched of it ends where the proof
/// ends, however long ago that is. Every figure of how long somebody has been silent is this one.
Span watched(const Coverage& coverage, Instant from, Instant to);

/// The instant at which `needed` of observed time has passed since `from`, as known today; it can
/// only move later as time is lost.
Instant reached(const Coverage& coverage, Instant from, Span needed);

}  // namespace earshot
