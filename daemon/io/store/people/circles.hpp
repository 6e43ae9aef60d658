#pragma once
// What the user says of a circle by command; what the configuration says of it is not kept here.

#include <optional>
#include <string>

#include "earshot/own_line.hpp"

namespace earshot::io {

class Connection;

class Circles {
public:
    explicit Circles(Connection& connection) : connection_(connection) {}

    std::optional<OwnLine> own_line(const std::string& circle) const;
    /// Nothing takes it away.
    void set(const std::string& circle, const std::optional<OwnLine>& line);

private:
    Connection& connection_;
};

}  // namespace earshot::io
