#pragma once
// What the bytes of a document say for and against what they are called.

#include <cstddef>
#include <string_view>

namespace earshot {

/// Sequences of two bytes and more that are UTF-8, and places that are not.
struct Utf8Evidence {
    std::size_t letters = 0;
    std::size_t long_ones = 0;  // of three bytes and four, among them
    std::size_t broken = 0;
};
Utf8Evidence utf_8_evidence(std::string_view bytes);

/// Bytes that are UTF-8 whatever they are called: no other encoding makes so many such sequences by
/// chance. A torn letter among many does not change that.
bool proves_utf_8(std::string_view bytes, const Utf8Evidence& evidence);

/// Bytes above ASCII that make UTF-8 less often than not are no UTF-8, whatever they are called.
bool refutes_utf_8(const Utf8Evidence& evidence);

/// Whether a text that was decoded under a label shows that the label was wrong: of what is not
/// ASCII in it, more is broken than torn letters can be.
bool refutes_label(std::string_view decoded);

/// Whether the bytes above ASCII are, and stand, as they do in words of Latin letters: alone or in
/// twos. What stands in longer runs is another script, and no Latin letter would say what it says.
bool stands_like_latin(std::string_view bytes);

}  // namespace earshot
