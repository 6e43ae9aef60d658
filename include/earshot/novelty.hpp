#pragma once
// Which entries of a document are news (promise P2: old news is never a burst).
//
// An entry is known by its id, or by what it says: verb, actor-free object and a time within two
// seconds. The second key survives rewritten ids, links and titles. One that bears no date is known
// by its words, too, while none such is known by its id: some servers write new ids and links each
// time they are asked. Entries dated before the last
// good look at the source are backfill: they teach the rhythm and never start a burst or a return.
// What was not there at that look and stands above entries that were has just been put there,
// whatever day it bears (a draft has that of its beginning): it is seen when it comes.
// A document mostly known by the second key only is a re-announcement, and nothing in it counts as
// fresh. Evidence: activity/README.md of the research kit.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/time.hpp"

namespace earshot {

inline constexpr Span same_event_tolerance{2};
/// How far before the previous good poll a stated time may lie and still be fresh: servers publish
/// late.
inline constexpr Span late_publication = day;

/// After a longer time d without a good look, entries that state no time may be of any day in it:
/// of k of one actor ceil(k * 24 h / d) are fresh. Source: detection.md D3.
inline constexpr Span undated_is_fresh = day;

/// What one activity says, as a key: a stable 64-bit hash of verb and object (and of who did it,
/// unless it is a post, which its title names), and its time.
struct SaysKey {
    std::uint64_t what = 0;
    std::optional<Instant> at;

    bool operator==(const SaysKey&) const = default;
};

/// The part of a source's memory that a document's keys touch. Looked up by the store.
struct Known {
    std::set<std::uint64_t> ids;
    std::set<std::uint64_t> words;               // of entries without a date
    std::multimap<std::uint64_t, Instant> says;  // every remembered time of the asked `what` keys
    std::set<Instant> times;  // those of old entries with an unknown id at which something else is
                              // remembered

    bool has(const SaysKey& key) const;  // within same_event_tolerance
};

enum class Freshness {
    fresh,     // happened since the last good look
    backfill,  // old, or part of a first look or of a re-announcement
};

/// One thing that somebody did and that earshot had not seen before.
struct News {
    Activity activity;
    SaysKey says;
    Instant at;  // published or updated, clamped to now; now when the feed says nothing, or names a
                 // day long before the look at which it was not there yet
    TimeQuality quality = TimeQuality::stated;
    Freshness freshness = Freshness::fresh;

    bool operator==(const News&) const = default;
};
std::string_view to_text(TimeQuality quality);  // "first_seen"

struct Sifted {
    std::vector<News> news;  // oldest first
    std::vector<std::uint64_t>
        new_ids;  // id keys to remember, also of entries known only by what they say
    std::vector<std::uint64_t> words;  // words keys of all that bears no date, to remember likewise
    std::vector<News> again;  // of known entries that say a number: what they say now, oldest first
    bool re_announcement = false;
    bool overlaps = false;          // at least one entry was known, by any key
    std::optional<Instant> oldest;  // oldest stated time in the document
    std::size_t entries = 0;
};

struct ReadFeed;  // reader.hpp

/// `last_good` is the previous good poll of this source; empty on the first, whose entries are all
/// backfill. Undated entries of a first look are known from then on and are no news at all; later
/// ones are backfill when nothing else in the document was known, and beyond a day's share
/// (undated_is_fresh). Of a re-announcement only what
/// was never said before is news, and that as backfill.
///
/// `changed` is when the document was last changed, if that is known to lie between the two looks:
/// what was not there the last time and bears an older day was put there then.
Sifted sift(const ReadFeed& document, const Known& known, std::optional<Instant> last_good,
            Instant now, std::optional<Instant> changed = std::nullopt);

}  // namespace earshot
