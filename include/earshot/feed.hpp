#pragma once
// A feed document as a value: what the bytes say, nothing decided about it.
//
// `parse_feed` reads every format that people still serve, in whatever encoding, and saves from a
// broken document what a careful reader can save. It never fetches, never expands entities that a
// document brings along, and is bounded by the limits below on any input: what it does is linear in
// the bytes, so that time needs no limit of its own. It knows nothing of people, verbs or newness.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot {

enum class FeedFormat {
    rss_0_90,  // RDF, Netscape
    rss_0_91,  // Netscape's and UserLand's
    rss_0_92,  // and 0.93, 0.94 below: UserLand's drafts
    rss_0_93,
    rss_0_94,
    rss_1_0,  // RDF
    rss_2_0,  // and any <rss> whose version says nothing known
    atom_0_3,
    atom_1_0,
    json_feed_1_0,
    json_feed_1_1,
    activity_streams_1,  // a JSON collection: {"items":[{"verb":"post",...}]}
    activity_streams_2,  // a JSON collection, such as a page of an ActivityPub outbox
    github_events,       // a JSON list, of GitHub's API
    linkedin_updates,    // a JSON collection or XML, of LinkedIn's old API
};
/// "rss-2.0", "atom-1.0", "json-feed-1.1", "activity-streams-2.0", "github-events".
std::string_view to_text(FeedFormat format);

/// Something that typed markup (ActivityStreams) names: the object or the target of an activity.
struct Thing {
    std::string type;  // last path segment, lower case: "person", "note", "issue"
    std::string id;
    std::string name;
    std::string link;
    std::string author;      // who wrote it, when that is somebody else's words
    std::string author_uri;  // absolute

    bool operator==(const Thing&) const = default;
};

/// What typed markup (ActivityStreams 1 in Atom or JSON, ActivityStreams 2) says of an entry. Empty
/// when there is none.
struct Markup {
    std::vector<std::string> verbs;  // last path segment of each, lower case, in document order; of
                                     // an activity about an activity (Undo of a Follow) the outer
                                     // verb first, and the objects are those of the inner one
    std::vector<Thing> objects;      // an entry that only states its own type is its own object
    std::optional<Thing> target;
    std::string in_reply_to;  // thr:in-reply-to, ref or href

    bool operator==(const Markup&) const = default;
};

struct Entry {
    std::string id;            // as given: guid, atom:id; may be empty
    std::string title;         // plain text
    std::string title_markup;  // the title as given, when links stand in it; else empty
    std::string link;          // absolute, but see FeedHint::base; empty when there is none
    std::string author;        // display name
    std::string author_uri;    // absolute; empty when there is none
    std::string
        content;  // markup as given (content, else summary or description), cut at text_limit
    std::optional<Instant> published;
    std::optional<Instant> updated;
    std::optional<Instant> occurred;  // when the thing told of happened, where the feed keeps that
                                      // apart (letterboxd:watchedDate)
    std::vector<std::string> categories;
    Markup markup;

    bool operator==(const Entry&) const = default;
};

struct Feed {
    FeedFormat format = FeedFormat::rss_2_0;
    std::string title;
    std::string link;
    std::string self;  // rel=self
    std::string hub;   // rel=hub
    std::string author;
    std::string author_uri;
    std::vector<std::string> me;  // rel=me: addresses that are the same person's, absolute
    std::string generator;        // name and uri, as given
    std::optional<Instant> updated;
    std::optional<Span> ttl;        // RSS ttl, or sy:updatePeriod / sy:updateFrequency
    std::uint32_t skip_hours = 0;   // bit h set: hour h (GMT) is to be skipped
    std::uint8_t skip_days = 0;     // bit d set: day d (0 = Sunday, GMT) is to be skipped
    std::vector<Entry> entries;     // in document order
    std::optional<Problem> damage;  // from this line on the document is cut off; what came whole
                                    // before it is here, so this is not all that the server has

    bool operator==(const Feed&) const = default;
};

/// What is known about the bytes from outside.
struct FeedHint {
    std::string content_type;  // the HTTP header, charset included; may be empty
    std::string base;  // the address the bytes came from. Relative links are read against xml:base,
                       // else the feed's own link, else this. When nobody knows it (it is empty)
                       // only xml:base counts: what is relative stays as it was written
};

namespace feed_limits {
inline constexpr std::size_t bytes = 16 * 1024 * 1024;  // of the decoded document
inline constexpr std::size_t entries = 5000;            // the first ones are kept
inline constexpr std::size_t tags = 1'000'000;          // "<" in an XML document of 2 MiB or more
inline constexpr std::size_t attributes = 256;          // of one element; the first ones are read
inline constexpr std::size_t depth = 200;               // elements further inside are left out
inline constexpr std::size_t namespaces = 32;           // that one element declares, of use to us
inline constexpr std::size_t text = 64 * 1024;          // of one text field, plain or markup
inline constexpr std::size_t base = 512;                // of an xml:base; a longer one is not used:
                                                        // each relative link repeats it
inline constexpr std::size_t parts = 100;               // verbs, objects or categories of one entry
}  // namespace feed_limits

/// The problem says what the document is instead ("an HTML page", "empty", "JSON"), and for XML
/// that is broken before the first whole entry at which line.
Result<Feed> parse_feed(std::string_view bytes, const FeedHint& hint);

}  // namespace earshot
