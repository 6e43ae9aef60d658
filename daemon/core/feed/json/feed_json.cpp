#include "daemon/core/feed/json/feed_json.hpp"

#include <array>

#include "daemon/core/feed/document/not_a_feed.hpp"
#include "daemon/core/feed/json/feed_json_fields.hpp"
#include "daemon/core/feed/json/github_events_json.hpp"
#include "daemon/core/feed/json/linkedin_updates.hpp"

namespace earshot {
namespace {

// The members with which services say why there is nothing, in the order in which they tell most.
constexpr auto reasons =
    std::to_array<std::string_view>({"error", "errors", "message", "detail", "error_description",
                                     "reason", "title", "status", "code"});

std::string_view reason_in(Json said) {
    if (!said.is_object()) return said.text();
    return text_of(said, {"message", "detail", "title", "reason", "code"});
}

Problem not_a_feed(Json root) {
    for (const std::string_view member : reasons) {
        const std::string_view reason = reason_in(root[member].at(0));
        if (!reason.empty()) return not_this_json(member, reason);
    }
    return not_this_json({}, {});
}

Result<Feed> feed_in(Json root, const FeedHint& hint, bool whole) {
    if (is_json_feed(root)) return read_json_feed_document(root, hint);
    if (auto feed = read_activity_streams(root, hint, whole)) return std::move(*feed);
    if (auto feed = read_github_events(root)) return *std::move(feed);
    if (auto feed = read_linkedin_updates(root)) return *std::move(feed);
    if (may_be_json_feed(root)) return read_json_feed_document(root, hint);
    return Failure(not_a_feed(root));
}

}  // namespace

bool looks_like_json(std::string_view utf8) {
    const std::size_t first = utf8.find_first_not_of(" \t\r\n\f\v");
    return first != utf8.npos && (utf8[first] == '{' || utf8[first] == '[');
}

Result<Feed> read_json_feed(std::string_view utf8, const FeedHint& hint) {
    const Result<JsonDocument> document = JsonDocument::read(utf8);
    if (!document) return Failure(document.error());
    Result<Feed> feed = feed_in(document->root(), hint, !document->damage());
    if (!document->damage()) return feed;
    // Of a document that breaks off nothing can be said but what came whole.
    if (!feed || feed->entries.empty()) return Failure(*document->damage());
    feed->damage = document->damage();
    return feed;
}

}  // namespace earshot
