#pragma once
// HTML parsed by gumbo, as browsers do, with the limits that gumbo has not.
//
// Gumbo frees deep trees by recursion, and unclosed formatting elements are opened again in every
// paragraph, which multiplies. So what it is given ends where the markup gets too deep or too busy;
// nothing that a person wrote comes near.

#include <string>
#include <string_view>

struct GumboInternalNode;
struct GumboInternalOutput;

namespace earshot {

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
