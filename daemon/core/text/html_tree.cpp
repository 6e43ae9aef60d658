#include "daemon/core/text/html_tree.hpp"

#include <algorithm>
#include <array>

#include <gumbo.h>

#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t most_tags = 10000;
constexpr int most_open = 500;            // elements inside one another
constexpr int most_open_formatting = 40;  // of those, <b>, <a> and their like

constexpr std::array<std::string_view, 14> void_elements{
    "area",  "base", "br",   "col",   "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::array<std::string_view, 14> formatting{"a",      "b",      "big",  "code", "em",
                                                      "font",   "i",      "nobr", "s",    "small",
                                                      "strike", "strong", "tt",   "u"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The part of the markup that is safe to parse, judged by counting tags.
std::string_view bounded(std::string_view markup) {
    std::size_t tags = 0;
    int open = 0;
    int open_formatting = 0;
    for (std::size_t at = markup.find('<'); at != markup.npos; at = markup.find('<', at + 1)) {
        const bool closing = at + 1 < markup.size() && markup[at + 1] == '/';
        std::string name;
        for (std::size_t i = at + (closing ? 2 : 1); i < markup.size() && name.size() < 12; ++i) {
            if (!is_letter(markup[i])) break;
            name += char(markup[i] | 0x20);
        }
        if (name.empty() || is_one_of(void_elements, name)) continue;
        const int step = closing ? -1 : 1;
        open = std::max(0, open + step);
        if (is_one_of(formatting, name)) open_formatting = std::max(0, open_formatting + step);
        if (++tags > most_tags || open > most_open || open_formatting > most_open_formatting)
            return markup.substr(0, at);
    }
    return markup;
}

GumboOptions options() {
    GumboOptions chosen = kGumboDefaultOptions;
    chosen.max_errors = 0;
    return chosen;
}

const GumboVector* children_of(const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

}  // namespace

HtmlTree::HtmlTree(std::string_view markup, std::size_t limit)
    : text_(repair_utf8(bounded(cut(markup, limit)))) {
    const GumboOptions chosen = options();
    output_ = gumbo_parse_with_options(&chosen, text_.data(), text_.size());
}

HtmlTree::~HtmlTree() {
    const GumboOptions chosen = options();
    gumbo_destroy_output(&chosen, output_);
}

const GumboInternalNode* HtmlTree::root() const {
    return output_->root;
}

const GumboInternalNode* HtmlTree::after(const GumboInternalNode* node) {
    if (const GumboVector* children = children_of(node); children && children->length > 0)
        return static_cast<const GumboNode*>(children->data[0]);
    for (; node->parent != nullptr; node = node->parent) {
        const GumboVector* siblings = children_of(node->parent);
        const std::size_t next = node->index_within_parent + 1;
        if (siblings != nullptr && next < siblings->length)
            return static_cast<const GumboNode*>(siblings->data[next]);
    }
    return nullptr;
}

}  // namespace earshot
