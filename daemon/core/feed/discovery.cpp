#include "earshot/discovery.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/feed/feed_encoding.hpp"
#include "daemon/core/feed/html_page.hpp"
#include "daemon/core/feed/xml_names.hpp"
#include "daemon/core/text/url_parts.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

static_assert(discovery_limits::bytes == page_bytes);

constexpr std::array<std::string_view, 9> feed_types{
    "application/rss+xml",    "application/atom+xml",  "application/feed+json",
    "application/rdf+xml",    "application/x-rss+xml", "application/x.atom+xml",
    "application/x-atom+xml", "application/xml",       "text/xml"};
constexpr std::string_view activities = "application/activity+json";

/// Begins what feeds of comments are called, or the step of their path.
constexpr std::array<std::string_view, 6> comment_words{"comment", "kommentar", "comentari",
                                                        "comenta", "commenti",  "комментари"};

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

bool has_word(std::string_view words, std::string_view wanted) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (same_word(words.substr(0, end), wanted)) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

std::string type_of(const HtmlPage::Link& link) {
    return collapse(lower(link.type.substr(0, link.type.find(';'))));
}

bool is_feed(const HtmlPage::Link& link) {
    if (has_word(link.rel, "stylesheet")) return false;
    const std::string type = type_of(link);
    if (has_word(link.rel, "feed")) return true;
    return has_word(link.rel, "alternate") &&
           (std::find(feed_types.begin(), feed_types.end(), type) != feed_types.end() ||
            type == activities);
}

bool is_of_comments(const OfferedFeed& feed) {
    const std::string title = folded(feed.title);
    const std::string path = lower(split_url(feed.url).path);
    return std::any_of(comment_words.begin(), comment_words.end(), [&](std::string_view word) {
        return title.find(word) != title.npos || path.find("/" + std::string(word)) != path.npos;
    });
}

/// Absolute, and one that a page may lead to; empty when it is not. "feed:" is how some write http.
std::string address_of(std::string_view href, std::string_view base) {
    constexpr std::string_view feed = "feed:";
    if (same_word(href.substr(0, feed.size()), feed)) {
        href.remove_prefix(feed.size());
        if (href.starts_with("//")) return address_of("http:" + std::string(href), base);
    }
    const auto url = Url::parse(resolve_reference(base, href));
    return url && url->scheme() != "file" ? url->reveal() : std::string();
}

}  // namespace

std::vector<OfferedFeed> offered_feeds(std::string_view utf8_html, const FeedHint& hint) {
    const HtmlPage page = read_page(utf8_html);
    const std::string base =
        page.base.empty() ? hint.base : resolve_reference(hint.base, page.base);
    std::vector<OfferedFeed> feeds;
    for (const HtmlPage::Link& link : page.links) {
        if (!is_feed(link)) continue;
        OfferedFeed feed{address_of(link.href, base),
                         shorten(printable(link.title), discovery_limits::title), type_of(link)};
        const bool is_known =
            feed.url == hint.base || std::any_of(feeds.begin(), feeds.end(),
                                                 [&](const auto& f) { return f.url == feed.url; });
        if (!feed.url.empty() && !is_known) feeds.push_back(std::move(feed));
    }
    const auto is_other = [](const OfferedFeed& feed) { return feed.type != activities; };
    if (std::any_of(feeds.begin(), feeds.end(), is_other))
        std::erase_if(feeds, [&](const OfferedFeed& feed) { return !is_other(feed); });
    std::stable_partition(feeds.begin(), feeds.end(),
                          [](const OfferedFeed& feed) { return !is_of_comments(feed); });
    if (feeds.size() > discovery_limits::feeds) feeds.resize(discovery_limits::feeds);
    return feeds;
}

Discovery discover(std::string_view bytes, const FeedHint& hint) {
    Discovery found;
    const auto feed = parse_feed(bytes, hint);
    if (feed) return found;
    found.problem = feed.error();
    const auto text = to_utf8(bytes, hint.content_type);
    if (text && text->find('<') != text->npos) found.offered = offered_feeds(*text, hint);
    return found;
}

}  // namespace earshot
