#pragma once
// A person's rhythm: a forgetting, shrunk mean of the logarithms of the gaps between sessions, and
// the line beyond which silence is longer than usual for that person.
//
//   m = (k0 m0 + w x) / (k0 + w)      G = e^m days            the usual gap
//   T = max(2, C e^(beta m)) days of observed time            the line
//
// Sightings less than six hours apart are one session. One long absence is capped so that it does
// not become the rhythm. Equations, constants and their evidence: research/detection.md D1. State
// is O(1); the line is known the moment a sighting is taken in, so nothing is ever rescanned.

#include <optional>

#include "earshot/time.hpp"

namespace earshot {

namespace rhythm_constants {
inline constexpr double session_seconds = 21600;
inline constexpr double forgetting = 0.95;
inline constexpr double prior_weight = 1.0;
inline constexpr double prior_log_gap = 1.7;  // e^1.7 = 5.5 days
inline constexpr double beta = 2.0 / 3.0;
inline constexpr double absence_cap = 12.0;  // Cw
inline constexpr double floor_days = 2.0;
}  // namespace rhythm_constants

/// C of the line for a wanted rate A: log-log interpolation in the measured table, clamped at its
/// ends.
double line_factor(double false_quiets_per_year);

struct Rhythm {
    std::optional<Instant> last;  // the newest sighting
    double weight = 0;            // w
    double mean_log_gap = 0;      // x, of gaps in days

    bool operator==(const Rhythm&) const = default;
};

/// Takes a sighting at `t`; `observed_seconds` is the observed time since `rhythm.last`. A sighting
/// not after the newest changes nothing.
void take(Rhythm& rhythm, Instant t, double observed_seconds);

/// Whether there is a line at all: from the second session on.
bool armed(const Rhythm& rhythm);
double log_gap(const Rhythm& rhythm);                        // m
double usual_gap_days(const Rhythm& rhythm);                 // G
double line_days(const Rhythm& rhythm, double line_factor);  // T

}  // namespace earshot
