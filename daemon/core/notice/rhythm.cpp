#include "earshot/rhythm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "earshot/sensitivity.hpp"

namespace earshot {
namespace {

struct Row {
    double rate;    // needless quiet findings, per person and year
    double factor;  // C, in days
};

// Measured on open activity streams (detection.md D1); between the rows log-log interpolation.
constexpr std::array<Row, 7> measured{{
    {3.0, 5.7},
    {2.0, 7.8},
    {1.0, 12.8},
    {0.5, 18.9},
    {0.3, 24.0},
    {0.15, 32.7},
    {0.05, 43.4},
}};

}  // namespace

double line_factor(double false_quiets_per_year) {
    const double rate =
        std::log(std::clamp(false_quiets_per_year, measured.back().rate, measured.front().rate));
    for (std::size_t i = 0; i + 1 < measured.size(); ++i) {
        const double upper = std::log(measured[i].rate);
        const double lower = std::log(measured[i + 1].rate);
        if (rate < lower) continue;
        const double from = std::log(measured[i].factor);
        const double to = std::log(measured[i + 1].factor);
        return std::exp(from + (to - from) * (rate - upper) / (lower - upper));
    }
    return measured.back().factor;
}

void take(Rhythm& rhythm, Instant t, double observed_seconds) {
    namespace k = rhythm_constants;
    if (rhythm.last && t <= *rhythm.last) return;
    if (rhythm.last && observed_seconds > k::session_seconds) {
        const double gap = std::log(observed_seconds / 86400.0);
        const double cap = std::log(k::absence_cap) + k::beta * log_gap(rhythm);
        rhythm.weight = k::forgetting * rhythm.weight + 1;
        rhythm.mean_log_gap += (std::min(gap, cap) - rhythm.mean_log_gap) / rhythm.weight;
    }
    rhythm.last = t;
}

bool armed(const Rhythm& rhythm) {
    return rhythm.weight >= 1;
}

double log_gap(const Rhythm& rhythm) {
    namespace k = rhythm_constants;
    return (k::prior_weight * k::prior_log_gap + rhythm.weight * rhythm.mean_log_gap) /
           (k::prior_weight + rhythm.weight);
}

double usual_gap_days(const Rhythm& rhythm) {
    return std::exp(log_gap(rhythm));
}

double line_days(const Rhythm& rhythm, double line_factor) {
    namespace k = rhythm_constants;
    return std::max(k::floor_days, line_factor * std::exp(k::beta * log_gap(rhythm)));
}

}  // namespace earshot
