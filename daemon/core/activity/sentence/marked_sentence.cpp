#include "daemon/core/activity/sentence/marked_sentence.hpp"

#include <re2/re2.h>

#include <algorithm>

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

/// Calls `found(before, name)` for every link, and says what follows the last.
template <class Found>
std::string_view each_link(std::string_view markup, const std::string& base, Found found) {
    static const RE2 anchor(
        R"re((?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)</a>)re");
    if (markup.find('<') == markup.npos) return markup;
    const auto from = Url::parse(base);
    re2::StringPiece parts[4];
    std::size_t at = 0;
    for (std::size_t count = 1; count < MarkedSentence::max_names; ++count) {
        const re2::StringPiece text(markup.data(), markup.size());
        if (!anchor.Match(text, at, text.size(), RE2::UNANCHORED, parts, 4)) break;
        const auto begin = static_cast<std::size_t>(parts[0].data() - markup.data());
        const re2::StringPiece& address = parts[1].empty() ? parts[2] : parts[1];
        const std::string href = plain_text({address.data(), address.size()});
        found(markup.substr(at, begin - at),
              MarkedSentence::Name{plain_text({parts[3].data(), parts[3].size()}),
                                   from ? from->resolve(href) : href});
        at = begin + parts[0].size();
    }
    return markup.substr(at);
}

}  // namespace

MarkedSentence::MarkedSentence(std::string_view plain) : text_(without_marks(plain)) {}

MarkedSentence::MarkedSentence(std::string_view markup, const std::string& base) {
    const std::string clean = without_marks(markup);
    std::string marked;
    const std::string_view rest = each_link(clean, base, [&](std::string_view before, Name link) {
        marked += before;
        if (link.text.empty()) return;  // a picture
        links_.push_back(std::move(link));
        marked += mark(links_.size());
    });
    text_ = plain_text(marked.append(rest));
}

bool MarkedSentence::mark_actor(const std::string& name) {
    if (name.empty()) return false;
    for (std::size_t i = 0; i < links_.size(); ++i) {
        const std::size_t at = links_[i].text == name ? text_.find(mark(i + 1)) : text_.npos;
        if (at == text_.npos) continue;
        text_.replace(at, mark_size, known_actor);
        actor_ = links_[i];
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

std::string_view MarkedSentence::linked_part(std::string_view part) const {
    constexpr std::size_t little = 40;  // bytes
    const std::size_t at = part.find('\xEE');
    if (at == part.npos || part.find('\xEE', at + 1) != part.npos) return part;
    if (part.size() - mark_size > little || mark_at(part.substr(at)) == 0) return part;
    return part.substr(at, mark_size);
}

const MarkedSentence::Name& MarkedSentence::marked(std::size_t number) const {
    return number == 0 ? actor_ : links_[number - 1];
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

std::vector<MarkedSentence::Name> links_of(std::string_view markup, const std::string& base) {
    std::vector<MarkedSentence::Name> result;
    each_link(markup, base, [&result](std::string_view, MarkedSentence::Name link) {
        if (!link.text.empty() && !link.uri.empty()) result.push_back(std::move(link));
    });
    return result;
}

}  // namespace earshot
