#pragma once
// Small named instants ("digest.last", "digest.monday"), what the store was last brought in line
// with, and the one thing that tells this install from all others.

#include <cstdint>
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

    /// A hash of what the store was brought in line with; empty when something was changed since.
    /// "declared" goes with any change to what the configuration declares.
    std::optional<std::uint64_t> in_line_with(const std::string& name) const;
    void set_in_line(const std::string& name, std::uint64_t hash);

    /// Random text made when the store was created; salts Message-IDs. Never shown.
    std::string install_id() const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
