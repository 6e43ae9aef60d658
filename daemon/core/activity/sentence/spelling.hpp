#pragma once
// Signs that are written in more than one way and mean the same (' and ’, ș and ş, ё and е), and
// signs that are left out at will (the vowels of Arabic, joiners).

#include <string>
#include <string_view>

namespace earshot {

/// Without the spaces at either end.
inline std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

/// Each of these signs in the first of its ways, or left out.
std::string plain_spelling(std::string_view text);

/// Where `words` end when they stand at `at`, whatever way their signs are written; npos when they
/// do not stand there. A space of the words needs none beside another space, nor at either end of
/// the sentence.
std::size_t end_of_words(std::string_view sentence, std::size_t at, std::string_view words);

}  // namespace earshot
