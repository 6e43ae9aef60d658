#include "daemon/core/activity/sentence/links.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "daemon/core/activity/sentence/first_words.hpp"
#include "daemon/core/activity/sentence/marked_sentence.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

std::string_view view(const re2::StringPiece& piece) {
    return {piece.data(), piece.size()};
}

std::string plain(std::string_view markup) {
    return first_words(markup, std::max<std::size_t>(markup.size(), 1));
}

/// The name that a picture stands for: <img alt="Ann Quill">.
std::string name_of_picture(std::string_view markup) {
    static const RE2 picture(R"re((?is)<img\s[^>]*?(?:alt|title)\s*=\s*(?:"([^"]+)"|'([^']+)'))re");
    re2::StringPiece parts[3];
    const re2::StringPiece text(markup.data(), markup.size());
    if (!picture.Match(text, 0, text.size(), RE2::UNANCHORED, parts, 3)) return "";
    return plain(view(parts[1].empty() ? parts[2] : parts[1]));
}

std::string words_of(std::string_view inside) {
    std::string text = plain(inside);
    return text.empty() ? name_of_picture(inside) : text;
}

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The longest run of ASCII letters and digits: however a name is marked up, that stands there as
/// it is.
std::string_view longest_word(std::string_view name) {
    std::string_view longest;
    for (auto at = name.begin(); at != name.end();) {
        const auto begin = std::find_if(at, name.end(), is_alphanumeric);
        at = std::find_if_not(begin, name.end(), is_alphanumeric);
        if (static_cast<std::size_t>(at - begin) > longest.size()) longest = {begin, at};
    }
    return longest;
}

/// Where the next "<a " stands, in either case.
std::size_t next_link(std::string_view markup, std::size_t at) {
    constexpr std::string_view spaces = " \t\n\f\r";
    for (; (at = markup.find('<', at)) != markup.npos; ++at)
        if (at + 2 < markup.size() && (markup[at + 1] | 0x20) == 'a' &&
            spaces.find(markup[at + 2]) != spaces.npos)
            break;
    return std::min(at, markup.size());
}

/// Behind that, no link is whole: what begins there need not be read to the end of the markup.
std::size_t last_end_of_link(std::string_view markup) {
    for (std::size_t at = markup.rfind("</"); at != markup.npos; at = markup.rfind("</", at - 1)) {
        const std::string_view end = markup.substr(at, 4);
        if (end.size() == 4 && (end[2] | 0x20) == 'a' && end[3] == '>') return at;
        if (at == 0) break;
    }
    return 0;
}

}  // namespace

bool Links::may_hold(std::string_view name) const {
    const bool has_coded_letters = markup_.find("&#") != markup_.npos;
    return has_coded_letters || markup_.find(longest_word(name)) != markup_.npos;
}

void Links::find_links() {
    // A link: its address in one of three spellings, and what it holds. Byte by byte, as what is
    // looked for is ASCII; held against the places alone where one may begin.
    static const RE2 pattern(
        R"re((?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>(.*?)</a>)re",
        RE2::Latin1);
    links_.emplace();
    const re2::StringPiece text(markup_.data(), markup_.size());
    const std::size_t last_end = last_end_of_link(markup_);
    std::array<re2::StringPiece, 5> parts;
    std::size_t at = 0;
    while (links_->size() + 1 < MarkedSentence::max_names) {
        at = next_link(markup_, at);
        if (at >= last_end) return;
        if (!pattern.Match(text, at, text.size(), RE2::ANCHOR_START, parts.data(), parts.size())) {
            // No address up to the end of the tag: whatever else begins in it has none either.
            at = std::min(markup_.find('>', at), markup_.size());
            continue;
        }
        const auto href = std::ranges::find_if_not(parts.begin() + 1, parts.begin() + 3,
                                                   &re2::StringPiece::empty);
        links_->push_back({view(*href), view(parts[4]), {}});
        at += parts[0].size();
    }
}

std::string Links::resolved(std::string_view href) const {
    const auto from = Url::parse(base_);
    return from ? from->resolve(plain(href)) : plain(href);
}

std::vector<std::string> Links::addresses() {
    if (!links_) find_links();
    std::vector<std::string> all;
    for (const Link& link : *links_)
        if (std::string address = resolved(link.href); !address.empty())
            all.push_back(std::move(address));
    return all;
}

std::string Links::address_of(std::string_view name) {
    if (name.empty()) return "";
    if (!links_) {
        if (!may_hold(name)) return "";
        find_links();
    }
    for (Link& link : *links_) {
        if (!link.text) link.text = words_of(link.inside);
        if (*link.text != name) continue;
        if (std::string address = resolved(link.href); !address.empty()) return address;
    }
    return "";
}

}  // namespace earshot
