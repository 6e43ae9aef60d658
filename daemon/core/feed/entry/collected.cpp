#include "daemon/core/feed/entry/collected.hpp"

#include <algorithm>
#include <charconv>

#include <pugixml.hpp>

#include "daemon/core/feed/markup/xml_text.hpp"
#include "daemon/core/text/url_parts.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

std::string title_text(const Row& row, pugi::xml_node element) {
    if (row.space == Space::atom) return construct_text(element);
    return std::string(cut(plain_text(markup_of(element)), feed_limits::text));
}

void offer_text(Ranked<std::string>& into, std::string text, int rank) {
    if (!text.empty()) into.offer(std::move(text), rank);
}

// A title may link the names that stand in it.
void collect_title(Collected& into, const Row& row, pugi::xml_node element) {
    const std::string markup =
        row.space == Space::atom ? construct_markup(element) : markup_of(element);
    if (markup.find("<a ") != markup.npos) into.title_markup.offer(markup, row.rank);
    offer_text(into.title, title_text(row, element), row.rank);
}

void offer_date(Ranked<Instant>& into, pugi::xml_node element, int rank) {
    if (const auto t = parse_feed_date(text_of(element))) into.offer(*t, rank);
}

// A guid is a link as well, unless it says that it is none, or says nothing and does not look like
// one.
void collect_guid(Collected& into, pugi::xml_node element, const Place& place, int rank) {
    std::string guid = trimmed_text_of(element);
    const std::string permalink = attribute_of(element, "isPermaLink");
    const bool address = guid.starts_with("http://") || guid.starts_with("https://");
    if (same_word(permalink, "true") || (address && !same_word(permalink, "false")))
        offer_text(into.link, absolute(guid, place.base), 1);
    offer_text(into.id, std::move(guid), rank);
}

void collect_category(Collected& into, pugi::xml_node element) {
    if (into.categories.size() == feed_limits::parts) return;
    std::string word = attribute_of(element, "term");
    if (word.empty()) word = plain_text(text_of(element));
    if (!word.empty()) into.categories.push_back(std::move(word));
}

std::string generator_of(pugi::xml_node element) {
    std::string uri = attribute_of(element, "uri");
    if (uri.empty()) uri = attribute_of(element, "url");
    return collapse(text_of(element) + " " + uri);
}

void collect_frequency(Collected& into, pugi::xml_node element) {
    const std::string text = trimmed_text_of(element);
    int times = 0;
    std::from_chars(text.data(), text.data() + text.size(), times);
    if (times >= 1) into.update_frequency = times;
}

void collect_source(Collected& into, pugi::xml_node element, const Place& place) {
    if (place.inside_thing) return;
    const Names names(place.names, element);
    Collected source;
    for (const pugi::xml_node child : element.children()) {
        const Row* row = child.type() == pugi::node_element ? find_row(names.of(child)) : nullptr;
        if (row != nullptr && row->what == What::author) collect(source, *row, child, place);
    }
    if (source.author.rank > 0) into.author.offer(std::move(source.author.value), 1);
}

}  // namespace

std::string base_of(pugi::xml_node element, const std::string& outer) {
    const std::string own = element.attribute("xml:base").value();
    if (own.empty()) return outer;
    const std::string resolved = resolve_reference(outer, own);
    return resolved.empty() || resolved.size() > feed_limits::base ? outer : resolved;
}

bool says_base(pugi::xml_node element) {
    return *element.attribute("xml:base").value() != '\0';
}

std::string absolute(const std::string& reference, const std::string& base) {
    if (reference.empty() || reference.size() > Url::max_length) return {};
    std::string resolved = resolve_reference(base, reference);
    if (resolved.empty()) resolved = reference;  // nothing is known to start from
    if (resolved.size() > Url::max_length) return {};
    const std::string_view scheme = split_url(resolved).scheme;
    for (std::string_view unsafe : {"javascript", "data", "vbscript", "about"})
        if (same_word(scheme, unsafe)) return {};
    return resolved;
}

void collect(Collected& into, const Row& row, pugi::xml_node element, const Place& place) {
    switch (row.what) {
        case What::id: return offer_text(into.id, trimmed_text_of(element), row.rank);
        case What::guid: return collect_guid(into, element, place, row.rank);
        case What::title: return collect_title(into, row, element);
        case What::link: return collect_link(into, element, place, row.rank);
        case What::author: {
            Author author = read_author(element, base_of(element, place.base));
            if (!author.name.empty() || !author.uri.empty())
                into.author.offer(std::move(author), row.rank);
            return;
        }
        case What::content:
            return offer_text(
                into.content,
                row.space == Space::atom ? construct_markup(element) : markup_of(element),
                row.rank);
        case What::published: return offer_date(into.published, element, row.rank);
        case What::updated: return offer_date(into.updated, element, row.rank);
        case What::occurred: return offer_date(into.occurred, element, row.rank);
        case What::category: return collect_category(into, element);
        case What::generator:
            if (into.generator.empty()) into.generator = generator_of(element);
            return;
        case What::ttl:
            if (const auto span = read_ttl(trimmed_text_of(element)))
                into.ttl.offer(*span, row.rank);
            return;
        case What::update_period:
            into.update_period = read_period(trimmed_text_of(element));
            return;
        case What::update_frequency: return collect_frequency(into, element);
        case What::skip_hours: into.skip_hours |= read_skip_hours(element); return;
        case What::skip_days: into.skip_days |= read_skip_days(element); return;
        case What::source: return collect_source(into, element, place);
        case What::verb:
            if (into.markup.verbs.size() < feed_limits::parts)
                into.markup.verbs.push_back(short_word(trimmed_text_of(element)));
            return;
        case What::object:
            if (!place.inside_thing && into.markup.objects.size() < feed_limits::parts)
                into.markup.objects.push_back(read_thing(element, place));
            return;
        case What::target:
            if (!place.inside_thing && !into.markup.target)
                into.markup.target = read_thing(element, place);
            return;
        case What::object_type:
            return offer_text(into.object_type, short_word(trimmed_text_of(element)), row.rank);
        case What::display_name: return offer_text(into.name, collapse(text_of(element)), row.rank);
        case What::in_reply_to: {
            std::string to = attribute_of(element, "ref");
            if (to.empty()) to = absolute(attribute_of(element, "href"), place.base);
            if (into.markup.in_reply_to.empty()) into.markup.in_reply_to = std::move(to);
            return;
        }
        case What::channel:
        case What::entry: return;  // the walk over the document goes there
    }
}

Collected collect_children(pugi::xml_node element, const Place& place) {
    Collected collected;
    for (const pugi::xml_node child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        if (const Row* row = find_row(place.names.of(child)))
            collect(collected, *row, child, place);
    }
    return collected;
}

Entry make_entry(Collected&& c) {
    Entry entry;
    entry.id = std::move(c.id.value);
    entry.title = std::move(c.title.value);
    entry.title_markup = std::move(c.title_markup.value);
    entry.link = std::move(c.link.value);
    entry.author = std::move(c.author.value.name);
    entry.author_uri = std::move(c.author.value.uri);
    entry.content = std::move(c.content.value);
    if (c.published.rank > 0) entry.published = c.published.value;
    if (c.updated.rank > 0) entry.updated = c.updated.value;
    if (c.occurred.rank > 0) entry.occurred = c.occurred.value;
    entry.categories = std::move(c.categories);
    entry.markup = std::move(c.markup);
    // An entry that states its own type is the object of what it tells.
    if (entry.markup.objects.empty() && c.object_type.rank > 0) {
        Thing self;
        self.type = c.object_type.value;
        self.id = entry.id;
        self.name = entry.title;
        self.link = entry.link;
        entry.markup.objects.push_back(std::move(self));
    }
    return entry;
}

Feed make_feed(Collected&& c) {
    Feed feed;
    feed.title = std::move(c.title.value);
    feed.link = std::move(c.link.value);
    feed.self = std::move(c.self.value);
    feed.hub = std::move(c.hub.value);
    feed.me = std::move(c.me);
    feed.author = std::move(c.author.value.name);
    feed.author_uri = std::move(c.author.value.uri);
    feed.generator = std::move(c.generator);
    if (c.updated.rank > 0)
        feed.updated = c.updated.value;
    else if (c.published.rank > 0)
        feed.updated = c.published.value;
    if (c.ttl.rank > 0)
        feed.ttl = c.ttl.value;
    else if (c.update_period)
        feed.ttl = std::max(*c.update_period / c.update_frequency, minute);
    feed.skip_hours = c.skip_hours;
    feed.skip_days = c.skip_days;
    return feed;
}

}  // namespace earshot
