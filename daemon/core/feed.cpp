#include "earshot/feed.hpp"

#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "daemon/core/collected.hpp"
#include "daemon/core/feed_encoding.hpp"
#include "daemon/core/not_a_feed.hpp"
#include "daemon/core/xml_text.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

// White space between elements is kept: in XHTML it stands between words.
constexpr unsigned parse_flags = pugi::parse_default | pugi::parse_ws_pcdata;

struct Root {
    std::string_view name;
    FeedFormat format;
    Space home;
};
constexpr std::array<Root, 3> roots{{
    {"rss", FeedFormat::rss_2_0, Space::rss},
    {"feed", FeedFormat::atom_1_0, Space::atom},
    {"entry", FeedFormat::atom_1_0, Space::atom},  // an entry sent by itself
}};

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
            feed.entries.push_back(make_entry(collect_children(root, place)));
            last_entry_ = root;
            return feed;
        }
        Collected about;
        read_about(about, root, place, true);
        const bool no_base = place.base.empty();
        Feed feed = make_feed(std::move(about));
        const std::string fallback = feed.self.empty() ? feed.link : feed.self;
        read_entries(feed, root, Place{names, no_base ? fallback : place.base}, true);
        return feed;
    }

    pugi::xml_node last_entry() const { return last_entry_; }

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
            feed.entries.push_back(make_entry(collect_children(child, inside)));
            last_entry_ = child;
        }
    }

    static const Row* row_of(pugi::xml_node child, const Place& place) {
        if (child.type() != pugi::node_element) return nullptr;
        return find_row(place.names.of(child));
    }

    const std::string& hint_base_;
    pugi::xml_node last_entry_;
};

// Whether the end tag of this element was read before the parser gave up.
bool is_whole(pugi::xml_node element, std::string_view text, std::size_t end) {
    const std::ptrdiff_t start = element.offset_debug();
    if (start < 0) return false;
    const std::string closing = "/" + std::string(element.name());
    text = text.substr(0, end);
    for (std::size_t at = text.find(closing, std::size_t(start)); at != text.npos;
         at = text.find(closing, at + 1)) {
        const std::size_t after = text.find_first_not_of(" \t\r\n", at + closing.size());
        if (after == text.npos || text[after] == '>') return true;
    }
    return false;
}

std::string line_of(std::string_view bytes, const FeedHint& hint, std::size_t offset) {
    // The parser works in place: the lines are counted in a text that it has not touched.
    const auto text = to_utf8(bytes, hint.content_type);
    const auto end = text->begin() + std::ptrdiff_t(std::min(offset, text->size()));
    return "line " + std::to_string(1 + std::count(text->begin(), end, '\n'));
}

}  // namespace

std::string_view to_text(FeedFormat format) {
    switch (format) {
        case FeedFormat::rss_0_90: return "rss-0.90";
        case FeedFormat::rss_0_91: return "rss-0.91";
        case FeedFormat::rss_0_92: return "rss-0.92";
        case FeedFormat::rss_0_93: return "rss-0.93";
        case FeedFormat::rss_0_94: return "rss-0.94";
        case FeedFormat::rss_1_0: return "rss-1.0";
        case FeedFormat::rss_2_0: return "rss-2.0";
        case FeedFormat::atom_0_3: return "atom-0.3";
        case FeedFormat::atom_1_0: return "atom-1.0";
        case FeedFormat::json_feed_1_0: return "json-feed-1.0";
        case FeedFormat::json_feed_1_1: return "json-feed-1.1";
        case FeedFormat::activity_streams_1: return "activity-streams-1.0";
        case FeedFormat::activity_streams_2: return "activity-streams-2.0";
    }
    return "";
}

Result<Feed> parse_feed(std::string_view bytes, const FeedHint& hint) {
    Result<std::string> text = to_utf8(bytes, hint.content_type);
    if (!text) return Failure(std::move(text.error()));
    if (auto problem = not_markup(*text)) return Failure(std::move(*problem));

    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer_inplace(text->data(), text->size(), parse_flags, pugi::encoding_utf8);
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    const auto broken = [&] {
        return Problem{std::string("broken XML: ") + parsed.description(),
                       line_of(bytes, hint, offset)};
    };

    const pugi::xml_node root = document.document_element();
    const auto known = std::find_if(roots.begin(), roots.end(), [&](const Root& candidate) {
        return same_word(candidate.name, local_name(root));
    });
    if (known == roots.end()) {
        if (!root) return Failure(broken());
        return Failure(not_this_root(local_name(root)));
    }

    Walk walk(hint.base);
    Feed feed = walk.read(root, known->home);
    feed.format = known->format;
    if (!parsed) {
        // An entry that was cut off would be remembered as it is now, and never read whole.
        if (!feed.entries.empty() && !is_whole(walk.last_entry(), *text, offset))
            feed.entries.pop_back();
        if (feed.entries.empty()) return Failure(broken());
        feed.damage = broken();
    }
    return feed;
}

}  // namespace earshot
