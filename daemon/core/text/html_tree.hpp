#pragma once
// HTML parsed by gumbo, as browsers do, with the limits that gumbo has not.
//
// Gumbo frees deep trees by recursion, and unclosed formatting elements are opened again in every
// paragraph, which multiplies. So what it is given ends where the markup gets too deep or too busy;
// nothing that a person wrote comes near.

#include <cstddef>
#include <string>
#include <string_view>

struct GumboInternalNode;
struct GumboInternalOutput;

namespace earshot {

namespace html_limits {
inline constexpr std::size_t tags = 10000;
inline constexpr std::size_t attributes = 256;   // of one tag: each is compared with all before it
inline constexpr int open = 500;                 // elements inside one another
inline constexpr int open_formatting = 40;       // of those, <b>, <a> and their like
inline constexpr std::size_t free_nodes = 1000;  // and for each tag
inline constexpr std::size_t nodes_per_tag = 4;  // so many more, those opened again counted
}  // namespace html_limits

class HtmlTree {
public:
    /// Not more than the first `limit` bytes are read.
    HtmlTree(std::string_view markup, std::size_t limit);
    ~HtmlTree();
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;

    const GumboInternalNode* root() const;

    /// The node after this one in document order, its children before its siblings; null after the
    /// last.
    static const GumboInternalNode* after(const GumboInternalNode* node);

private:
    std::string text_;  // the tree refers to it
    GumboInternalOutput* output_;
};

}  // namespace earshot
