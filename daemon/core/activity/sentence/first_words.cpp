#include "daemon/core/activity/sentence/first_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t markup_for_plain_text = 16'000;  // bytes that are looked at in the hard case

// A tag of these is part of the line that it stands in.
constexpr std::array<std::string_view, 23> inline_tags{
    "a",   "abbr", "b",    "bdi",   "big",  "cite", "code",   "del", "em",  "font", "i", "img",
    "ins", "kbd",  "mark", "small", "span", "s",    "strong", "sub", "sup", "tt",   "u"};
// And of these one of its own. Tags in neither list are for plain_text.
constexpr std::array<std::string_view, 18> block_tags{
    "p",  "br", "div", "ul", "ol", "li",  "blockquote", "hr",         "h1",
    "h2", "h3", "h4",  "h5", "h6", "pre", "figure",     "figcaption", "section"};
// Parts of a page that stand apart as well, wherever plain_text has to read them.
constexpr std::array<std::string_view, 18> parting_tags{
    "table", "tbody", "tr",     "td",     "th",  "dl",      "dt",   "dd",     "article",
    "aside", "main",  "header", "footer", "nav", "address", "form", "center", "details"};

using Entity = std::pair<std::string_view, std::string_view>;
constexpr std::array<Entity, 17> entities{{{"amp", "&"},
                                           {"lt", "<"},
                                           {"gt", ">"},
                                           {"quot", "\""},
                                           {"apos", "'"},
                                           {"nbsp", " "},
                                           {"hellip", "…"},
                                           {"ndash", "–"},
                                           {"mdash", "—"},
                                           {"lsquo", "‘"},
                                           {"rsquo", "’"},
                                           {"ldquo", "“"},
                                           {"rdquo", "”"},
                                           {"laquo", "«"},
                                           {"raquo", "»"},
                                           {"bull", "•"},
                                           {"middot", "·"}}};

/// Of what stands between '<' and '>'.
std::string_view tag_name(std::string_view inside) {
    if (inside.starts_with('/')) inside.remove_prefix(1);
    return inside.substr(0, inside.find_first_of(" \t\r\n/"));
}

/// Reads on from a '<' or '&'; false when this is for plain_text.
class Reader {
public:
    explicit Reader(std::string_view markup) : rest_(markup) {}

    std::optional<std::string> read(std::size_t limit) {
        while (!rest_.empty() && text_.size() <= limit) {
            const std::size_t plain = std::min(rest_.find_first_of("<&"), rest_.size());
            say(rest_.substr(0, plain), limit);
            rest_.remove_prefix(plain);
            if (rest_.empty()) break;
            if (rest_.front() == '<' ? !tag() : !entity()) return std::nullopt;
        }
        return std::move(text_);
    }

private:
    /// With white space collapsed, since only words count against the limit.
    void say(std::string_view words, std::size_t limit) {
        for (const char c : words) {
            const bool space = c == ' ' || (c >= '\t' && c <= '\r');
            if (!space)
                text_ += c;
            else if (!text_.empty() && text_.back() != ' ')
                text_ += ' ';
            if (text_.size() > limit) return;
        }
    }

    bool comment() {
        const std::size_t end = rest_.find("-->", 4);
        if (end == rest_.npos || rest_[4] == '>' || rest_[4] == '-') return false;
        rest_.remove_prefix(end + 3);
        return true;
    }

    bool tag() {
        if (rest_.starts_with("<!--")) return comment();
        const std::size_t end = rest_.find('>');
        if (end == rest_.npos) return false;
        std::string_view inside = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        // A '>' in a quoted value is no end of the tag; what hides is not for here.
        if (std::ranges::count(inside, '"') % 2 != 0 || std::ranges::count(inside, '\'') % 2 != 0)
            return false;
        for (const std::string_view hiding : {"hidden", "style", "<"})
            if (inside.find(hiding) != inside.npos) return false;
        const std::string_view name = tag_name(inside);
        const bool custom = name.find('-') != name.npos && name.find(':') == name.npos;
        if (custom || std::ranges::find(inline_tags, name) != inline_tags.end()) return true;
        if (std::ranges::find(block_tags, name) == block_tags.end()) return false;
        say(" ", text_.size() + 1);
        return true;
    }

    bool entity() {
        const std::size_t end = rest_.substr(0, 10).find(';');
        if (end == rest_.npos) return false;
        const std::string_view name = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        if (name.starts_with('#')) return numbered(name.substr(1));
        const auto known = std::ranges::find(entities, name, &Entity::first);
        if (known == entities.end()) return false;
        text_ += known->second;
        return true;
    }

    bool numbered(std::string_view digits) {
        const bool hex = digits.starts_with('x') || digits.starts_with('X');
        if (hex) digits.remove_prefix(1);
        unsigned value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
        if (error != std::errc() || end != digits.data() + digits.size()) return false;
        if (value < 0x20 || (value >= 0x7F && value < 0xA0)) return false;  // browsers mend these
        if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return false;
        append(text_, value);
        return true;
    }

    std::string_view rest_;
    std::string text_;
};

}  // namespace

std::optional<std::string> simple_words(std::string_view markup, std::size_t limit) {
    auto text = Reader(markup).read(limit + 1);  // the last may be a space
    if (!text) return std::nullopt;
    const bool ascii = std::ranges::all_of(*text, [](char c) { return (c & 0x80) == 0; });
    if (!ascii)
        text = collapse(*text);  // there are spaces beyond ASCII
    else if (text->ends_with(' '))
        text->pop_back();
    return shorten(*text, limit);
}

namespace {

bool parts_blocks(std::string_view tag) {
    std::string name(tag.substr(0, 12));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return (name != "br" && std::ranges::find(block_tags, name) != block_tags.end()) ||
           std::ranges::find(parting_tags, name) != parting_tags.end();
}

bool ends_line(std::string_view tag) {
    return tag == "br" || tag == "BR";
}

/// Where the markup is parted behind something said: at the '<' of the tag; its size when nowhere.
std::size_t parted_at(std::string_view markup, bool (*parts)(std::string_view tag)) {
    bool said = false;
    for (std::size_t at = 0; at < markup.size();) {
        if (markup[at] != '<') {
            const char c = markup[at++];
            said = said || (c != ' ' && (c < '\t' || c > '\r'));
            continue;
        }
        const std::size_t end = markup.find('>', at);
        if (end == markup.npos) break;
        if (said && parts(tag_name(markup.substr(at + 1, end - at - 1)))) return at;
        at = end + 1;
    }
    return markup.size();
}

}  // namespace

std::vector<std::string_view> first_blocks(std::string_view markup, std::size_t most) {
    std::vector<std::string_view> result;
    while (!markup.empty() && result.size() < most) {
        const std::size_t end = parted_at(markup, parts_blocks);
        result.push_back(markup.substr(0, end));
        markup.remove_prefix(end);
    }
    return result;
}

std::string_view first_line(std::string_view markup) {
    return markup.substr(0, parted_at(markup, ends_line));
}

std::string first_words(std::string_view markup, std::size_t limit) {
    if (auto words = simple_words(markup, limit)) return *std::move(words);
    return shorten(plain_text(markup.substr(0, markup_for_plain_text)), limit);
}

}  // namespace earshot
