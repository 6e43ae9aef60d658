#pragma once
// Element names by namespace, whatever the prefix. A Names holds the prefixes in force at one
// element; the reader of an element makes one on top of its parent's.

#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace earshot {

/// The vocabularies that feeds are written in.
enum class Space {
    unknown,
    rss,  // RSS has no namespace of its own, and several were tried
    atom,
    dublin_core,
    dublin_terms,
    content,
    syndication,
    activity,
    contacts,  // poco
    threading,
    itunes,
    media,
    slash,
    letterboxd,
};

struct Name {
    Space space = Space::unknown;
    std::string_view local;
};

class Names {
public:
    /// Of the root element. Its namespace, if we do not know it, counts as `home`: mistyped and
    /// missing namespaces are common.
    Names(pugi::xml_node root, Space home);
    /// Of an element below. The outer Names has to outlive it.
    Names(const Names& outer, pugi::xml_node element);

    /// The name of this element or of one of its children.
    Name of(pugi::xml_node element) const;

private:
    struct Declaration {
        std::string_view prefix;
        Space space;
    };

    void declare(pugi::xml_node element);
    bool has_room() const;
    Space classify(std::string_view uri) const;
    Space meaning(std::string_view uri, std::string_view prefix) const;
    Space look_up(std::string_view prefix) const;

    const Names* outer_ = nullptr;
    std::string_view home_uri_;
    Space home_ = Space::unknown;
    std::vector<Declaration> declarations_;
};

/// ASCII letters alike in both cases.
bool same_word(std::string_view a, std::string_view b);

/// "rss" of "x:rss".
std::string_view local_part(std::string_view name);
std::string_view local_name(pugi::xml_node element);

}  // namespace earshot
