#pragma once
// The attributes of an element that are read: the first feed_limits::attributes of them.

#include <cstddef>

#include <pugixml.hpp>

#include "earshot/feed.hpp"

namespace earshot {

/// The first one that `wanted` says yes to, or none.
template <class Wanted>
pugi::xml_attribute find_attribute(pugi::xml_node element, const Wanted& wanted) {
    std::size_t left = feed_limits::attributes;
    for (const pugi::xml_attribute attribute : element.attributes()) {
        if (left-- == 0) break;
        if (wanted(attribute)) return attribute;
    }
    return {};
}

}  // namespace earshot
