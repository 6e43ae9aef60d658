#pragma once
// An XML document in memory, read strictly where it is sound and mended where it is not.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace pugi {
class xml_document;
}

namespace earshot {

class XmlDocument {
public:
    /// Reads the text in place: the nodes point into it. `again` gives the same text once more,
    /// for the rare document that has to be mended.
    XmlDocument(std::string text, const std::function<std::string()>& again);
    ~XmlDocument();
    XmlDocument(const XmlDocument&) = delete;
    XmlDocument& operator=(const XmlDocument&) = delete;

    const pugi::xml_document& tree() const { return *tree_; }

    /// Where it is cut off, or else the first thing that is broken, with its line. Empty when the
    /// document is sound.
    const std::optional<Problem>& fault() const { return fault_; }
    /// The document ends before its root does; what was unfinished then is not in the tree.
    bool cut() const { return cut_; }

private:
    std::string text_;
    std::unique_ptr<pugi::xml_document> tree_;
    std::optional<Problem> fault_;
    bool cut_ = false;
};

}  // namespace earshot
