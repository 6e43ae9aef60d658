#pragma once
// What the configuration lies over, of each person whom it declares.

#include <optional>

#include "earshot/ids.hpp"
#include "earshot/laid_over.hpp"

namespace earshot::io {

class Connection;

class Declarations {
public:
    explicit Declarations(Connection& connection) : connection_(connection) {}

    std::optional<LaidOver> of(PersonId id) const;
    void set(PersonId id, const LaidOver& over);
    void forget(PersonId id);

private:
    Connection& connection_;
};

}  // namespace earshot::io
