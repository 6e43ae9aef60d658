#include "earshot/feed.hpp"

#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/feed/document/not_a_feed.hpp"
#include "daemon/core/feed/json/feed_json.hpp"
#include "daemon/core/feed/xml/feed_xml.hpp"

namespace earshot {

std::string_view to_text(FeedFormat format) {
    switch (format) {
        case FeedFormat::rss_0_90: return "rss-0.90";
        case FeedFormat::rss_0_91: return "rss-0.91";
        case FeedFormat::rss_0_92: return "rss-0.92";
        case FeedFormat::rss_0_93: return "rss-0.93";
        case FeedFormat::rss_0_94: return "rss-0.94";
        case FeedFormat::rss_1_0: return "rss-1.0";
        case FeedFormat::rss_2_0: return "rss-2.0";
        case FeedFormat::atom_0_3: return "atom-0.3";
        case FeedFormat::atom_1_0: return "atom-1.0";
        case FeedFormat::json_feed_1_0: return "json-feed-1.0";
        case FeedFormat::json_feed_1_1: return "json-feed-1.1";
        case FeedFormat::activity_streams_1: return "activity-streams-1.0";
        case FeedFormat::activity_streams_2: return "activity-streams-2.0";
        case FeedFormat::github_events: return "github-events";
        case FeedFormat::linkedin_updates: return "linkedin-updates";
    }
    return "";
}

Result<Feed> parse_feed(std::string_view bytes, const FeedHint& hint) {
    Result<std::string> text = to_utf8(bytes, hint.content_type);
    if (!text) return Failure(std::move(text.error()));
    if (looks_like_json(*text)) return read_json_feed(*text, hint);
    if (auto problem = not_markup(*text, hint)) return Failure(std::move(*problem));
    const XmlDocument document(std::move(*text),
                               [&] { return *to_utf8(bytes, hint.content_type); });
    return read_xml_feed(document, hint);
}

}  // namespace earshot
