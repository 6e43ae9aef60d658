#pragma once
// What hangs on one person, and goes with them when two are found to be one.

#include <cstdint>
#include <vector>

#include "earshot/belongings.hpp"
#include "earshot/ids.hpp"

namespace earshot::io {

class Connection;

using earshot::Belongings;

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
