// Markup to text through gumbo, which reads HTML as browsers do.
//
// Gumbo has no limits of its own: it frees deep trees by recursion, and unclosed formatting
// elements are opened again in every paragraph, which multiplies. So what it is given ends where
// the markup gets too deep or too busy; nothing that a person wrote comes near.

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include <gumbo.h>

#include "daemon/core/utf8.hpp"
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
    markup = cut(markup, markup_limit);
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

// A bracket that no tag ends is what somebody wrote: "A<B".
std::string with_bare_brackets_escaped(std::string_view markup) {
    const std::size_t last = markup.rfind('>');
    const std::size_t from = last == markup.npos ? 0 : last + 1;
    std::string out(markup.substr(0, from));
    for (const char c : markup.substr(from)) {
        if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

enum class Shape { inline_text, block, dropped };

Shape shape_of(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH: return Shape::dropped;
        case GUMBO_TAG_A:
        case GUMBO_TAG_ABBR:
        case GUMBO_TAG_ACRONYM:
        case GUMBO_TAG_B:
        case GUMBO_TAG_BDI:
        case GUMBO_TAG_BDO:
        case GUMBO_TAG_BIG:
        case GUMBO_TAG_CITE:
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_DATA:
        case GUMBO_TAG_DEL:
        case GUMBO_TAG_DFN:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_I:
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_INS:
        case GUMBO_TAG_KBD:
        case GUMBO_TAG_MARK:
        case GUMBO_TAG_NOBR:
        case GUMBO_TAG_Q:
        case GUMBO_TAG_RUBY:
        case GUMBO_TAG_S:
        case GUMBO_TAG_SAMP:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_STRIKE:
        case GUMBO_TAG_STRONG:
        case GUMBO_TAG_SUB:
        case GUMBO_TAG_SUP:
        case GUMBO_TAG_TIME:
        case GUMBO_TAG_TT:
        case GUMBO_TAG_U:
        case GUMBO_TAG_UNKNOWN:
        case GUMBO_TAG_VAR:
        case GUMBO_TAG_WBR: return Shape::inline_text;
        default:  // gumbo's enum, not ours: everything else breaks the line
            return Shape::block;
    }
}

// style="display : none", however it is spaced and spelled; and the attribute `hidden`.
bool is_hidden(const GumboElement& element) {
    if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
    const GumboAttribute* style = gumbo_get_attribute(&element.attributes, "style");
    if (style == nullptr) return false;
    std::string tight;
    for (const char* c = style->value; *c != '\0'; ++c)
        if (!is_space(static_cast<unsigned char>(*c)))
            tight += is_letter(*c) ? char(*c | 0x20) : *c;
    for (std::size_t at = tight.find("display:none"); at != tight.npos;
         at = tight.find("display:none", at + 1))
        if (at == 0 || tight[at - 1] == ';') return true;
    return false;
}

const GumboVector* children_of(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return nullptr;
    if (shape_of(node.v.element.tag) == Shape::dropped || is_hidden(node.v.element)) return nullptr;
    return &node.v.element.children;
}

void break_line(const GumboNode& node, std::string& out) {
    if (node.type == GUMBO_NODE_ELEMENT && shape_of(node.v.element.tag) == Shape::block) out += ' ';
}

// In document order, without recursion: gumbo's nodes know their parents.
std::string text_below(const GumboNode* root) {
    std::string out;
    const GumboNode* node = root;
    while (true) {
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
            node->type == GUMBO_NODE_CDATA)
            out += node->v.text.text;
        break_line(*node, out);
        if (const GumboVector* children = children_of(*node); children && children->length > 0) {
            node = static_cast<const GumboNode*>(children->data[0]);
            continue;
        }
        while (node != root) {
            const GumboVector& siblings = node->parent->v.element.children;
            const std::size_t next = node->index_within_parent + 1;
            if (next < siblings.length) {
                node = static_cast<const GumboNode*>(siblings.data[next]);
                break;
            }
            node = node->parent;
            break_line(*node, out);
        }
        if (node == root) return out;
    }
}

}  // namespace

std::string plain_text(std::string_view markup) {
    if (markup.find_first_of("<&") == markup.npos) return collapse(cut(markup, markup_limit));
    const std::string text = with_bare_brackets_escaped(repair_utf8(bounded(markup)));
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    const auto free_output = [&options](GumboOutput* output) {
        gumbo_destroy_output(&options, output);
    };
    const std::unique_ptr<GumboOutput, decltype(free_output)> output(
        gumbo_parse_with_options(&options, text.data(), text.size()), free_output);
    return collapse(text_below(output->root));
}

}  // namespace earshot
