#pragma once
// Code points of UTF-8, for the readers and cleaners of text.

#include <cstddef>
#include <string>
#include <string_view>

namespace earshot {

inline constexpr char32_t replacement = 0xFFFD;

struct CodePoint {
    char32_t value = replacement;  // the replacement character for what is broken
    std::size_t bytes = 1;
    bool valid = false;
};

/// The first code point of a text that is not empty. Overlong forms, surrogates and what is cut off
/// are broken; `bytes` is then the part that no valid sequence can begin with (Unicode 3.9).
CodePoint decode(std::string_view text);
void append(std::string& out, char32_t point);

/// Whether `decode` would find nothing broken in the text, at gigabytes a second.
bool is_valid_utf8(std::string_view text);
bool is_ascii(std::string_view text);

/// White space as people see it: ASCII, no-break and wide spaces, line and paragraph separators.
bool is_space(char32_t point);

}  // namespace earshot
