#pragma once
// The keys that the user's own words about a person give: whoever bears one of them is that person.
// What a feed teaches is not known here.

#include <vector>

#include "earshot/person.hpp"

namespace earshot {

/// Of the accounts, the name and the other names. A light person's name is only what a feed calls
/// somebody: it means nobody outside that feed.
std::vector<IdentityKey> stated_identities(const Person& person);

}  // namespace earshot
