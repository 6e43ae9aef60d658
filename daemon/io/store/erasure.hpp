#pragma once
// Forgetting somebody completely. What is forgotten stands here, in SQL, and nowhere else: it is
// the one policy of the store.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::io {

class Connection;

struct Erased {
    /// Rows that went or lost a name, by table; without those where nothing was.
    std::vector<std::pair<std::string, std::size_t>> tables;
    /// Texts that still name them after all, of every table.
    std::size_t left = 0;
};

class Erasure {
public:
    explicit Erasure(Connection& connection) : connection_(connection) {}

    /// Forgets a person and those merged into them, completely: one transaction, and the bytes are
    /// gone from the file and its log when it returns. With `tombstone`, their accounts and names
    /// are known as has_tombstone() from then on.
    Erased erase(PersonId id, bool tombstone, Instant now);
    /// Whether anybody was erased for good.
    bool has_tombstones() const;
    /// Whether any of turns_up_as() was kept of somebody erased.
    bool has_tombstone(const std::vector<std::string>& texts) const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
