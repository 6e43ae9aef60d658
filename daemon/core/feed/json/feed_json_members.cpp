#include "daemon/core/feed/json/feed_json_members.hpp"

#include <algorithm>
#include <array>

namespace earshot {
namespace {

constexpr std::string_view as2_namespace = "https://www.w3.org/ns/activitystreams#";

// All members that are read anywhere, sorted.
constexpr std::array<std::string_view, 118> known_members{"@context",
                                                          "@value",
                                                          "action",
                                                          "actor",
                                                          "after",
                                                          "alsoKnownAs",
                                                          "attributedTo",
                                                          "author",
                                                          "authors",
                                                          "before",
                                                          "body",
                                                          "code",
                                                          "comment",
                                                          "commit_id",
                                                          "company",
                                                          "companyPersonUpdate",
                                                          "connections",
                                                          "content",
                                                          "contentMap",
                                                          "content_html",
                                                          "content_text",
                                                          "created_at",
                                                          "currentShare",
                                                          "currentStatus",
                                                          "date_modified",
                                                          "date_published",
                                                          "detail",
                                                          "discussion",
                                                          "displayName",
                                                          "display_login",
                                                          "error",
                                                          "error_description",
                                                          "errors",
                                                          "external_url",
                                                          "feed_url",
                                                          "first",
                                                          "firstName",
                                                          "forkee",
                                                          "full_name",
                                                          "generator",
                                                          "gist",
                                                          "head",
                                                          "home_page_url",
                                                          "href",
                                                          "html_url",
                                                          "hubs",
                                                          "id",
                                                          "inReplyTo",
                                                          "inbox",
                                                          "issue",
                                                          "items",
                                                          "job",
                                                          "jobPoster",
                                                          "lastName",
                                                          "list",
                                                          "location",
                                                          "login",
                                                          "mediaType",
                                                          "member",
                                                          "memberGroups",
                                                          "merged_at",
                                                          "message",
                                                          "movedTo",
                                                          "name",
                                                          "nameMap",
                                                          "number",
                                                          "object",
                                                          "objectType",
                                                          "orderedItems",
                                                          "outbox",
                                                          "owner",
                                                          "payload",
                                                          "person",
                                                          "position",
                                                          "postedTime",
                                                          "preferredUsername",
                                                          "publicProfileUrl",
                                                          "published",
                                                          "pull_request",
                                                          "question",
                                                          "reason",
                                                          "recommendationsGiven",
                                                          "recommendee",
                                                          "ref",
                                                          "ref_type",
                                                          "relationship",
                                                          "release",
                                                          "repo",
                                                          "repository",
                                                          "review",
                                                          "siteCompanyRequest",
                                                          "siteGroupRequest",
                                                          "siteJobRequest",
                                                          "siteStandardProfileRequest",
                                                          "state",
                                                          "status",
                                                          "subject",
                                                          "submittedUrl",
                                                          "summary",
                                                          "summaryMap",
                                                          "tag",
                                                          "tag_name",
                                                          "tags",
                                                          "target",
                                                          "timestamp",
                                                          "title",
                                                          "totalItems",
                                                          "type",
                                                          "updateContent",
                                                          "updateKey",
                                                          "updateType",
                                                          "updated",
                                                          "url",
                                                          "values",
                                                          "verb",
                                                          "verbs",
                                                          "version",
                                                          "webUrl"};
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
