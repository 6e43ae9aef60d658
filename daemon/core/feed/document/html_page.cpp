#include "daemon/core/feed/document/html_page.hpp"

#include <algorithm>

#include <gumbo.h>

#include "daemon/core/feed/markup/xml_names.hpp"
#include "daemon/core/text/html_tree.hpp"
#include "daemon/core/time/civil.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

/// Pages that wait longer before they lead on are meant to be read.
constexpr int at_once_seconds = 5;

std::string attribute(const GumboElement& element, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
    return found == nullptr ? std::string() : collapse(found->value);
}

/// From "0; url='https://portal.example/'".
std::string refresh_target(std::string_view content) {
    const auto seconds = take_digits(content, 1, 4);
    if (!seconds || *seconds > at_once_seconds) return {};
    const std::size_t word = std::min(content.find_first_not_of("0123456789.;, "), content.size());
    content.remove_prefix(word);
    if (content.size() < 4 || !same_word(content.substr(0, 3), "url")) return {};
    content.remove_prefix(std::min(content.find('='), content.size() - 1) + 1);
    content.remove_prefix(std::min(content.find_first_not_of(" '\""), content.size()));
    return std::string(content.substr(0, content.find_first_of("'\"")));
}

void take_me(const GumboElement& element, HtmlPage& page) {
    if (page.me.size() == most_links || !has_word(attribute(element, "rel"), "me")) return;
    if (std::string href = attribute(element, "href"); !href.empty())
        page.me.push_back(std::move(href));
}

void take(const GumboElement& element, HtmlPage& page) {
    switch (element.tag) {
        case GUMBO_TAG_A: take_me(element, page); break;
        case GUMBO_TAG_LINK: {
            take_me(element, page);
            HtmlPage::Link link{attribute(element, "rel"), attribute(element, "type"),
                                attribute(element, "href"), attribute(element, "title")};
            if (!link.href.empty() && page.links.size() < most_links)
                page.links.push_back(std::move(link));
            break;
        }
        case GUMBO_TAG_BASE:
            if (page.base.empty()) page.base = attribute(element, "href");
            break;
        case GUMBO_TAG_INPUT:
            if (same_word(attribute(element, "type"), "password")) page.asks_for_password = true;
            break;
        case GUMBO_TAG_META:
            if (page.sends_to.empty() && same_word(attribute(element, "http-equiv"), "refresh"))
                page.sends_to = refresh_target(attribute(element, "content"));
            break;
        default: break;  // gumbo's enum, not ours: nothing else is asked for
    }
}

}  // namespace

bool has_word(std::string_view words, std::string_view wanted) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (same_word(words.substr(0, end), wanted)) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

HtmlPage read_page(std::string_view utf8_html) {
    const HtmlTree tree(utf8_html, page_bytes);
    HtmlPage page;
    for (const GumboNode* node = tree.root(); node != nullptr; node = HtmlTree::after(node))
        if (node->type == GUMBO_NODE_ELEMENT) take(node->v.element, page);
    return page;
}

}  // namespace earshot
