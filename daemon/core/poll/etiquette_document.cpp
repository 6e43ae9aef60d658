// What the document itself says of a server.

#include <algorithm>
#include <set>
#include <utility>

#include "daemon/core/feed/document/declared_encoding.hpp"
#include "daemon/core/poll/etiquette_points.hpp"
#include "daemon/core/text/charset.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/discovery.hpp"

namespace earshot::etiquette {
namespace {

using Point = EtiquettePoint;

/// How one says things in a format.
struct Manner {
    const char* type;
    const char* id;
    const char* date;
};

Manner manner_of(FeedFormat format) {
    constexpr const char* guid = "<guid isPermaLink=\"false\">something that never changes</guid>";
    constexpr const char* pub_date = "<pubDate>Tue, 14 Apr 2026 05:30:00 GMT</pubDate>";
    constexpr const char* json_date = "\"published\": \"2026-04-14T05:30:00Z\"";
    switch (format) {
        case FeedFormat::rss_0_90:
        case FeedFormat::rss_1_0:
            return {"application/rdf+xml", "<item rdf:about=\"something that never changes\">",
                    "<dc:date>2026-04-14T05:30:00Z</dc:date>"};
        case FeedFormat::rss_0_91:
        case FeedFormat::rss_0_92:
        case FeedFormat::rss_0_93:
        case FeedFormat::rss_0_94:
        case FeedFormat::rss_2_0: return {"application/rss+xml", guid, pub_date};
        case FeedFormat::atom_0_3:
        case FeedFormat::atom_1_0:
            return {"application/atom+xml", "<id>tag:something that never changes</id>",
                    "<updated>2026-04-14T05:30:00Z</updated>"};
        case FeedFormat::json_feed_1_0:
        case FeedFormat::json_feed_1_1:
            return {"application/feed+json", "\"id\": \"something that never changes\"",
                    "\"date_published\": \"2026-04-14T05:30:00Z\""};
        case FeedFormat::activity_streams_1:
        case FeedFormat::github_events:
        case FeedFormat::linkedin_updates:
            return {"application/json", "\"id\": \"something that never changes\"", json_date};
        case FeedFormat::activity_streams_2:
            return {"application/activity+json", "\"id\": \"something that never changes\"",
                    json_date};
    }
    return {"", "", ""};
}

/// The type alone, in lower case: "text/html" of "text/HTML; charset=utf-8".
std::string essence(const std::string& content_type) {
    std::string type = content_type.substr(0, content_type.find_first_of(";, \t"));
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return type;
}

bool is_right(const std::string& type, const std::string& best) {
    const bool json = best.ends_with("json");
    if (json) return type == "application/json" || type.ends_with("+json");
    return type == best || type == "application/xml" || type == "text/xml" ||
           (best == "application/rdf+xml" && type == "application/rss+xml");
}

bool same_charset(std::string_view a, std::string_view b) {
    const auto one = charset::named(a);
    const auto other = charset::named(b);
    return one.kind == other.kind && one.converter == other.converter;
}

/// UTF-16 and UTF-32 show themselves, and are told apart by other means.
bool is_wide(std::string_view body) {
    return body.starts_with("\xFE\xFF") || body.starts_with("\xFF\xFE") ||
           body.find('\0') != body.npos;
}

/// What is wrong with the charset; empty when nothing is.
std::string charset_trouble(const http::Reply& reply, const std::string& content_type) {
    const std::string_view sent = charset_of(content_type);
    const std::string_view declared = encoding_in_declaration(reply.body);
    if (!sent.empty() && !declared.empty() && !same_charset(sent, declared))
        return "Its header says charset=" + quoted(sent) + ", the document itself " +
               quoted(declared) + ".";
    const std::string_view said = !sent.empty() ? sent : declared;
    if (said.empty() || is_wide(reply.body)) return {};
    const bool says_utf8 = charset::named(said).kind == charset::Kind::utf_8;
    if (says_utf8 && !is_valid_utf8(reply.body))
        return "It says " + quoted(said) + ", but not all of its bytes are.";
    if (!says_utf8 && !is_ascii(reply.body) && is_valid_utf8(reply.body))
        return "It says " + quoted(said) + ", but its bytes are UTF-8.";
    return {};
}

/// "3 of 20 entries have no id."
std::string lacking(std::size_t some, std::size_t all, const std::string& thing) {
    if (all == 1) return "The one entry has no " + thing + ".";
    if (some == all)
        return "No entry has " + std::string(thing == "id" ? "an " : "a ") + thing + ".";
    return std::to_string(some) + " of " + std::to_string(all) + " entries " +
           (some == 1 ? "has" : "have") + " no " + thing + ".";
}

void add(std::string& text, const std::string& sentence) {
    text += (text.empty() ? "" : " ") + sentence;
}

}  // namespace

void judge_feed(const Looked& looked, ServerAdvice& advice) {
    const http::Reply& first = looked.first;
    if (!looked.feed) {
        Advice point{Point::feed,
                     "What comes is no feed: " + looked.feed.error().what + ".",
                     "A reader that was given this address shows nothing.",
                     "The address of the feed belongs into the head of the page:",
                     {"<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\">"}};
        const FeedHint hint{http::header(first.headers, "content-type"), first.effective.reveal()};
        const auto offered = offered_feeds_in(first.body, hint);
        if (!offered.empty()) {
            const OfferedFeed* meant = main_feed(offered);
            const auto url = Url::parse((meant ? *meant : offered.front()).url);
            point.how =
                "The page offers one, as it should; that is the address to give to readers:";
            point.lines = {url ? url->redacted() : std::string()};
        }
        advice.better.push_back(std::move(point));
        return;
    }
    if (looked.feed->damage) {
        advice.better.push_back(
            {Point::feed,
             "The document is broken: " + to_text(*looked.feed->damage) + ".",
             "What stands behind that place is lost to readers, and many refuse all of it.",
             "Mostly a \"&\" or \"<\" was not escaped, or the making of it was cut short. This "
             "shows the first fault:",
             {"xmllint --noout feed.xml"}});
        return;
    }
    const auto entries = looked.feed->entries.size();
    advice.good.push_back("It is a whole feed: " + std::string(to_text(looked.feed->format)) +
                          " with " + std::to_string(entries) +
                          (entries == 1 ? " entry, " : " entries, ") +
                          size_text(first.body.size()) + ".");
}

void judge_content_type(const Looked& looked, ServerAdvice& advice) {
    if (!looked.feed) return;
    const std::string content_type = http::header(looked.first.headers, "content-type");
    const std::string best = manner_of(looked.feed->format).type;
    const std::string type = essence(content_type);
    const std::string trouble = charset_trouble(looked.first, content_type);
    if (is_right(type, best) && trouble.empty()) {
        advice.good.push_back("Its type is right (" + type + ").");
        return;
    }
    const std::string utf8 = best.ends_with("json") ? "" : "; charset=utf-8";
    if (is_right(type, best)) {
        advice.better.push_back(
            {Point::content_type,
             trouble,
             "Where they differ some readers believe the one and some the "
             "other, and some of them show broken letters.",
             "Write UTF-8, and say so in both places:",
             {"Content-Type: " + best + utf8, "<?xml version=\"1.0\" encoding=\"utf-8\"?>"}});
        return;
    }
    advice.better.push_back(
        {Point::content_type,
         (type.empty() ? "It comes without a Content-Type."
                       : "It comes as \"" + quoted(type) + "\", which is no type of this feed.") +
             (trouble.empty() ? "" : " " + trouble),
         "Readers and browsers that go by the type do not take it for a feed.",
         "The header as it should be; with nginx, and below it with Apache:",
         {"Content-Type: " + best + utf8,
          "location = /feed { types { } default_type " + best + "; }", "ForceType " + best}});
}

void judge_entries(const Looked& looked, ServerAdvice& advice) {
    if (!looked.feed || looked.feed->entries.empty()) return;
    const auto& entries = looked.feed->entries;
    std::size_t nameless = 0, undated = 0, repeated = 0;
    std::set<std::string> ids;
    for (const Entry& entry : entries) {
        if (entry.id.empty()) ++nameless;
        if (!entry.id.empty() && !ids.insert(entry.id).second) ++repeated;
        if (!entry.published && !entry.updated) ++undated;
    }
    if (nameless + undated + repeated == 0) {
        advice.good.push_back("Every entry has an id of its own and a date.");
        return;
    }
    const Manner manner = manner_of(looked.feed->format);
    Advice point{Point::entries, {}, {}, "In each entry:", {}};
    if (nameless > 0) add(point.what, lacking(nameless, entries.size(), "id"));
    if (repeated > 0)
        add(point.what, std::to_string(repeated) + " of " + std::to_string(entries.size()) +
                            " entries " + std::string(repeated == 1 ? "has" : "have") +
                            " the id of another one.");
    if (nameless + repeated > 0) {
        add(point.why,
            "Without an id of its own an entry is told apart by its words, and comes as "
            "new when you correct it.");
        point.lines.emplace_back(manner.id);
    }
    if (undated > 0) {
        add(point.what, lacking(undated, entries.size(), "date"));
        add(point.why,
            "Without a date a reader takes it for as new as the moment it first saw it.");
        point.lines.emplace_back(manner.date);
    }
    advice.better.push_back(std::move(point));
}

}  // namespace earshot::etiquette
