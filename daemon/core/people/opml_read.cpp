#include <algorithm>

#include <pugixml.hpp>

#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
#include "daemon/core/feed/markup/xml_text.hpp"
#include "earshot/opml.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::string_view hidden = "…";  // of Url::redacted

/// Lines of a text at places that only grow.
class Lines {
public:
    explicit Lines(std::string_view text) : text_(text) {}

    int at(std::ptrdiff_t offset) {
        const std::size_t end = std::min(std::size_t(std::max(offset, seen_)), text_.size());
        line_ += int(std::count(text_.begin() + seen_, text_.begin() + std::ptrdiff_t(end), '\n'));
        seen_ = std::ptrdiff_t(end);
        return line_;
    }

private:
    std::string_view text_;
    std::ptrdiff_t seen_ = 0;
    int line_ = 1;
};

std::string word_of(pugi::xml_node outline, std::string_view name) {
    return shorten(collapse(printable(attribute_of(outline, name))), opml_limits::text);
}

/// Hosts are the same in any case, and lists that went through several programs have them in
/// several.
std::string with_small_host(std::string text) {
    const std::size_t begin = text.find("://");
    if (begin == text.npos) return text;
    const std::size_t end = std::min(text.find_first_of("/?#", begin + 3), text.size());
    const std::size_t host = std::min(text.rfind('@', end), end);
    for (std::size_t i = host > begin && host < end ? host : begin; i < end; ++i)
        if (text[i] >= 'A' && text[i] <= 'Z') text[i] = static_cast<char>(text[i] - 'A' + 'a');
    return text;
}

/// "feed://host/x" and "feed:https://host/x" are how browsers once handed feeds on.
Result<Url> address(std::string_view text) {
    if (text.find(hidden) != text.npos)
        return fail("is hidden in this list: export it with its secrets");
    if (text.size() >= 5 && same_word(text.substr(0, 5), "feed:")) {
        text.remove_prefix(5);
        if (text.starts_with("//")) return Url::parse(with_small_host("http:" + std::string(text)));
    }
    return Url::parse(with_small_host(std::string(text)));
}

class Walk {
public:
    Walk(std::string_view text, pugi::xml_node without) : lines_(text), without_(without) {}

    /// Without recursion: a list may be nested as deep as its bytes allow.
    void over(pugi::xml_node root) {
        pugi::xml_node node = root.first_child();
        while (node) {
            if (take(node) && node.first_child()) {
                enter(node);
                node = node.first_child();
                continue;
            }
            while (!node.next_sibling() && node.parent() != root) {
                node = node.parent();
                leave(node);
            }
            node = node.next_sibling();
        }
    }

    OpmlReading done() { return std::move(reading_); }

private:
    static bool is_outline(pugi::xml_node node) { return same_word(local_name(node), "outline"); }

    /// Whether to look inside.
    bool take(pugi::xml_node node) {
        if (node.type() != pugi::node_element || node == without_) return false;
        if (is_outline(node) && same_word(attribute_of(node, "isComment"), "true")) return false;
        if (same_word(local_name(node), "head")) {
            take_head(node);
            return false;
        }
        if (!is_outline(node)) return true;
        const int line = lines_.at(node.offset_debug());
        if (folders_.size() == opml_limits::depth) {
            refuse({"is nested too deeply", place(line, {})});
            return false;
        }
        take_outline(node, line);
        return true;
    }

    void enter(pugi::xml_node node) {
        if (!is_outline(node)) return;
        const std::string text = word_of(node, "text");
        folders_.push_back(text.empty() ? word_of(node, "title") : text);
    }
    void leave(pugi::xml_node node) {
        if (is_outline(node)) folders_.pop_back();
    }

    void take_head(pugi::xml_node head) {
        for (const pugi::xml_node child : head.children()) {
            const std::string text =
                shorten(collapse(printable(text_of(child))), opml_limits::text);
            if (same_word(local_name(child), "title")) reading_.list.title = text;
            if (same_word(local_name(child), "dateCreated"))
                reading_.list.created = parse_feed_date(text);
        }
    }

    void take_outline(pugi::xml_node node, int line) {
        const std::string type = attribute_of(node, "type");
        std::string given = attribute_of(node, "xmlUrl");
        const char* field = "xmlUrl";
        if (given.empty() && (same_word(type, "rss") || same_word(type, "atom"))) {
            given = attribute_of(node, "url");
            field = "url";
        }
        if (given.empty()) return without_feed(node, type, line);
        if (reading_.list.feeds.size() == opml_limits::feeds)
            return refuse({"is one feed too many: at most " + std::to_string(opml_limits::feeds) +
                               " are read",
                           place(line, {})});
        auto feed = address(given);
        if (!feed) return refuse({feed.error().what, place(line, field)});

        OpmlFeed read;
        read.feed = std::move(*feed);
        read.text = word_of(node, "text");
        read.title = word_of(node, "title");
        if (read.text.empty()) read.text = read.title;
        if (read.text.empty()) read.text = read.feed.host().empty() ? "file" : read.feed.host();
        if (read.title == read.text) read.title.clear();
        if (auto page = address(attribute_of(node, "htmlUrl"))) read.page = std::move(*page);
        for (const std::string& folder : folders_)
            if (!folder.empty()) read.folders.push_back(folder);
        read.categories = categories_of(node);
        read.many = attribute_of(node, "carries") == "many";
        read.nobody = attribute_of(node, "carries") == "nobody";
        read.named = shorten(printable(attribute_of(node, "named")), opml_limits::text);
        reading_.list.feeds.push_back(std::move(read));
        reading_.lines.push_back(line);
    }

    /// "/People/Friends,letters": the last word of each path.
    static std::vector<std::string> categories_of(pugi::xml_node node) {
        std::vector<std::string> categories;
        const std::string given = attribute_of(node, "category");
        std::string_view rest = given;
        while (!rest.empty() && categories.size() < opml_limits::depth) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            std::string_view path = rest.substr(0, comma);
            while (path.ends_with('/') || path.ends_with(' '))
                path.remove_suffix(1);
            std::string word =
                shorten(collapse(printable(path.substr(path.rfind('/') + 1))), opml_limits::text);
            if (!word.empty()) categories.push_back(std::move(word));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return categories;
    }

    void without_feed(pugi::xml_node node, const std::string& type, int line) {
        if (same_word(type, "include"))
            return refuse({"names another list, which is not fetched", place(line, "type")});
        const bool folder = has_elements(node);
        const bool address_given =
            !attribute_of(node, "htmlUrl").empty() || !attribute_of(node, "url").empty();
        if (!folder && (address_given || !type.empty()))
            refuse({"has no feed address", place(line, "xmlUrl")});
    }

    static std::string place(int line, std::string_view field) {
        return "line " + std::to_string(line) +
               (field.empty() ? std::string() : ", " + std::string(field));
    }

    void refuse(Problem problem) {
        if (reading_.refused.size() < opml_limits::refused)
            reading_.refused.push_back(std::move(problem));
        else
            ++reading_.refused_unlisted;
    }

    Lines lines_;
    pugi::xml_node without_;  // the element in which the markup breaks off
    std::vector<std::string> folders_;
    OpmlReading reading_;
};

pugi::xml_node last_of(pugi::xml_node node) {
    while (node.last_child())
        node = node.last_child();
    return node;
}

/// An element whose start tag was cut off has attributes that were never read to their end.
pugi::xml_node half_read(const pugi::xml_document& document, const pugi::xml_parse_result& parsed) {
    switch (parsed.status) {
        case pugi::status_bad_attribute:
        case pugi::status_bad_start_element: return last_of(document);
        default: return {};
    }
}

}  // namespace

Result<OpmlReading> read_opml(std::string_view bytes) {
    const Result<std::string> text = to_utf8(bytes, {});
    if (!text) return Failure(text.error());
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text->data(), text->size(), pugi::parse_default, pugi::encoding_utf8);
    const auto broken = [&] {
        const int line = Lines(*text).at(std::max<std::ptrdiff_t>(parsed.offset, 0));
        return Problem{std::string("broken XML: ") + parsed.description(),
                       "line " + std::to_string(line)};
    };
    const pugi::xml_node root = document.document_element();
    if (!root) return Failure(broken());
    if (!same_word(local_name(root), "opml"))
        return fail("is no OPML: its root is <" + shorten(printable(local_name(root)), 40) + ">");

    Walk walk(*text, half_read(document, parsed));
    walk.over(root);
    OpmlReading reading = walk.done();
    if (!parsed) reading.damage = broken();
    return reading;
}

}  // namespace earshot
