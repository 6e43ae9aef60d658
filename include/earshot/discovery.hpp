#pragma once
// Finding the feed of a page that a person would give: people know the address of a blog, not that
// of its feed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/feed.hpp"

namespace earshot {

struct OfferedFeed {
    std::string url;    // absolute, http: or https:, at most Url::max_length bytes
    std::string title;  // plain text, may be empty
    std::string type;   // "application/atom+xml", lower case; empty when the page does not say
    bool of_comments = false;  // by its name or its path

    bool operator==(const OfferedFeed&) const = default;
};

namespace discovery_limits {
inline constexpr std::size_t bytes = 1024 * 1024;  // of a page that are looked at
inline constexpr std::size_t feeds = 50;           // the first ones are kept
inline constexpr std::size_t title = 200;          // bytes
}  // namespace discovery_limits

/// The feeds that a page offers by <link rel=alternate type=...>, each address once, against
/// <base href> or else `hint.base`; the page itself is none of them. In the page's order, but feeds
/// of comments come last. A page's ActivityStreams form counts when there is no other.
std::vector<OfferedFeed> offered_feeds(std::string_view utf8_html, const FeedHint& hint);

/// The same of a page as it was fetched, in any encoding. Nothing is offered by what has no markup.
std::vector<OfferedFeed> offered_feeds_in(std::string_view bytes, const FeedHint& hint);

/// The feed that stands for its page: the only one that is not of comments. One title in several
/// types ("Notes - Atom", "Notes - RSS") is one feed, and its Atom, else RSS, else JSON is meant.
/// Null when a person has to choose. It points into `offered`.
const OfferedFeed* main_feed(const std::vector<OfferedFeed>& offered);

}  // namespace earshot
