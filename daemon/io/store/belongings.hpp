#pragma once
// What hangs on one person, and goes with them when two are found to be one.

#include <cstdint>
#include <vector>

#include "daemon/io/store/identities.hpp"
#include "earshot/ids.hpp"

namespace earshot::io {

class Connection;

struct Belongings {
    std::vector<StoredIdentity> identities;
    std::vector<SourceId> sources;  // that are theirs
    std::vector<std::int64_t> activities;
    std::vector<FindingNumber> findings;

    bool operator==(const Belongings&) const = default;
};

class Ownership {
public:
    explicit Ownership(Connection& connection) : connection_(connection) {}

    Belongings of(PersonId id) const;
    /// Whoever had them before.
    void give(const Belongings& belongings, PersonId to);

private:
    Connection& connection_;
};

}  // namespace earshot::io
