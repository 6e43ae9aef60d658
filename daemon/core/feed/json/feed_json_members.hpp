#pragma once
// The members of JSON documents that any feed format reads; all others are left out of the tree.

#include <string_view>

namespace earshot {

/// What JSON-LD writes as "@id", "as:actor" or with the whole namespace, as formats name it.
std::string_view short_member(std::string_view key);

/// `key` is short.
bool is_known_member(std::string_view key);

/// Whether in the object under this key every member counts: languages, and lists that a server
/// wrote as objects ("0", "1").
bool is_open_member(std::string_view key);

}  // namespace earshot
