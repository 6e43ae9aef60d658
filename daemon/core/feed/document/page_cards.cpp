#include "daemon/core/feed/document/page_cards.hpp"

#include <algorithm>
#include <array>

#include <gumbo.h>

#include "daemon/core/feed/document/html_page.hpp"
#include "daemon/core/text/html_tree.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t text_limit = 4000;  // bytes gathered for one property

std::string attribute(const GumboNode* node, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found == nullptr ? std::string() : std::string(found->value);
}

bool is_element(const GumboNode* node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

/// The next node that is not below this one, and still below `root`.
const GumboNode* beyond(const GumboNode* node, const GumboNode* root) {
    while (node != root) {
        const GumboNode* parent = node->parent;
        const GumboVector& siblings = parent->v.element.children;
        const std::size_t next = node->index_within_parent + 1;
        if (next < siblings.length) return static_cast<const GumboNode*>(siblings.data[next]);
        node = parent;
    }
    return nullptr;
}

/// In document order, below `root`; its children first when there are any.
const GumboNode* next_below(const GumboNode* node, const GumboNode* root) {
    if (is_element(node) && node->v.element.children.length > 0)
        return static_cast<const GumboNode*>(node->v.element.children.data[0]);
    return beyond(node, root);
}

bool is_silent(const GumboNode* node) {
    return is_element(node) &&
           (node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_STYLE ||
            node->v.element.tag == GUMBO_TAG_TEMPLATE);
}

std::string text_in(const GumboNode* root) {
    std::string text;
    for (const GumboNode* node = root; node != nullptr && text.size() < text_limit;) {
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            text += node->v.text.text;
        else if (is_element(node) && node->v.element.tag == GUMBO_TAG_BR)
            text += ' ';
        node = is_silent(node) ? beyond(node, root) : next_below(node, root);
    }
    return text;
}

enum class Property { card, name, url, note, organization };

struct ClassName {
    std::string_view word;
    Property property;
};
constexpr std::array<ClassName, 10> class_names{{
    {"h-card", Property::card},
    {"vcard", Property::card},
    {"p-name", Property::name},
    {"fn", Property::name},
    {"u-url", Property::url},
    {"url", Property::url},
    {"p-note", Property::note},
    {"note", Property::note},
    {"p-org", Property::organization},
    {"org", Property::organization},
}};

bool has(const std::vector<Property>& properties, Property one) {
    return std::find(properties.begin(), properties.end(), one) != properties.end();
}

/// The old names are common words: they count inside of an old card only.
std::vector<Property> properties_of(const GumboNode* node, bool is_old) {
    std::vector<Property> found;
    const std::string classes = attribute(node, "class");
    std::string_view rest = classes;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n\f"), rest.size());
        for (const ClassName& name : class_names) {
            const bool counts = is_old || name.property == Property::card || name.word[1] == '-';
            if (counts && rest.substr(0, end) == name.word && !has(found, name.property))
                found.push_back(name.property);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return found;
}

bool is_old_card(const GumboNode* node) {
    const std::string classes = " " + collapse(attribute(node, "class")) + " ";
    return classes.find(" h-card ") == classes.npos;
}

/// Some elements say it in an attribute.
std::string said_by(const GumboNode* node) {
    switch (node->v.element.tag) {
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_AREA: return attribute(node, "alt");
        case GUMBO_TAG_ABBR:
            if (const std::string title = attribute(node, "title"); !title.empty()) return title;
            break;
        case GUMBO_TAG_DATA:
        case GUMBO_TAG_INPUT: return attribute(node, "value");
        default: break;  // gumbo's enum, not ours: all others by their text
    }
    return text_in(node);
}

std::string address_at(const GumboNode* node) {
    for (const char* name : {"href", "src", "value"})
        if (std::string address = collapse(attribute(node, name)); !address.empty()) return address;
    return collapse(text_in(node));
}

void take(PageCard& card, const GumboNode* node, Property property) {
    const auto set = [node](std::string& field, std::size_t limit) {
        if (field.empty()) field = shorten(collapse(printable(said_by(node))), limit);
    };
    switch (property) {
        case Property::card: break;
        case Property::name: set(card.name, home_page_limits::name); break;
        case Property::note: set(card.note, home_page_limits::note); break;
        case Property::organization: set(card.organization, home_page_limits::organization); break;
        case Property::url:
            if (card.urls.size() < home_page_limits::urls) card.urls.push_back(address_at(node));
            break;
    }
}

/// A card that says nothing of its name by name: the element is the name, and leads to its address.
void take_implied(PageCard& card, const GumboNode* root, bool says_more) {
    if (card.name.empty() && !says_more) take(card, root, Property::name);
    if (card.urls.empty() && root->v.element.tag == GUMBO_TAG_A) take(card, root, Property::url);
}

PageCard card_at(const GumboNode* root) {
    const bool is_old = is_old_card(root);
    PageCard card;
    bool says_more = false;
    const GumboNode* node = next_below(root, root);
    while (node != nullptr && node != root) {
        bool is_other = false;
        if (is_element(node)) {
            const auto properties = properties_of(node, is_old);
            is_other = has(properties, Property::card);
            for (const Property property : properties) {
                take(card, node, property);
                says_more = says_more || property != Property::url;
            }
        }
        node = is_other ? beyond(node, root) : next_below(node, root);
    }
    take_implied(card, root, says_more);
    return card;
}

}  // namespace

std::vector<PageCard> cards_of(std::string_view utf8_html) {
    const HtmlTree tree(utf8_html, page_bytes);
    std::vector<PageCard> cards;
    const GumboNode* const root = tree.root();
    for (const GumboNode* node = root; node != nullptr && cards.size() < home_page_limits::cards;) {
        const bool is_card = is_element(node) && has(properties_of(node, false), Property::card);
        if (is_card) cards.push_back(card_at(node));
        node = is_card ? beyond(node, root) : next_below(node, root);
    }
    return cards;
}

}  // namespace earshot
