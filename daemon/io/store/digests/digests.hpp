#pragma once
// Digests as they were made (promise P4).

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/digest.hpp"

namespace earshot::io {

class Connection;

struct StoredDigest {
    Digest digest;
    std::string text;
    Instant made_at;
};

class Digests {
public:
    explicit Digests(Connection& connection) : connection_(connection) {}

    void add(const StoredDigest& digest);
    std::optional<StoredDigest> one(const std::string& id) const;
    std::vector<StoredDigest> newest(std::size_t limit) const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
