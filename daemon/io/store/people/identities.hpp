#pragma once
// By what people are recognised, and whom the user told apart.

#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "earshot/belongings.hpp"
#include "earshot/person.hpp"
#include "earshot/same_person.hpp"

namespace earshot::io {

class Connection;

using earshot::StoredIdentity;

class Identities {
public:
    explicit Identities(Connection& connection) : connection_(connection) {}

    std::vector<StoredIdentity> of(PersonId id) const;
    /// Their accounts alone, in no order.
    std::vector<std::string> accounts_of(PersonId id) const;
    /// The accounts of everybody, by person.
    std::vector<std::pair<PersonId, std::string>> accounts() const;
    std::optional<PersonId> find(std::span<const IdentityKey> keys) const;  // first that is known
    /// Keys that a feed taught are added; a key that somebody else has stays his.
    void add(PersonId id, std::span<const IdentityKey> keys);
    /// The keys that the user's words about a person give, instead of those they gave before.
    void replace_stated(PersonId id, std::span<const IdentityKey> keys);
    void remove(std::span<const IdentityKey> keys);

    void keep_apart(PersonId a, PersonId b);
    void put_together(PersonId a, PersonId b);  // not apart any more
    std::set<Pair> apart() const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
