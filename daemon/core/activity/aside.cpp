// Sentences that are no sign of life: [calendar] and [to_user] of the dialects.

#include <array>

#include "daemon/core/activity/dialect_rules.hpp"
#include "daemon/core/text/letters.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/doers.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t longest_aside = 300;  // bytes
constexpr int most_ends = 4;                // of sentences in one text

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

/// Of those that fit, the one with the most words of its own.
std::optional<AsideSaid> read_whole(const Dialects::Compiled& all, std::string_view sentence) {
    if (sentence.empty()) return std::nullopt;
    std::optional<AsideSaid> best;
    std::size_t least = 0;
    Slots slots;
    for (const int number : all.aside_index.candidates(sentence)) {
        const Aside& aside = all.asides[static_cast<std::size_t>(number)];
        if (!aside.form.match(sentence, slots, *aside.around)) continue;
        const std::size_t open = left_open(slots);
        if (best && open >= least) continue;
        least = open;
        best = AsideSaid{aside.sign, collapse(slot_in(slots, "actor"))};
    }
    return best;
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

std::optional<AsideSaid> read_aside(const Dialects& dialects, std::string_view sentence) {
    const Dialects::Compiled& all = dialects.compiled();
    if (all.asides.empty()) return std::nullopt;
    const std::string text = collapse(cut(sentence, longest_aside));
    if (auto said = read_whole(all, bare(text))) return said;
    std::size_t end = 0;
    for (int i = 0; i < most_ends; ++i) {
        end = end_of_sentence(text, end + 1);
        if (end == text.npos) return std::nullopt;
        if (auto said = read_whole(all, bare(std::string_view(text).substr(0, end)))) return said;
    }
    return std::nullopt;
}

}  // namespace earshot
