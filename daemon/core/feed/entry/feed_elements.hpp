#pragma once
// The formats as tables: which element says what, and how much its word counts. RSS, Atom and the
// extensions live in one table, since namespaces keep them apart; a new format is a few more rows.

#include <span>
#include <string>
#include <string_view>

#include "daemon/core/feed/markup/xml_names.hpp"

namespace earshot {

enum class What {
    channel,  // holds more of the feed
    entry,
    id,
    guid,  // an id that may be a link
    title,
    link,  // as text, or as Atom's element
    author,
    content,
    published,
    updated,
    occurred,
    category,
    generator,
    ttl,
    update_period,
    update_frequency,
    skip_hours,
    skip_days,
    source,  // where an aggregated entry came from: only its author serves
    verb,
    object,
    target,
    object_type,
    display_name,
    in_reply_to,
};

/// Of two elements that say the same thing the one with the higher rank is believed; of equals the
/// first.
struct Row {
    Space space;
    std::string_view name;
    What what;
    int rank;
};

std::span<const Row> rss_rows();  // RSS with Dublin Core, content, syndication, iTunes
std::span<const Row> atom_rows();
std::span<const Row> activity_rows();  // ActivityStreams 1, contacts, threading

/// The row of an element, or null when it says nothing to us.
const Row* find_row(const Name& name);

}  // namespace earshot
