#include "daemon/core/replay/feed_gate.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "earshot/feed_pulse.hpp"

namespace earshot {

void ObservedClock::add_outage(double from, double to) {
    if (to <= from) return;
    if (!outages_.empty() && from < outages_.back().to) {  // out of order: all are placed anew
        std::vector<Outage> known = std::exchange(outages_, {});
        const auto at = std::partition_point(known.begin(), known.end(),
                                             [&](const Outage& o) { return o.from < from; });
        known.insert(at, {from, to, 0});
        for (const Outage& o : known)
            append(o.from, o.to);
    } else {
        append(from, to);
    }
}

void ObservedClock::append(double from, double to) {
    if (outages_.empty()) {
        outages_.push_back({from, to, 0});
    } else if (Outage& last = outages_.back(); from <= last.to) {
        last.to = std::max(last.to, to);
    } else {
        outages_.push_back({from, to, last.before + (last.to - last.from)});
    }
}

double ObservedClock::observed(double wall) const {
    const auto after = std::partition_point(outages_.begin(), outages_.end(),
                                            [&](const Outage& o) { return o.from < wall; });
    if (after == outages_.begin()) return wall;
    const Outage& o = *(after - 1);
    return wall - (o.before + (std::min(wall, o.to) - o.from));
}

double ObservedClock::wall(double observed) const {
    const auto after = std::partition_point(outages_.begin(), outages_.end(), [&](const Outage& o) {
        return observed + o.before >= o.from;
    });
    if (after == outages_.begin()) return observed;
    const Outage& o = *(after - 1);
    return observed + o.before + (o.to - o.from);
}

double FeedGate::observed(double wall) const {
    const double ungated = clock_.observed(wall);
    if (factor_ == 0 || !newest_) return ungated;
    return base_ + std::min(ungated - *newest_, patience_);
}

std::optional<double> FeedGate::wall(double observed) const {
    if (factor_ == 0) return clock_.wall(observed);
    const double since = observed - base_;
    if (since > patience_) return std::nullopt;
    return clock_.wall(newest_.value_or(0) + since);
}

void FeedGate::take_item(Instant t, int lively) {
    if (factor_ == 0) return;
    const double wall = static_cast<double>(to_epoch(t));
    const double ungated = clock_.observed(wall);
    if (!newest_) {
        base_ = ungated;
        newest_ = ungated;
    } else if (ungated > *newest_) {
        base_ = observed(wall);
        newest_ = ungated;
    }
    if (!rhythm_.last || t > *rhythm_.last) {
        const Pace before = rhythm_;
        take(rhythm_, t, ungated - rhythm_at_);
        rhythm_at_ = ungated;
        // The exponential is the dear part of an item, and most items open no new session.
        if (rhythm_.weight != before.weight || rhythm_.mean_log_gap != before.mean_log_gap ||
            patience_when_live_ == 0)
            patience_when_live_ = gate_days(rhythm_, factor_) * 86400.0;
    }
    patience_ = lively >= gate_min_people ? patience_when_live_ : unlimited;
}

}  // namespace earshot
