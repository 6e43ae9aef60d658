#pragma once
// What hangs on one person: the keys by which they are known, what is theirs, what they did.

#include <cstdint>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/person.hpp"

namespace earshot {

/// A key by which somebody is known.
struct StoredIdentity {
    IdentityKey key;
    bool stated = false;  // by the user, in accounts and names; else learned from a feed

    bool operator==(const StoredIdentity&) const = default;
};

/// What hangs on one person, and goes with them when two are found to be one.
struct Belongings {
    std::vector<StoredIdentity> identities;
    std::vector<SourceId> sources;  // that are theirs
    std::vector<std::int64_t> activities;
    std::vector<FindingNumber> findings;

    bool operator==(const Belongings&) const = default;
};

}  // namespace earshot
