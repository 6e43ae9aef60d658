#pragma once
// Text as people read it: always valid UTF-8, no markup, no control characters.

#include <cstddef>
#include <string>
#include <string_view>

namespace earshot {

/// Every byte sequence becomes valid UTF-8; what is broken becomes U+FFFD.
std::string repair_utf8(std::string_view bytes);

/// Markup to plain text: tags gone, script, style and hidden elements dropped with their content,
/// entities decoded, white space collapsed. Text without markup passes through collapsed.
/// Input beyond `markup_limit` bytes is not read.
std::string plain_text(std::string_view markup);
inline constexpr std::size_t markup_limit = 256 * 1024;

/// White space runs become one space; none at the ends.
std::string collapse(std::string_view text);

/// At most `limit` bytes, ending between two code points.
std::string_view cut(std::string_view text, std::size_t limit);

/// At most `limit` bytes, cut at a code point, with "…" when something was cut.
std::string shorten(std::string_view text, std::size_t limit);

/// Safe for a terminal or a mail, on one line: line breaks and tabs become spaces; other controls,
/// ESC and marks that turn the direction of text are dropped.
std::string printable(std::string_view text);

/// For comparing what two texts say: case folded (ASCII and Latin-1 letters), collapsed, outer
/// punctuation gone.
std::string folded(std::string_view text);

}  // namespace earshot
