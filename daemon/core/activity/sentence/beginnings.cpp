#include "daemon/core/activity/sentence/beginnings.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/text/letters.hpp"
#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

constexpr int most_ends = 4;  // of sentences in one text

/// Without pictures and signs in front and behind.
std::string_view bare(std::string_view text) {
    while (!text.empty() && !is_of_word(decode(text).value))
        text.remove_prefix(decode(text).bytes);
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode(text.substr(at));
        at += c.bytes;
        if (is_of_word(c.value) || c.value == ')') end = at;
    }
    return text.substr(0, end);
}

/// Where the first sentence ends, after `from`.
std::size_t end_of_sentence(std::string_view text, std::size_t from) {
    constexpr std::array<std::string_view, 11> ends{". ",  "! ", "? ", " - ", " – ", " — ",
                                                    " | ", ": ", "。", "！",  "।"};
    std::size_t first = text.npos;
    for (const std::string_view end : ends)
        first = std::min(first, text.find(end, from));
    return first;
}

}  // namespace

std::vector<std::string_view> beginnings(std::string_view text) {
    std::vector<std::string_view> all{bare(text)};
    std::size_t end = 0;
    for (int i = 0; i < most_ends; ++i) {
        end = end_of_sentence(text, end + 1);
        if (end == text.npos) break;
        all.push_back(bare(text.substr(0, end)));
    }
    return all;
}

}  // namespace earshot
