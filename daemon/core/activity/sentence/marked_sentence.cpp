#include "daemon/core/activity/sentence/marked_sentence.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "daemon/core/activity/sentence/first_words.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::size_t mark_size = known_actor.size();

std::string mark(std::size_t number) {
    const auto low = [](std::size_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
    return {'\xEE', low(number >> 6), low(number)};
}

/// The number of the mark that begins here, or npos.
std::size_t mark_at(std::string_view text) {
    if (text.size() < mark_size || text[0] != '\xEE') return text.npos;
    return (static_cast<std::size_t>(text[1] & 0x3F) << 6) |
           static_cast<std::size_t>(text[2] & 0x3F);
}

/// Without signs that only say in which direction the text runs.
std::string undirected(std::string_view text) {
    if (text.find('\xE2') == text.npos) return std::string(text);
    std::string result;
    for (std::size_t at; (at = text.find('\xE2')) != text.npos;) {
        const std::string_view sign = text.substr(at, 3);
        bool direction = false;
        for (const std::string_view one : {"\u200E", "\u200F", "\u2066", "\u2067", "\u2068",
                                           "\u2069", "\u202A", "\u202B", "\u202C"})
            direction = direction || sign == one;
        result += text.substr(0, at + (direction ? 0 : 1));
        text.remove_prefix(at + (direction ? 3 : 1));
    }
    return result.append(text);
}

/// Feeds that use these signs for pictures get none of ours.
std::string without_marks(std::string_view text) {
    std::string result = undirected(text);
    if (text.find('\xEE') == text.npos) return result;
    std::ranges::replace(result, '\xEE', '?');
    return repair_utf8(result);
}

/// Whether a letter of a script that puts spaces between words: ASCII, or U+00C0 to U+07FF.
bool joins(unsigned char byte, unsigned char lead) {
    if (byte < 0x80)
        return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= 'a' && byte <= 'z');
    return lead >= 0xC3 && lead <= 0xDF;
}

bool letter_before(std::string_view text, std::size_t end) {
    if (end == 0) return false;
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        --at;
    return joins(static_cast<unsigned char>(text[end - 1]), static_cast<unsigned char>(text[at]));
}

bool letter_from(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    return joins(byte, byte);
}

// In the order of MarkedBy. A link: its address in one of three spellings, and what it holds. An
// element: the words in it.
constexpr std::size_t link_groups = 4;
constexpr std::array<const char*, 3> names_of{
    R"re((?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>(.*?)</a>)re",
    R"re((?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>(.*?)</a>|<(?:b|strong)(?:\s[^>]*)?>([^<]+)</(?:b|strong)>)re",
    R"re((?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>(.*?)</a>|<(?:b|strong|span|em|i|u|cite|q|bdi|mark|font|big)(?:\s[^>]*)?>([^<]+)</(?:b|strong|span|em|i|u|cite|q|bdi|mark|font|big)>)re"};

/// Byte by byte: what they look for is ASCII.
const RE2& pattern_of(MarkedBy by) {
    switch (by) {
        case MarkedBy::links: {
            static const RE2 links(names_of[0], RE2::Latin1);
            return links;
        }
        case MarkedBy::links_and_bold: {
            static const RE2 links_and_bold(names_of[1], RE2::Latin1);
            return links_and_bold;
        }
        case MarkedBy::links_and_elements: break;
    }
    static const RE2 links_and_elements(names_of[2], RE2::Latin1);
    return links_and_elements;
}

constexpr std::size_t longest_name = 150;  // bytes between the tags of an element

std::string plain(std::string_view markup) {
    return first_words(markup, std::max<std::size_t>(markup.size(), 1));
}

std::string plain(const re2::StringPiece& piece) {
    return plain(std::string_view(piece.data(), piece.size()));
}

/// Calls `found(before, name)` for every name, and says what follows the last.
template <class Found>
std::string_view each_name(std::string_view markup, const std::string& base, MarkedBy by,
                           Found found) {
    if (markup.find('<') == markup.npos) return markup;
    const RE2& pattern = pattern_of(by);
    const int groups = pattern.NumberOfCapturingGroups() + 1;
    const auto from = Url::parse(base);
    std::array<re2::StringPiece, link_groups + 2> parts;
    std::size_t at = 0;
    for (std::size_t count = 1; count < MarkedSentence::max_names; ++count) {
        const re2::StringPiece text(markup.data(), markup.size());
        if (!pattern.Match(text, at, text.size(), RE2::UNANCHORED, parts.data(), groups)) break;
        const auto begin = static_cast<std::size_t>(parts[0].data() - markup.data());
        const std::string_view before = markup.substr(at, begin - at);
        const re2::StringPiece& element = parts[link_groups + 1];
        if (parts[link_groups].data() == nullptr && element.size() > longest_name) {
            found(markup.substr(at, begin - at + parts[0].size()), MarkedSentence::Name{});
        } else if (parts[link_groups].data() == nullptr) {
            found(before, MarkedSentence::Name{plain(element), ""});
        } else {
            const auto address = std::ranges::find_if_not(parts.begin() + 1, parts.begin() + 3,
                                                          &re2::StringPiece::empty);
            const std::string href = plain(*address);
            found(before, MarkedSentence::Name{plain(parts[link_groups]),
                                               from ? from->resolve(href) : href});
        }
        at = begin + parts[0].size();
    }
    return markup.substr(at);
}

}  // namespace

MarkedSentence::MarkedSentence(std::string_view plain) : text_(without_marks(plain)) {}

MarkedSentence::MarkedSentence(std::string_view markup, const std::string& base, MarkedBy by) {
    const std::string clean = without_marks(markup);
    std::string marked;
    const std::string_view rest =
        each_name(clean, base, by, [&](std::string_view before, Name name) {
            marked += before;
            if (name.text.empty()) return;  // a picture
            names_.push_back(std::move(name));
            marked += mark(names_.size());
        });
    text_ = plain(std::string_view(marked.append(rest)));
}

bool MarkedSentence::mark_actor(const std::string& name) {
    if (name.empty()) return false;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const std::size_t at = names_[i].text == name ? text_.find(mark(i + 1)) : text_.npos;
        if (at == text_.npos) continue;
        text_.replace(at, mark_size, known_actor);
        actor_ = names_[i];
        return true;
    }
    for (std::size_t at = text_.find(name); at != text_.npos; at = text_.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if (letter_before(text_, at) && letter_from(name, 0)) continue;
        if (letter_from(text_, end) && letter_before(name, name.size())) continue;
        text_.replace(at, name.size(), known_actor);
        actor_ = {name, ""};
        return true;
    }
    return false;
}

bool MarkedSentence::is_mark(std::string_view part) const {
    return part.size() == mark_size && mark_at(part) != part.npos;
}

bool MarkedSentence::begins_with_name(std::string_view part) const {
    return mark_at(part) != part.npos;
}

bool MarkedSentence::has_names_without_links() const {
    return std::ranges::any_of(names_, [](const Name& name) { return name.uri.empty(); });
}

bool MarkedSentence::is_vouched_for(std::string_view part) const {
    if (!is_mark(part)) return false;
    const std::size_t number = mark_at(part);
    return number == 0 || !marked(number).uri.empty();
}

std::string MarkedSentence::without_names(std::string_view part) {
    std::string result;
    for (std::size_t at = 0; at < part.size(); ++at) {
        const bool begins = mark_at(part.substr(at)) != part.npos;
        result += begins ? ' ' : part[at];
        if (begins) at += mark_size - 1;
    }
    return result;
}

std::string_view MarkedSentence::linked_part(std::string_view part) const {
    constexpr std::size_t little = 40;  // bytes
    const std::size_t at = part.find('\xEE');
    if (at == part.npos || part.find('\xEE', at + 1) != part.npos) return part;
    if (part.size() - mark_size > little || mark_at(part.substr(at)) == 0) return part;
    return part.substr(at, mark_size);
}

const MarkedSentence::Name& MarkedSentence::marked(std::size_t number) const {
    return number == 0 ? actor_ : names_[number - 1];
}

MarkedSentence::Name MarkedSentence::name(std::string_view part) const {
    if (is_mark(part)) return marked(mark_at(part));
    Name result;
    int marks = 0;
    while (!part.empty()) {
        const std::size_t plain = std::min(part.find('\xEE'), part.size());
        result.text += part.substr(0, plain);
        part.remove_prefix(plain);
        if (part.empty()) break;
        const Name& name = marked(mark_at(part));
        result.text += name.text;
        result.uri = ++marks == 1 ? name.uri : "";
        part.remove_prefix(mark_size);
    }
    return result;
}

}  // namespace earshot
