#pragma once
// Accounts as people write them: "@ann@social.example", "github:ann", "bsky:ann", a mail address.
// What is an address already stays as it is.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

namespace shorthand_limits {
inline constexpr std::size_t account = 1000;  // bytes
}  // namespace shorthand_limits

/// The address of an account, as it is kept. The problem continues a sentence: "must be ...".
Result<std::string> account_of(std::string_view given);

/// The words that stand before a colon: "github", "bsky".
std::vector<std::string_view> shorthand_words();

}  // namespace earshot
