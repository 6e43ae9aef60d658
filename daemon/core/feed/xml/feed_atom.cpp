// Atom 1.0, with the names that Atom 0.3 had for the same things.

#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/markup/xml_text.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::array<Row, 15> rows{{
    {Space::atom, "entry", What::entry, 0},
    {Space::atom, "id", What::id, 3},
    {Space::atom, "title", What::title, 3},
    {Space::atom, "link", What::link, 3},
    {Space::atom, "author", What::author, 5},
    {Space::atom, "content", What::content, 4},
    {Space::atom, "summary", What::content, 2},
    {Space::atom, "published", What::published, 3},
    {Space::atom, "issued", What::published, 3},
    {Space::atom, "created", What::published, 1},
    {Space::atom, "updated", What::updated, 3},
    {Space::atom, "modified", What::updated, 3},
    {Space::atom, "category", What::category, 1},
    {Space::atom, "generator", What::generator, 1},
    {Space::atom, "source", What::source, 1},
}};

enum class Writing { plain, html, xhtml, foreign, encoded };

Writing writing_of(pugi::xml_node element) {
    const std::string type = attribute_of(element, "type");
    const std::string mode = attribute_of(element, "mode");  // of Atom 0.3
    if (same_word(mode, "escaped")) return Writing::html;
    if (same_word(mode, "base64")) return Writing::encoded;
    if (type.empty() || same_word(type, "text") || same_word(type, "text/plain"))
        return has_elements(element) ? Writing::xhtml : Writing::plain;
    if (same_word(type, "html") || same_word(type, "text/html")) return Writing::html;
    if (same_word(type, "xhtml") || same_word(type, "application/xhtml+xml")) return Writing::xhtml;
    return Writing::foreign;  // an image, base64, another vocabulary
}

// The iana.org form is how the registry spells the same word.
std::string relation_of(pugi::xml_node link) {
    std::string relation = attribute_of(link, "rel");
    for (std::string_view prefix : {"http://www.iana.org/assignments/relation/",
                                    "https://www.iana.org/assignments/relation/"})
        if (relation.starts_with(prefix)) relation.erase(0, prefix.size());
    return relation;
}

// Whether an address of this type is a page for people: 1, may be: 0, is not: -1.
int pageness(const std::string& type) {
    if (type.empty()) return 0;
    return type.starts_with("text/html") || type.starts_with("application/xhtml+xml") ? 1 : -1;
}

/// "me", "me noopener": the address is the same person's.
bool says_me(std::string_view relation) {
    while (!relation.empty()) {
        const std::size_t end = std::min(relation.find(' '), relation.size());
        if (same_word(relation.substr(0, end), "me")) return true;
        relation.remove_prefix(std::min(end + 1, relation.size()));
    }
    return false;
}

}  // namespace

std::span<const Row> atom_rows() {
    return rows;
}

std::string construct_text(pugi::xml_node element) {
    switch (writing_of(element)) {
        case Writing::plain: return collapse(text_of(element));
        case Writing::html:
            return std::string(cut(plain_text(markup_of(element)), feed_limits::text));
        case Writing::xhtml:
            return std::string(cut(plain_text(inner_html(element)), feed_limits::text));
        case Writing::foreign: return collapse(text_of(element));  // a title is text all the same
        case Writing::encoded: return {};
    }
    return {};
}

std::string construct_markup(pugi::xml_node element) {
    switch (writing_of(element)) {
        case Writing::plain: return std::string(cut(escaped(text_of(element)), feed_limits::text));
        case Writing::html: return markup_of(element);
        case Writing::xhtml: return inner_html(element);
        case Writing::foreign:
        case Writing::encoded: return {};
    }
    return {};
}

Author read_author(pugi::xml_node element, const std::string& base) {
    if (!has_elements(element)) return {author_name(plain_text(text_of(element))), {}};
    Ranked<std::string> name;
    Ranked<std::string> uri;
    const auto offer = [](Ranked<std::string>& into, std::string text, int rank) {
        if (!text.empty()) into.offer(std::move(text), rank);
    };
    // By local name: authors are written with Atom's names, with poco's and with none.
    for (const pugi::xml_node child : element.children()) {
        const std::string_view part = local_name(child);
        if (same_word(part, "name")) offer(name, collapse(text_of(child)), 5);
        if (same_word(part, "displayName")) offer(name, collapse(text_of(child)), 4);
        if (same_word(part, "title")) offer(name, construct_text(child), 3);
        if (same_word(part, "email")) offer(name, collapse(text_of(child)), 1);
        if (same_word(part, "uri") || same_word(part, "url"))
            offer(uri, absolute(trimmed_text_of(child), base), 5);
        if (same_word(part, "id")) offer(uri, trimmed_text_of(child), 3);
        if (same_word(part, "link") && pageness(attribute_of(child, "type")) >= 0) {
            const std::string relation = relation_of(child);
            if (relation.empty() || relation == "alternate")
                offer(uri, absolute(attribute_of(child, "href"), base), 2);
        }
    }
    return {std::move(name.value), std::move(uri.value)};
}

void collect_link(Collected& into, pugi::xml_node element, const Place& place, int rank) {
    const std::string base = base_of(element, place.base);
    std::string href = attribute_of(element, "href");
    if (href.empty()) href = trimmed_text_of(element);
    std::string address = absolute(href, base);
    if (address.empty()) return;
    const std::string relation = relation_of(element);
    if (same_word(relation, "self")) return into.self.offer(std::move(address), rank);
    if (same_word(relation, "hub")) return into.hub.offer(std::move(address), rank);
    if (says_me(relation) && into.me.size() < feed_limits::parts)
        return into.me.push_back(std::move(address));
    if (!relation.empty() && !same_word(relation, "alternate")) return;
    into.link.offer(std::move(address), rank + pageness(attribute_of(element, "type")));
}

}  // namespace earshot
