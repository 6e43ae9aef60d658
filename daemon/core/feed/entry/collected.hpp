#pragma once
// What the elements of a feed, an entry or a thing say, gathered row by row; the one builder of
// Entry and Feed for all formats.

#include <optional>
#include <string>
#include <utility>

#include "daemon/core/feed/entry/feed_elements.hpp"
#include "earshot/feed.hpp"

namespace pugi {
class xml_node;
}

namespace earshot {

/// A value with the rank of the element it came from.
template <class T>
struct Ranked {
    T value{};
    int rank = 0;

    void offer(T candidate, int its_rank) {
        if (its_rank <= rank) return;
        value = std::move(candidate);
        rank = its_rank;
    }
};

struct Author {
    std::string name;
    std::string uri;
};

struct Collected {
    Ranked<std::string> id, title, title_markup, link, self, hub, content, name, object_type;
    Ranked<Author> author;
    Ranked<Instant> published, updated, occurred;
    Ranked<Span> ttl;
    std::string generator;
    std::optional<Span> update_period;
    int update_frequency = 1;
    std::uint32_t skip_hours = 0;
    std::uint8_t skip_days = 0;
    std::vector<std::string> categories;
    std::vector<std::string> me;
    Markup markup;
};

/// Where a reader stands: the prefixes in force, the address that relative links start from, and
/// whether it reads a thing inside an entry (things in things are not read).
struct Place {
    const Names& names;
    std::string base;
    bool inside_thing = false;
};

/// The place of an element below: xml:base counts from here on.
std::string base_of(pugi::xml_node element, const std::string& outer);
bool says_base(pugi::xml_node element);

/// Reads one child by its row.
void collect(Collected& into, const Row& row, pugi::xml_node element, const Place& place);
/// Reads all children of an element that stands in `place`.
Collected collect_children(pugi::xml_node element, const Place& place);

Entry make_entry(Collected&& collected);
/// All but the entries and the format.
Feed make_feed(Collected&& collected);

// --- how each format writes its parts (feed_rss.cpp, feed_atom.cpp, activity_streams.cpp) ---

/// A reference made absolute; empty when no reader should follow it (script:, data:, over-long).
std::string absolute(const std::string& reference, const std::string& base);

/// "ann@example.org (Ann)", "Ann <ann@example.org>", "Ann": the name, else the address.
std::string author_name(std::string_view text);
/// Minutes as RSS writes them.
std::optional<Span> read_ttl(std::string_view minutes);
std::optional<Span> read_period(std::string_view word);
std::uint32_t read_skip_hours(pugi::xml_node element);
std::uint8_t read_skip_days(pugi::xml_node element);

/// Atom's text construct as plain text and as markup.
std::string construct_text(pugi::xml_node element);
std::string construct_markup(pugi::xml_node element);
/// A person construct, or an author written as mere text.
Author read_author(pugi::xml_node element, const std::string& base);
void collect_link(Collected& into, pugi::xml_node element, const Place& place, int rank);

Thing read_thing(pugi::xml_node element, const Place& place);
/// What typed markup calls something: the last path segment, lower case.
std::string short_word(std::string_view uri);

}  // namespace earshot
