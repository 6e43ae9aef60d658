#pragma once
// The pulse of feeds that carry many.

#include "earshot/feed_pulse.hpp"
#include "earshot/ids.hpp"

namespace earshot::io {

class Connection;

class Pulses {
public:
    explicit Pulses(Connection& connection) : connection_(connection) {}

    FeedPulse of(SourceId id) const;
    void save(SourceId id, const FeedPulse& pulse);

private:
    Connection& connection_;
};

}  // namespace earshot::io
