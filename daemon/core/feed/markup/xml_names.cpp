#include "daemon/core/feed/markup/xml_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <pugixml.hpp>

#include "daemon/core/feed/markup/xml_attributes.hpp"

namespace earshot {
namespace {

using Row = std::pair<std::string_view, Space>;

// Compared without case and without a closing slash or hash.
constexpr std::array<Row, 23> uris{{
    {"http://www.w3.org/2005/Atom", Space::atom},
    {"https://www.w3.org/2005/Atom", Space::atom},
    {"http://purl.org/atom/ns", Space::atom},
    {"http://backend.userland.com/rss2", Space::rss},
    {"http://backend.userland.com/rss", Space::rss},
    {"http://blogs.law.harvard.edu/tech/rss", Space::rss},
    {"http://cyber.law.harvard.edu/rss", Space::rss},
    {"http://purl.org/rss/1.0", Space::rss},
    {"http://my.netscape.com/rdf/simple/0.9", Space::rss},
    {"http://channel.netscape.com/rdf/simple/0.9", Space::rss},
    {"http://purl.org/dc/elements/1.1", Space::dublin_core},
    {"http://purl.org/dc/elements/1.0", Space::dublin_core},
    {"http://purl.org/dc/terms", Space::dublin_terms},
    {"http://purl.org/rss/1.0/modules/content", Space::content},
    {"http://purl.org/rss/1.0/modules/syndication", Space::syndication},
    {"http://activitystrea.ms/spec/1.0", Space::activity},
    {"http://activitystrea.ms/schema/1.0", Space::activity},
    {"http://portablecontacts.net/spec/1.0", Space::contacts},
    {"http://purl.org/syndication/thread/1.0", Space::threading},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", Space::itunes},
    {"http://search.yahoo.com/mrss", Space::media},
    {"http://purl.org/rss/1.0/modules/slash", Space::slash},
    {"https://letterboxd.com", Space::letterboxd},
}};

// What a prefix means when the document forgot to declare it, or gives an address nobody knows.
constexpr std::array<Row, 13> usual_prefixes{{
    {"atom", Space::atom},
    {"dc", Space::dublin_core},
    {"dcterms", Space::dublin_terms},
    {"content", Space::content},
    {"sy", Space::syndication},
    {"activity", Space::activity},
    {"poco", Space::contacts},
    {"thr", Space::threading},
    {"itunes", Space::itunes},
    {"media", Space::media},
    {"slash", Space::slash},
    {"letterboxd", Space::letterboxd},
    {"a10", Space::atom},
}};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

std::pair<std::string_view, std::string_view> split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == name.npos) return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

Space usual(std::string_view prefix) {
    for (const auto& [known, space] : usual_prefixes)
        if (known == prefix) return space;
    return Space::unknown;
}

// The prefix that this attribute declares: "" for xmlns, "dc" for xmlns:dc.
bool declares(std::string_view attribute, std::string_view& prefix) {
    if (!attribute.starts_with("xmlns")) return false;
    if (attribute.size() == 5) return prefix = {}, true;
    if (attribute[5] != ':') return false;
    prefix = attribute.substr(6);
    return true;
}

pugi::xml_attribute declaration_of(pugi::xml_node element, std::string_view prefix) {
    return find_attribute(element, [prefix](pugi::xml_attribute attribute) {
        std::string_view declared;
        return declares(attribute.name(), declared) && declared == prefix;
    });
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view local_part(std::string_view name) {
    return split(name).second;
}

std::string_view local_name(pugi::xml_node element) {
    return local_part(element.name());
}

Names::Names(pugi::xml_node root, Space home) {
    // The root of RDF is RDF's own; what it holds is in the default namespace.
    const bool rdf = same_word(local_name(root), "RDF");
    home_uri_ = declaration_of(root, rdf ? std::string_view() : split(root.name()).first).value();
    // RSS elements live in no namespace, wherever the root may say it is.
    home_ = home;
    declare(root);
}

Names::Names(const Names& outer, pugi::xml_node element)
    : outer_(&outer), home_uri_(outer.home_uri_), home_(outer.home_) {
    declare(element);
}

void Names::declare(pugi::xml_node element) {
    const auto each = [element](const auto& declare) {
        find_attribute(element, [&declare](pugi::xml_attribute attribute) {
            std::string_view prefix;
            if (declares(attribute.name(), prefix)) declare(prefix, attribute.value());
            return false;
        });
    };
    each([this](std::string_view prefix, std::string_view uri) {
        const Space space = classify(uri);
        if (space != Space::unknown && has_room()) declarations_.push_back({prefix, space});
    });
    each([this](std::string_view prefix, std::string_view uri) {
        if (classify(uri) != Space::unknown || !has_room()) return;
        const Space space = meaning(uri, prefix);
        // A namespace we do not know matters only where it hides one that we do.
        if (space != Space::unknown || look_up(prefix) != Space::unknown)
            declarations_.push_back({prefix, space});
    });
}

bool Names::has_room() const {
    return declarations_.size() < feed_limits::namespaces;
}

Space Names::classify(std::string_view uri) const {
    if (uri == home_uri_) return home_;
    while (uri.ends_with('/') || uri.ends_with('#'))
        uri.remove_suffix(1);
    for (const auto& [known, space] : uris)
        if (same_word(known, uri)) return space;
    return Space::unknown;
}

// Addresses are mistyped often: one that nobody knows means what its prefix usually means, unless
// the document gives that vocabulary another prefix.
Space Names::meaning(std::string_view uri, std::string_view prefix) const {
    const Space space = classify(uri);
    if (space != Space::unknown) return space;
    const Space guess = usual(prefix);
    for (const Names* names = this; names != nullptr; names = names->outer_)
        for (const Declaration& declared : names->declarations_)
            if (declared.space == guess && declared.prefix != prefix) return Space::unknown;
    return guess;
}

Space Names::look_up(std::string_view prefix) const {
    for (const Names* names = this; names != nullptr; names = names->outer_)
        for (auto d = names->declarations_.rbegin(); d != names->declarations_.rend(); ++d)
            if (d->prefix == prefix) return d->space;
    return prefix.empty() ? home_ : usual(prefix);
}

Name Names::of(pugi::xml_node element) const {
    const auto [prefix, local] = split(element.name());
    if (const pugi::xml_attribute own = declaration_of(element, prefix))
        return {meaning(own.value(), prefix), local};
    return {look_up(prefix), local};
}

}  // namespace earshot
