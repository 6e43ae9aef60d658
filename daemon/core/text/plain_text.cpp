// Markup to text.

#include <gumbo.h>

#include "daemon/core/text/html_tree.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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
    const std::string closed = with_bare_brackets_escaped(cut(markup, markup_limit));
    const HtmlTree tree(closed, closed.size());
    return collapse(text_below(tree.root()));
}

}  // namespace earshot
