#pragma once
// Small named instants ("digest.last", "digest.monday"), and the one thing that tells this install
// from all others.

#include <optional>
#include <string>

#include "earshot/time.hpp"

namespace earshot::io {

class Connection;

class Marks {
public:
    explicit Marks(Connection& connection) : connection_(connection) {}

    std::optional<Instant> at(const std::string& name) const;
    void set(const std::string& name, Instant at);
    void forget(const std::string& name);

    /// Random text made when the store was created; salts Message-IDs. Never shown.
    std::string install_id() const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
