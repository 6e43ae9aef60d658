#pragma once
// The attributes of an element that are read: the first feed_limits::attributes of them.

#include <cstddef>

#include "earshot/feed.hpp"

namespace earshot {

/// The first one that `wanted` says yes to, or none. Element is pugi::xml_node, which no header
/// names by its file.
template <class Element, class Wanted>
auto find_attribute(const Element& element, const Wanted& wanted) {
    auto attribute = element.first_attribute();
    for (std::size_t left = feed_limits::attributes; attribute && left > 0; --left) {
        if (wanted(attribute)) return attribute;
        attribute = attribute.next_attribute();
    }
    return decltype(attribute){};
}

}  // namespace earshot
