#pragma once
// How often a feed publishes, learned from the times that its own entries state, and how much less
// than usual it needs to be asked for that. Used by poll.cpp and poll_due.cpp.

#include <optional>
#include <string>

#include "earshot/feed.hpp"
#include "earshot/poll_state.hpp"

namespace earshot {

Publishing publishing_of(const Feed& feed, Instant now);

/// A wait that the rhythm of publishing suggests, longer than `interval`, and why. A feed that
/// publishes rarely is looked at less often; when the next entry can be expected it is asked as
/// usual from shortly before that until it has come.
struct RhythmWait {
    Span span{0};
    std::string why;
};
std::optional<RhythmWait> rhythm_wait(const Publishing& publishing, Span interval, Instant now);

}  // namespace earshot
