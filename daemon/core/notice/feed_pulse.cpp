#include "earshot/feed_pulse.hpp"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

std::optional<Instant> closes_at(const FeedPulse& pulse, const Coverage& coverage) {
    if (!pulse.last_item || !pulse.patience) return std::nullopt;
    return reached(coverage, *pulse.last_item, *pulse.patience);
}

}  // namespace

double gate_days(const Pace& pace, double factor) {
    namespace k = rhythm_constants;
    const double m = pace.weight > 0 ? log_gap(pace) : std::log(k::session_seconds / 86400.0);
    return std::max(1.0, factor * std::exp(k::beta * m));
}

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
        if (lively_people >= gate_min_people)
            pulse.patience = Span(std::llround(gate_days(pulse.rhythm, gate_factor) * 86400.0));
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
