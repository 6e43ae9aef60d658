#include "daemon/core/feed/feed_json_members.hpp"

#include <algorithm>
#include <array>

namespace earshot {
namespace {

constexpr std::string_view as2_namespace = "https://www.w3.org/ns/activitystreams#";

// All members that are read anywhere, sorted.
constexpr std::array<std::string_view, 58> known_members{"@context",
                                                         "@value",
                                                         "actor",
                                                         "attributedTo",
                                                         "author",
                                                         "authors",
                                                         "code",
                                                         "content",
                                                         "contentMap",
                                                         "content_html",
                                                         "content_text",
                                                         "date_modified",
                                                         "date_published",
                                                         "detail",
                                                         "displayName",
                                                         "error",
                                                         "error_description",
                                                         "errors",
                                                         "external_url",
                                                         "feed_url",
                                                         "first",
                                                         "generator",
                                                         "home_page_url",
                                                         "href",
                                                         "hubs",
                                                         "id",
                                                         "inReplyTo",
                                                         "inbox",
                                                         "items",
                                                         "list",
                                                         "mediaType",
                                                         "message",
                                                         "name",
                                                         "nameMap",
                                                         "object",
                                                         "objectType",
                                                         "orderedItems",
                                                         "outbox",
                                                         "postedTime",
                                                         "preferredUsername",
                                                         "published",
                                                         "reason",
                                                         "relationship",
                                                         "status",
                                                         "subject",
                                                         "summary",
                                                         "summaryMap",
                                                         "tag",
                                                         "tags",
                                                         "target",
                                                         "title",
                                                         "totalItems",
                                                         "type",
                                                         "updated",
                                                         "url",
                                                         "verb",
                                                         "verbs",
                                                         "version"};
static_assert(std::ranges::is_sorted(known_members));

constexpr std::array<std::string_view, 6> open_members{"contentMap", "items",        "list",
                                                       "nameMap",    "orderedItems", "summaryMap"};
static_assert(std::ranges::is_sorted(open_members));

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace

std::string_view short_member(std::string_view key) {
    if (key == "@id" || key == "@type") return key.substr(1);
    if (key.starts_with(as2_namespace)) return key.substr(as2_namespace.size());
    if (key.starts_with("as:")) return key.substr(3);
    return key;
}

bool is_known_member(std::string_view key) {
    return is_one_of(known_members, key);
}

bool is_open_member(std::string_view key) {
    return is_one_of(open_members, key);
}

}  // namespace earshot
