#pragma once
// The clock of a replay: wall time minus the told outages, and the feed gate on top of it.
//
// Replay works in fractions of a second so that it gives the research reference's figures to the
// last digit; the daemon keeps the same rule in whole seconds (FeedPulse in coverage.hpp).

#include <limits>
#include <optional>
#include <vector>

#include "earshot/rhythm.hpp"

namespace earshot {

/// Observed clock: wall seconds minus the outages. Overlapping outages count once.
class ObservedClock {
public:
    void add_outage(double from, double to);
    std::size_t outages() const { return outages_.size(); }

    double observed(double wall) const;
    /// The wall time at which the observed clock shows this.
    double wall(double observed) const;

private:
    struct Outage {
        double from, to;
        double before;  // seconds of the outages before this one
    };
    void append(double from, double to);  // not before the newest

    std::vector<Outage> outages_;  // sorted, disjoint
};

/// Stops the clock while the feed as a whole is quiet for longer than it ever is: it may be broken.
class FeedGate {
public:
    explicit FeedGate(double factor) : factor_(factor) {}

    void add_outage(Instant from, Instant to) {
        clock_.add_outage(static_cast<double>(to_epoch(from)), static_cast<double>(to_epoch(to)));
    }
    std::size_t outages() const { return clock_.outages(); }

    double observed(double wall) const;
    /// The wall time at which the gated clock shows this if no further item arrives; empty when it
    /// cannot before the next item.
    std::optional<double> wall(double observed) const;

    /// An item of anybody; `lively` people are armed and not quiet before it is taken in.
    void take_item(Instant t, int lively);

private:
    static constexpr double unlimited = std::numeric_limits<double>::infinity();

    ObservedClock clock_;
    double factor_;  // 0: the gate is always open
    Pace rhythm_;
    double rhythm_at_ = 0;           // ungated clock at rhythm_.last
    double base_ = 0;                // gated clock at the newest item
    std::optional<double> newest_;   // ungated clock there
    double patience_ = unlimited;    // seconds the clock goes on after it
    double patience_when_live_ = 0;  // the same, if enough people are lively; follows rhythm_
};

}  // namespace earshot
