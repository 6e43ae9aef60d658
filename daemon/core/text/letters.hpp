#pragma once
// What Unicode says of single letters, by ICU's tables (decisions/0010): where words end, and in
// how many ways one letter is written.

#include <string>
#include <string_view>

namespace earshot {

/// Letters, digits, marks upon them and what joins letters without being seen: no word ends between
/// two of these, but see below.
bool is_of_word(char32_t point);
/// Nothing of its own: it belongs to the letter before it.
bool is_mark(char32_t point);
/// Of a script that writes no spaces between its words: one may end behind any letter.
bool is_spaceless(char32_t point);
bool is_hangul(char32_t point);
/// A small letter of a script that has two sizes.
bool is_small(char32_t point);
bool is_capital(char32_t point);
/// The small letter of a capital; any other as it is.
char32_t small_of(char32_t point);

/// "é" as one letter, and as a letter with a mark; a text that cannot be turned stays as it is.
std::string composed(std::string_view text);
std::string decomposed(std::string_view text);

}  // namespace earshot
