// Sentences that are no sign of life: [calendar] and [to_user] of the dialects.

#include "daemon/core/activity/dialect_rules.hpp"
#include "daemon/core/activity/sentence/beginnings.hpp"
#include "earshot/doers.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t longest_aside = 300;  // bytes

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

}  // namespace

std::optional<AsideSaid> read_aside(const Dialects& dialects, std::string_view sentence) {
    const Dialects::Compiled& all = dialects.compiled();
    if (all.asides.empty()) return std::nullopt;
    const std::string text = collapse(cut(sentence, longest_aside));
    for (const std::string_view one : beginnings(text))
        if (auto said = read_whole(all, one)) return said;
    return std::nullopt;
}

}  // namespace earshot
