#pragma once
// From a document to what its entries say.
//
// Asked, in this order: typed markup, the shape of the id, the grammar of the title, the content
// text. Knows nothing of people, stores or newness.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/feed.hpp"
#include "earshot/novelty.hpp"

namespace earshot {

class Dialects;

/// The activities of each entry, in document order: none for what says nothing about anybody (a
/// bridge's error item, an entry without any text), otherwise one or more, at most
/// `max_activities_per_entry` and `max_activities_per_document`. The feed gives the author that
/// entries leave out. What only the document as a whole shows is settled here: an address shared by
/// many names is nobody's account, and the channel of a feed about many people is none of them.
std::vector<std::vector<Activity>> read_activities(const Feed& feed, const Dialects& dialects);
/// Of one entry, as if it stood alone in its feed.
std::vector<Activity> read_activities(const Feed& feed, const Entry& entry,
                                      const Dialects& dialects);
inline constexpr std::size_t max_activities_per_entry = 100;
/// Of a document in all. Every entry keeps its first one; what lists name beyond that, in the later
/// entries of the document, is left out, and counted where one person did all of it.
inline constexpr std::size_t max_activities_per_document = 10'000;

/// An item by which a bridge says that it could not read the real source: a failure, not an entry.
bool is_bridge_error(const Entry& entry);

/// An entry with its activities and the keys it is known by.
struct ReadEntry {
    Entry entry;
    std::vector<Activity> activities;
    std::uint64_t id_key =
        0;  // of the id; of link + title + time when the id is missing or repeated
    std::vector<SaysKey> says;  // one for each activity
    std::size_t place = 0;      // in the document, from the end at which it lists the newest
    std::optional<std::uint64_t> words_key = {};  // of what it says, when it bears no date: the ids
                                                  // of such entries may be new at every poll
};

/// Reads a whole document: activities, then keys, bridge errors left out and counted.
struct ReadFeed {
    std::vector<ReadEntry>
        entries;  // oldest first; undated ones keep document order after the dated
    int bridge_errors = 0;
};
ReadFeed read_feed(const Feed& feed, const Dialects& dialects);

}  // namespace earshot
