#pragma once
// A store in memory that knows the same people and sources as another one, and nothing of what they
// did: for trying out in many steps what would become of them. The other one stays free meanwhile,
// since no transaction is open in it between two steps.

#include <cstddef>
#include <cstdint>

#include "daemon/io/store/store.hpp"

namespace earshot::io {

class Connection;

class Rehearsal {
public:
    explicit Rehearsal(const Store& of);

    /// Takes over the next rows; false when all are there.
    bool copy_on();
    Store& store() { return store_; }

private:
    Store store_;
    Connection& from_;
    Connection& to_;
    std::size_t table_ = 0;
    std::int64_t last_ = 0;  // row of that table
};

}  // namespace earshot::io
