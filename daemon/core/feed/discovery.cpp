#include "earshot/discovery.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "daemon/core/feed/document/declared_encoding.hpp"
#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/feed/document/html_page.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
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

/// Which of several forms of one feed is meant: what tells most of an entry comes first.
int rank_of(std::string_view type) {
    if (type.find("atom") != type.npos) return 0;
    if (type.find("rss") != type.npos || type.find("rdf") != type.npos) return 1;
    if (type.find("json") != type.npos) return 2;
    return 3;
}

/// What a title says besides the form: "notes" of "Notes - Atom 1.0".
std::string subject_of(std::string_view title) {
    constexpr std::array<std::string_view, 8> forms{"atom", "rss", "rss2",     "rdf",
                                                    "json", "xml", "jsonfeed", "feed"};
    const std::string text = folded(title);
    std::string_view rest = text;
    std::string subject;
    bool is_version = false;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" -_.,:;|/()[]"), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (word.empty()) continue;
        const bool is_form = std::find(forms.begin(), forms.end(), word) != forms.end();
        const bool is_number = word.find_first_not_of("0123456789") == word.npos;
        is_version = is_form || (is_version && is_number);
        if (!is_version) subject += std::string(word) + " ";
    }
    return subject;
}

bool is_one_feed(const std::vector<const OfferedFeed*>& feeds) {
    std::set<std::string> types;
    std::set<std::string> subjects;
    for (const OfferedFeed* feed : feeds) {
        types.insert(feed->type);
        subjects.insert(subject_of(feed->title));
    }
    return types.size() == feeds.size() && subjects.size() == 1;
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
        feed.of_comments = is_of_comments(feed);
        const bool is_known =
            feed.url == hint.base || std::any_of(feeds.begin(), feeds.end(),
                                                 [&](const auto& f) { return f.url == feed.url; });
        if (!feed.url.empty() && !is_known) feeds.push_back(std::move(feed));
    }
    const auto is_other = [](const OfferedFeed& feed) { return feed.type != activities; };
    if (std::any_of(feeds.begin(), feeds.end(), is_other))
        std::erase_if(feeds, [&](const OfferedFeed& feed) { return !is_other(feed); });
    std::stable_partition(feeds.begin(), feeds.end(),
                          [](const OfferedFeed& feed) { return !feed.of_comments; });
    if (feeds.size() > discovery_limits::feeds) feeds.resize(discovery_limits::feeds);
    return feeds;
}

std::vector<OfferedFeed> offered_feeds_in(std::string_view bytes, const FeedHint& hint) {
    std::string content_type = hint.content_type;
    if (charset_of(content_type).empty())
        content_type += "; charset=" + std::string(encoding_in_meta(bytes));
    const auto text = to_utf8(bytes, content_type);
    if (!text || text->find('<') == text->npos) return {};
    return offered_feeds(*text, hint);
}

const OfferedFeed* main_feed(const std::vector<OfferedFeed>& offered) {
    std::vector<const OfferedFeed*> meant;
    for (const OfferedFeed& feed : offered)
        if (!feed.of_comments) meant.push_back(&feed);
    if (meant.empty()) return offered.size() == 1 ? &offered.front() : nullptr;
    if (!is_one_feed(meant)) return nullptr;
    return *std::min_element(meant.begin(), meant.end(), [](const auto* a, const auto* b) {
        return rank_of(a->type) < rank_of(b->type);
    });
}

}  // namespace earshot
