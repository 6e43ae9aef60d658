#include <algorithm>
#include <map>

#include "daemon/core/feed/markup/xml_text.hpp"
#include "earshot/opml.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:earshot="urn:earshot:opml">
  <head>
)";

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(printable(value)) + "\"";
}

std::string shown(const Url& url, Secrets secrets) {
    return secrets == Secrets::shown ? url.reveal() : url.redacted();
}

std::string indent(std::size_t depth) {
    return std::string(4 + 2 * depth, ' ');
}

std::string outline(const OpmlFeed& feed, Secrets secrets) {
    std::string out = indent(feed.folders.size()) + "<outline type=\"rss\"";
    out += attribute("text", feed.text);
    if (!feed.title.empty()) out += attribute("title", feed.title);
    out += attribute("xmlUrl", shown(feed.feed, secrets));
    if (feed.page) out += attribute("htmlUrl", shown(*feed.page, secrets));
    std::string categories;
    for (const std::string& category : feed.categories)
        categories += (categories.empty() ? "" : ",") + category;
    if (!categories.empty()) out += attribute("category", categories);
    if (feed.many) out += attribute("earshot:carries", "many");
    if (feed.nobody) out += attribute("earshot:carries", "nobody");
    if (!feed.named.empty()) out += attribute("earshot:named", feed.named);
    return out + "/>\n";
}

/// From the folders that are open to those of the next feed.
std::string step(const std::vector<std::string>& open, const std::vector<std::string>& next) {
    const auto [here, there] = std::mismatch(open.begin(), open.end(), next.begin(), next.end());
    std::string out;
    for (auto depth = open.end() - here; depth > 0; --depth)
        out += indent(std::size_t(here - open.begin()) + std::size_t(depth) - 1) + "</outline>\n";
    for (auto folder = there; folder != next.end(); ++folder)
        out += indent(std::size_t(folder - next.begin())) + "<outline" +
               attribute("text", *folder) + ">\n";
    return out;
}

}  // namespace

std::string write_opml(const Opml& list, Secrets secrets) {
    std::string out(head);
    out += "    <title>" + escaped(printable(list.title)) + "</title>\n";
    if (list.created) out += "    <dateCreated>" + to_http_date(*list.created) + "</dateCreated>\n";
    out += "  </head>\n  <body>\n";

    std::map<std::vector<std::string>, std::size_t> place;  // of folders: that of the first feed
    for (const OpmlFeed& feed : list.feeds)
        place.emplace(feed.folders, place.size());
    std::vector<const OpmlFeed*> ordered;
    for (const OpmlFeed& feed : list.feeds)
        ordered.push_back(&feed);
    std::stable_sort(ordered.begin(), ordered.end(), [&](const OpmlFeed* a, const OpmlFeed* b) {
        return place.at(a->folders) < place.at(b->folders);
    });

    std::vector<std::string> open;
    for (const OpmlFeed* feed : ordered) {
        out += step(open, feed->folders) + outline(*feed, secrets);
        open = feed->folders;
    }
    return out + step(open, {}) + "  </body>\n</opml>\n";
}

}  // namespace earshot
