// JSON Feed 1.0 and 1.1 (jsonfeed.org).

#include <algorithm>

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/json/feed_json_fields.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

// What no other list of items has.
bool is_item(Json item) {
    for (std::string_view member :
         {"content_html", "content_text", "date_published", "date_modified", "external_url"})
        if (item[member]) return true;
    return false;
}

FeedFormat format_of(Json root) {
    const std::string_view version = root["version"].text();
    if (version.empty())
        return root["authors"] ? FeedFormat::json_feed_1_1 : FeedFormat::json_feed_1_0;
    const bool first = version.ends_with("/1") || version.ends_with("/1/") || version == "1" ||
                       version.ends_with("1.0");
    return first ? FeedFormat::json_feed_1_0 : FeedFormat::json_feed_1_1;
}

Author author_of(Json author, const std::string& base) {
    if (!author.is_object()) return {collapse(author.text()), {}};
    return {collapse(author["name"].text()), address_of(author["url"], base)};
}

// The first that has a name. Where both stand, "author" (of version 1.0) is whom the publisher
// names to readers that show one.
Author author_in(Json object, const std::string& base) {
    Author nameless;
    for (const Json authors : {object["author"], object["authors"]}) {
        for (std::size_t i = 0; i < authors.size() && i < feed_limits::parts; ++i) {
            Author author = author_of(authors.at(i), base);
            if (!author.name.empty()) return author;
            if (nameless.uri.empty()) nameless = std::move(author);
        }
    }
    return nameless;
}

Entry entry_of(Json item, const std::string& base) {
    Entry entry;
    entry.id = item["id"].text();
    entry.title = plain(item["title"].text());
    entry.link = address_of(item["url"], base);
    if (entry.link.empty()) entry.link = address_of(item["external_url"], base);
    if (entry.link.empty() && is_web_address(entry.id)) entry.link = absolute(entry.id, base);
    Author author = author_in(item, base);
    entry.author = std::move(author.name);
    entry.author_uri = std::move(author.uri);
    entry.content = item["content_html"].text();
    if (entry.content.empty())
        entry.content = as_markup(text_of(item, {"content_text", "summary"}));
    entry.published = time_of(item, {"date_published"});
    entry.updated = time_of(item, {"date_modified"});
    const Json tags = item["tags"];
    for (std::size_t i = 0; i < tags.size(); ++i)
        add_category(entry.categories, tags.at(i).text());
    return entry;
}

}  // namespace

bool is_json_feed(Json root) {
    return root["version"].text().find("jsonfeed.org/version/") != std::string_view::npos;
}

bool may_be_json_feed(Json root) {
    const std::vector<Json> items = root["items"].objects();
    const std::string_view version = root["version"].text();
    if (version == "1" || version == "1.0" || version == "1.1") return !items.empty();
    return std::any_of(items.begin(), items.end(), is_item);
}

Result<Feed> read_json_feed_document(Json root, const FeedHint& hint) {
    const Json items = root["items"];
    if (!items.is_list() && !items.is_object())
        return fail("the document is a JSON Feed without a list of items");
    Feed feed;
    feed.format = format_of(root);
    feed.title = plain(root["title"].text());
    feed.link = address_of(root["home_page_url"], hint.base);
    feed.self = address_of(root["feed_url"], hint.base);
    feed.hub = address_of(root["hubs"], hint.base);
    Author author = author_in(root, hint.base);
    feed.author = std::move(author.name);
    feed.author_uri = std::move(author.uri);

    const std::string& own = feed.self.empty() ? feed.link : feed.self;
    const std::string& base = hint.base.empty() ? own : hint.base;
    for (const Json item : items.objects()) {
        if (feed.entries.size() == feed_limits::entries) break;
        feed.entries.push_back(entry_of(item, base));
    }
    return feed;
}

}  // namespace earshot
