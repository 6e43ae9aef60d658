#pragma once
// JSON as it is served, which is not always JSON.

#include <cstddef>
#include <string>
#include <string_view>

namespace earshot {

/// What strict parsers refuse inside strings made good: line breaks and tabs written as they are
/// become escapes, other controls go, a backslash before a character that needs none goes, and
/// escapes that stand for no character (NUL, half of a surrogate pair) become U+FFFD. Linear, and
/// at most twice as long as the text.
std::string mended_json(std::string_view utf8);

/// The line (from 1) of `utf8` that stands at this offset of mended_json(utf8).
std::size_t line_of_mended_json(std::string_view utf8, std::size_t offset);

}  // namespace earshot
