#pragma once
// What people's pages and cards claim of accounts elsewhere.

#include <vector>

#include "earshot/same_person.hpp"

namespace earshot::io {

class Connection;

class Claims {
public:
    explicit Claims(Connection& connection) : connection_(connection) {}

    void add(const Claim& claim, Instant now);  // once for each account
    std::vector<Claim> all() const;             // of merged people: by whom they are now

private:
    Connection& connection_;
};

}  // namespace earshot::io
