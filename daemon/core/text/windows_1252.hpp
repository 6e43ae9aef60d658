#pragma once
// The encoding of the old western web, which needs no library.

#include <string>
#include <string_view>

namespace earshot {

/// In UTF-8. Every byte means something: the five that windows-1252 leaves open stay what they are.
std::string from_windows_1252(std::string_view bytes);

}  // namespace earshot
