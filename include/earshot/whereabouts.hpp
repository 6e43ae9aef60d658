#pragma once
// Where somebody is now, as far as their own feeds say: a feed of theirs on which nothing comes any
// more while they go on writing elsewhere, and their word that they have moved. Neither is a
// silence: who is seen on any feed is not quiet. Pure; what is asked is looked up by
// daemon/app/watch.

#include <optional>
#include <string>
#include <vector>

#include "earshot/coverage.hpp"
#include "earshot/evidence.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// One of the feeds that show somebody.
struct ShownBy {
    SourceId source{};
    std::string title;
    std::vector<Instant> sightings;  // oldest first
    Coverage coverage;
    bool is_theirs = false;  // alone, so that its silence is theirs; and it is read whole, in time
};

/// Nothing came there for longer than the line of what came there before, by itself, in observed
/// time; and after that line the person was seen on another feed, which is not silent likewise.
struct LeftFeed {
    SourceId source{}, still{};
    std::string title, still_title;
    Instant last_seen;  // there
    Instant line;       // when that was too long ago
    GapFigures figures;
    bool operator==(const LeftFeed&) const = default;
};
/// Not before `few_gaps` gaps are known there. Time of a leave counts for nothing.
std::vector<LeftFeed> left_feeds(const std::vector<ShownBy>& feeds,
                                 const std::optional<Stretch>& leave, Instant now);
inline constexpr int few_gaps = 6;

/// The last that came on a feed of theirs says so (moved.hpp).
struct SaidMoved {
    SourceId source{};
    std::string title;
    Instant at;
    std::string to;         // as it was written
    bool is_known = false;  // it is theirs already: a feed or an account of theirs
    bool operator==(const SaidMoved&) const = default;
};

/// "nothing on Mastodon since 3 Mar (usually every 2-3 days there), still on Notes".
std::string sentence(const LeftFeed& left, const Zone& zone, Instant now);
/// "said on 3 Mar that they have moved to @ann@new.example".
std::string sentence(const SaidMoved& moved, const Zone& zone, Instant now);
/// "earshot add @ann@new.example"; empty when it is known.
std::string step_of(const SaidMoved& moved);

}  // namespace earshot
