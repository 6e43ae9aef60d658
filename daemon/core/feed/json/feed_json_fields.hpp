#pragma once
// How the JSON formats write what all of them have: texts, addresses, times.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/feed/json/feed_json_document.hpp"
#include "earshot/feed.hpp"

namespace earshot {

/// The first of these members that says something.
std::string_view text_of(Json object, std::initializer_list<std::string_view> members);

/// Markup (or a text in which markup is common) as plain text.
std::string plain(std::string_view markup);
/// Plain text as markup.
std::string as_markup(std::string_view text);

/// An address: a string, or a link object with "href" or "url", or a list of these, of which the
/// page for people is preferred. Absolute.
std::string address_of(Json address, const std::string& base);
/// For an id that may be an address: absolute already, or nothing.
std::string address_in(std::string_view id);
bool is_web_address(std::string_view text);

std::optional<Instant> time_of(Json object, std::initializer_list<std::string_view> members);

void add_category(std::vector<std::string>& categories, std::string_view word);

// --- the formats ---

/// By the version that the document states; and, where it states none that is known, by what its
/// items hold.
bool is_json_feed(Json root);
bool may_be_json_feed(Json root);
Result<Feed> read_json_feed_document(Json root, const FeedHint& hint);

/// Nothing when the document is not ActivityStreams; a problem when it is, but holds no entries.
/// A document that is not whole is no entry by itself.
std::optional<Result<Feed>> read_activity_streams(Json root, const FeedHint& hint, bool whole);

}  // namespace earshot
