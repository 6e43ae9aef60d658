#include "daemon/core/feed/xml/feed_xml.hpp"

#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "daemon/core/feed/document/not_a_feed.hpp"
#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/json/linkedin_updates.hpp"
#include "daemon/core/feed/markup/xml_text.hpp"

namespace earshot {
namespace {

struct Root {
    std::string_view name;
    Space home;
};
constexpr std::array<Root, 4> roots{{
    {"rss", Space::rss},
    {"RDF", Space::rss},
    {"feed", Space::atom},
    {"entry", Space::atom},  // an entry sent by itself
}};

const Root* root_of(pugi::xml_node element) {
    const auto known = std::find_if(roots.begin(), roots.end(), [&](const Root& root) {
        return same_word(root.name, local_name(element));
    });
    return known == roots.end() ? nullptr : &*known;
}

struct Version {
    std::string_view name;
    FeedFormat format;
};
constexpr std::array<Version, 5> rss_versions{{
    {"0.90", FeedFormat::rss_0_90},
    {"0.91", FeedFormat::rss_0_91},
    {"0.92", FeedFormat::rss_0_92},
    {"0.93", FeedFormat::rss_0_93},
    {"0.94", FeedFormat::rss_0_94},
}};

// RDF and Atom carry their version in the address of their namespace.
bool declares_part_of(pugi::xml_node root, std::string_view part) {
    const auto attributes = root.attributes();
    return std::any_of(attributes.begin(), attributes.end(), [part](pugi::xml_attribute a) {
        return std::string_view(a.name()).starts_with("xmlns") &&
               std::string_view(a.value()).find(part) != std::string_view::npos;
    });
}

FeedFormat format_of(pugi::xml_node root) {
    const std::string version = attribute_of(root, "version");
    if (same_word(local_name(root), "rss")) {
        for (const Version& known : rss_versions)
            if (version.starts_with(known.name)) return known.format;
        return FeedFormat::rss_2_0;
    }
    if (same_word(local_name(root), "RDF"))
        return declares_part_of(root, "netscape.com/rdf/simple/0.9") ? FeedFormat::rss_0_90
                                                                     : FeedFormat::rss_1_0;
    const bool old = version.starts_with("0.") || declares_part_of(root, "purl.org/atom/ns");
    return old ? FeedFormat::atom_0_3 : FeedFormat::atom_1_0;
}

// Goes over a document whose root is known: first what the feed says of itself, because its links
// tell against what the links of the entries are to be read.
class Walk {
public:
    explicit Walk(const std::string& base) : hint_base_(base) {}

    Feed read(pugi::xml_node root, Space home) {
        const Names names(root, home);
        const Place place{names, base_of(root, hint_base_)};
        if (names.of(root).space == Space::atom && same_word(local_name(root), "entry")) {
            Feed feed;
            feed.entries.push_back(read_entry(root, place));
            return feed;
        }
        Collected about;
        read_about(about, root, place, true);
        Feed feed = make_feed(std::move(about));
        // The site's own address says better than the feed's what a bare "/2026/04" means.
        const bool against_link = !says_base(root) && !hint_base_.empty() && !feed.link.empty() &&
                                  feed.link.size() <= feed_limits::base;
        read_entries(feed, root, Place{names, against_link ? feed.link : place.base}, true);
        return feed;
    }

private:
    void read_about(Collected& about, pugi::xml_node element, const Place& place, bool outermost) {
        for (const pugi::xml_node child : element.children()) {
            const Row* row = row_of(child, place);
            if (row == nullptr || row->what == What::entry) continue;
            if (row->what != What::channel) {
                collect(about, *row, child, place);
            } else if (outermost) {
                const Names names(place.names, child);
                read_about(about, child, Place{names, base_of(child, place.base)}, false);
            }
        }
    }

    void read_entries(Feed& feed, pugi::xml_node element, const Place& place, bool outermost) {
        for (const pugi::xml_node child : element.children()) {
            const Row* row = row_of(child, place);
            if (row == nullptr) continue;
            if (row->what != What::entry && !(row->what == What::channel && outermost)) continue;
            const Names names(place.names, child);
            const Place inside{names, base_of(child, place.base)};
            if (row->what == What::channel) {
                read_entries(feed, child, inside, false);
                continue;
            }
            if (feed.entries.size() == feed_limits::entries) return;
            feed.entries.push_back(read_entry(child, inside));
        }
    }

    static Entry read_entry(pugi::xml_node element, const Place& inside) {
        Collected collected = collect_children(element, inside);
        // RDF names the thing that an element describes in an attribute.
        std::string about = attribute_of(element, "about");
        if (!about.empty()) collected.id.offer(std::move(about), 2);
        return make_entry(std::move(collected));
    }

    static const Row* row_of(pugi::xml_node child, const Place& place) {
        if (child.type() != pugi::node_element) return nullptr;
        return find_row(place.names.of(child));
    }

    const std::string& hint_base_;
};

}  // namespace

Result<Feed> read_xml_feed(const XmlDocument& document, const FeedHint& hint) {
    // A script's warning, in HTML of its own, may stand before the feed.
    for (const pugi::xml_node element : document.tree().children()) {
        const Root* root = root_of(element);
        auto updates = read_linkedin_updates(element);
        if (root == nullptr && !updates) continue;
        Feed feed = updates ? *std::move(updates) : Walk(hint.base).read(element, root->home);
        if (root != nullptr) feed.format = format_of(element);
        if (document.cut()) {
            if (feed.entries.empty()) return Failure(*document.fault());
            feed.damage = document.fault();
        }
        return feed;
    }
    const pugi::xml_node root = document.tree().document_element();
    if (!root && document.fault()) return Failure(*document.fault());
    return Failure(not_this_root(local_name(root)));
}

}  // namespace earshot
