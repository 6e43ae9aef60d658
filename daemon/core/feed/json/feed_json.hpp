#pragma once
// JSON documents as feeds: JSON Feed, and ActivityStreams 1 and 2.

#include <string_view>

#include "earshot/feed.hpp"

namespace earshot {

/// Whether a document without a byte order mark is to be read as JSON: its first character says so.
bool looks_like_json(std::string_view utf8);

/// Of a document that breaks off, the items that came whole before the break are kept, and
/// Feed::damage says where it is.
Result<Feed> read_json_feed(std::string_view utf8, const FeedHint& hint);

}  // namespace earshot
