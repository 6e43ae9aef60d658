#pragma once
// An Idempotency-Key that was used before gives the id it gave then.

#include <optional>
#include <string>

#include "earshot/time.hpp"

namespace earshot::io {

class Connection;

class Idempotency {
public:
    explicit Idempotency(Connection& connection) : connection_(connection) {}

    static constexpr int kept = 1000;

    std::optional<std::string> id_of(const std::string& key) const;
    void remember(const std::string& key, const std::string& id, Instant now);

private:
    Connection& connection_;
};

}  // namespace earshot::io
