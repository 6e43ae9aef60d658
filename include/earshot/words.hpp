#pragma once
// Closed sets and their words. An enum that has words says them in a to_text() beside it, which is
// empty for what is no enumerator; the way back is the same for all of them and stands here.
// Enumerators count from zero.

#include <optional>
#include <string_view>

namespace earshot {

/// The enumerator of this word, by another function than to_text().
template <class Enum, class Word>
std::optional<Enum> parse_word(std::string_view text, Word word_of) {
    for (int number = 0;; ++number) {
        const auto value = static_cast<Enum>(number);
        const std::string_view word = word_of(value);
        if (word.empty()) return std::nullopt;
        if (word == text) return value;
    }
}

template <class Enum>
std::optional<Enum> parse_word(std::string_view text) {
    return parse_word<Enum>(text, [](Enum value) { return to_text(value); });
}

}  // namespace earshot
