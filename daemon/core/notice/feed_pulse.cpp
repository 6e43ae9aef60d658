#include "earshot/feed_pulse.hpp"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

std::optional<Instant> closes_at(const FeedPulse& pulse, const Coverage& coverage) {
    if (!pulse.last_item || !pulse.patience) return std::nullopt;
    return reached(coverage, *pulse.last_item, *pulse.patience);
}

Span patience_of(const Rhythm& rhythm) {
    const double days =
        std::max(1.0, gate_factor * std::exp(rhythm_constants::beta * log_gap(rhythm)));
    return Span(std::llround(days * 86400.0));
}

}  // namespace

std::vector<Stretch> take_items(FeedPulse& pulse, std::span<const Instant> items,
                                const Coverage& coverage, int lively_people) {
    std::vector<Stretch> closed;
    for (const Instant t : items) {
        const auto closes = closes_at(pulse, coverage);
        if (closes && t > *closes) closed.push_back({*closes, t});
        const Span seen = pulse.last_item ? observed(coverage, *pulse.last_item, t) : Span{0};
        take(pulse.rhythm, t, static_cast<double>(seen.count()));
        pulse.last_item = pulse.rhythm.last;
        pulse.patience.reset();
        if (lively_people >= gate_min_people) pulse.patience = patience_of(pulse.rhythm);
    }
    return closed;
}

Coverage gated(Coverage coverage, const FeedPulse& pulse) {
    const auto closes = closes_at(pulse, coverage);
    if (closes && coverage.proven_until && *coverage.proven_until > *closes)
        coverage.proven_until = closes;
    return coverage;
}

}  // namespace earshot
