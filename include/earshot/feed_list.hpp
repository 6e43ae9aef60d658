#pragma once
// What a list of feeds means for people: each feed once, in which circles it lies, and which page
// is its writer's alone. Folders that programs make by themselves are no circles.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/opml.hpp"

namespace earshot {

struct ListedFeed {
    OpmlFeed feed;
    int line = 0;
    std::vector<std::string> circles;  // the innermost folder wherever it lies, else its categories
    std::string page;  // of its writer; empty when there is none, or when it hides a secret, is the
                       // front page of a site on which many write, or is given for feeds of
                       // other names as well

    bool operator==(const ListedFeed&) const = default;
};

/// A feed that is there several times stands where it came first.
std::vector<ListedFeed> listed_feeds(const OpmlReading& reading);

/// Whether a folder or label is the user's word for a group, and not what a program puts everything
/// in ("All", "Uncategorized", "myContacts").
bool is_circle(std::string_view word);

}  // namespace earshot
