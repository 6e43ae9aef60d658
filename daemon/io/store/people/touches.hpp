#pragma once
// Words that passed between the user and a person.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "earshot/person.hpp"

namespace earshot::io {

class Connection;

class Touches {
public:
    explicit Touches(Connection& connection) : connection_(connection) {}

    std::int64_t add(PersonId id, const Touch& touch);
    void remove(std::int64_t touch);
    /// With those of whom was merged into them; newest first.
    std::vector<Touch> of(PersonId id, std::size_t limit) const;

private:
    void note_written(PersonId id);

    Connection& connection_;
};

}  // namespace earshot::io
