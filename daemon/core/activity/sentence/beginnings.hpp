#pragma once
// What may be the sentence of a text that goes on behind it: all of it, and what stands before the
// ends of its first sentences.

#include <string_view>
#include <vector>

namespace earshot {

/// The longest first, then by where they end; without pictures and signs in front and behind. Parts
/// of `text`, each of them once.
std::vector<std::string_view> beginnings(std::string_view text);

}  // namespace earshot
