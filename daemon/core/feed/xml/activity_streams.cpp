// ActivityStreams 1 in Atom: what an entry says in typed markup, and the things it names.

#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "daemon/core/feed/entry/collected.hpp"

namespace earshot {
namespace {

constexpr std::array<Row, 9> rows{{
    {Space::activity, "verb", What::verb, 1},
    {Space::activity, "object", What::object, 1},
    {Space::activity, "target", What::target, 1},
    {Space::activity, "object-type", What::object_type, 1},
    {Space::activity, "actor", What::author, 2},
    {Space::activity, "subject", What::author, 2},
    {Space::contacts, "displayName", What::display_name, 2},
    {Space::contacts, "preferredUsername", What::display_name, 1},
    {Space::threading, "in-reply-to", What::in_reply_to, 1},
}};

}  // namespace

std::span<const Row> activity_rows() {
    return rows;
}

std::string short_word(std::string_view uri) {
    while (uri.ends_with('/'))
        uri.remove_suffix(1);
    std::string word(uri.substr(uri.find_last_of("/#") + 1));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return word;
}

Thing read_thing(pugi::xml_node element, const Place& place) {
    const Names names(place.names, element);
    const Place inside{names, base_of(element, place.base), true};
    Collected c = collect_children(element, inside);
    Thing thing;
    thing.type = std::move(c.object_type.value);
    thing.id = std::move(c.id.value);
    thing.name = std::move(c.title.rank > 0 ? c.title.value : c.name.value);
    thing.link = std::move(c.link.value);
    thing.author = std::move(c.author.value.name);
    thing.author_uri = std::move(c.author.value.uri);
    return thing;
}

const Row* find_row(const Name& name) {
    if (name.space == Space::unknown) return nullptr;
    for (const auto table : {rss_rows(), atom_rows(), activity_rows()})
        for (const Row& row : table)
            if (row.space == name.space && same_word(row.name, name.local)) return &row;
    return nullptr;
}

}  // namespace earshot
