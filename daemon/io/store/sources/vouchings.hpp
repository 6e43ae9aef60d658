#pragma once
// What the last entries of feeds that carry many say of who acts.

#include "earshot/ids.hpp"
#include "earshot/vouching.hpp"

namespace earshot::io {

class Connection;

class Vouchings {
public:
    explicit Vouchings(Connection& connection) : connection_(connection) {}

    Vouching of(SourceId id) const;
    void save(SourceId id, const Vouching& vouching);

private:
    Connection& connection_;
};

}  // namespace earshot::io
