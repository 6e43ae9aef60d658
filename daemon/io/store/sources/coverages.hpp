#pragma once
// Until when each source is proven to have been seen whole, and which time was lost.

#include <optional>

#include "earshot/coverage.hpp"
#include "earshot/ids.hpp"

namespace earshot::io {

class Connection;

class Coverages {
public:
    explicit Coverages(Connection& connection) : connection_(connection) {}

    Coverage of(SourceId id) const;
    /// Of it, without the time that was lost.
    std::optional<Instant> proven_until(SourceId id) const;
    void save(SourceId id, const Coverage& coverage);

private:
    Connection& connection_;
};

}  // namespace earshot::io
