#pragma once
// Accounts as people write them: "@ann@social.example", "github:ann", "bsky:ann", a mail address.
// What is an address already stays as it is. What stands for what is said by the sites.

#include <cstddef>
#include <string>
#include <string_view>

#include "earshot/result.hpp"
#include "earshot/sites.hpp"

namespace earshot {

namespace shorthand_limits {
inline constexpr std::size_t account = 1000;  // bytes
}  // namespace shorthand_limits

/// The address of an account, as it is kept. The problem continues a sentence: "must be ...".
Result<std::string> account_of(std::string_view given, const Sites& sites);

/// The address of a mailbox, "mailto:ann@mail.example", given with "mailto:" or without.
Result<std::string> mail_account_of(std::string_view given);

}  // namespace earshot
