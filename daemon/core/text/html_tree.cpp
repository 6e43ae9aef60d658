#include "daemon/core/text/html_tree.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <gumbo.h>

#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

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

char lower(char c) {
    return is_letter(c) ? char(c | 0x20) : c;
}

// Goes over the tags and stops where they get too many, too deep or too busy.
class Bound {
public:
    explicit Bound(std::string_view markup) : markup_(markup) {}

    // The part of the markup that is safe to parse.
    std::string_view safe() {
        std::size_t at = markup_.find('<');
        while (at != markup_.npos) {
            const bool closing = at + 1 < markup_.size() && markup_[at + 1] == '/';
            const std::size_t start = at + (closing ? 2 : 1);
            std::size_t end = start;
            std::string name;
            for (; end < markup_.size() && is_letter(markup_[end]); ++end)
                if (name.size() < longest_name) name += lower(markup_[end]);
            if (!name.empty() && !(count(name, closing) && has_few_attributes(end)))
                return markup_.substr(0, at);
            at = markup_.find('<', end);
        }
        return markup_;
    }

private:
    static constexpr std::size_t longest_name = 12;

    bool count(const std::string& name, bool closing) {
        using namespace html_limits;
        if (is_one_of(void_elements, name)) return ++tags_ <= tags;
        const bool is_formatting = is_one_of(formatting, name);
        int& of_this_name = open_[name];
        // An end tag closes only what is open under its name.
        const int step = closing ? (of_this_name > 0 ? -1 : 0) : 1;
        of_this_name += step;
        all_open_ += step;
        if (is_formatting) formatting_open_ += step;
        nodes_ += 1 + static_cast<std::size_t>(formatting_open_);
        return ++tags_ <= tags && all_open_ <= open && formatting_open_ <= open_formatting &&
               nodes_ <= free_nodes + nodes_per_tag * tags_;
    }

    // Gumbo compares each attribute with all before it. Moves on to the end of the tag.
    bool has_few_attributes(std::size_t& at) {
        std::size_t found = 0;
        char quote = '\0';
        char before = '\0';  // the last that was not white space
        bool between = true;
        for (; at < markup_.size(); ++at) {
            const char c = markup_[at];
            if (quote != '\0') {
                if (c == quote) quote = '\0';
                continue;
            }
            if (c == '>') break;
            if (is_space(static_cast<unsigned char>(c))) {
                between = true;
                continue;
            }
            // Only behind "=" does a quotation mark hold a value; elsewhere it is part of a name.
            if ((c == '"' || c == '\'') && before == '=') quote = c;
            const bool begins = (between && c != '=' && before != '=') || before == '/';
            if (begins && ++found > html_limits::attributes) return false;
            between = c == '"' || c == '\'';
            before = c;
        }
        return true;
    }

    std::string_view markup_;
    std::map<std::string, int, std::less<>> open_;
    int all_open_ = 0;
    int formatting_open_ = 0;
    std::size_t tags_ = 0;
    std::size_t nodes_ = 0;  // that gumbo makes, with those that it opens again
};

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
    : text_(repair_utf8(Bound(cut(markup, limit)).safe())) {
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
