#pragma once
// A person's rhythm, and the line beyond which silence is longer than that rhythm allows.
//
// Sightings less than six hours apart are one session. Of the gaps between sessions, in days of
// observed time, a forgetting and shrunk mean and spread of the logarithms are kept, and the
// longest of late:
//
//   m = (k0 m0 + w x) / (k0 + w)      G = e^m days, B = G^(2/3)           the usual gap
//   s = min(1, sqrt((k1 + q) / (k1 + max(0, w - 1))))                     0 clockwork, 1 uneven
//   o = max(2.2 G, c0 (C / c0)^s B)                                       their own wait
//   T = max(2, o, min(2 o, C B, 1.5 L)) days of observed time             the line
//
// In words: the more even the rhythm, the sooner, but never before two posts were missed, and with
// patience for pauses like their longest of late. One long absence is capped so that it does not
// become the rhythm. State is O(1); the line is known the moment a sighting is taken in, so nothing
// is ever rescanned. Equations, constants and their evidence: the quiet rule `own` of the research;
// the rule before it, T = max(2, C B), is kept under the name `classic` for comparing.

#include <optional>
#include <string_view>

#include "earshot/time.hpp"

namespace earshot {

namespace rhythm_constants {
inline constexpr double session_seconds = 21600;
inline constexpr double forgetting = 0.95;
inline constexpr double prior_weight = 1.0;   // k0
inline constexpr double prior_log_gap = 1.7;  // m0; e^1.7 = 5.5 days
inline constexpr double beta = 2.0 / 3.0;
inline constexpr double absence_cap = 12.0;  // Cw: a longer gap than Cw B counts as that
inline constexpr double floor_days = 2.0;
inline constexpr double spread_prior_weight = 2.0;   // k1, in gaps
inline constexpr double clockwork_factor = 3.0;      // c0: C of somebody without any spread
inline constexpr double missed_twice = 2.2;          // g2: usual gaps, so that two were missed
inline constexpr double pause_patience = 1.5;        // kL: times the longest gap of late
inline constexpr double pause_memory_days = 1095.0;  // tauL: it fades by e in this time
inline constexpr double most_patience = 2.0;         // cL: but it never more than doubles a wait
}  // namespace rhythm_constants

enum class QuietRule {
    own,      // each by how even they are
    classic,  // the same factor for everybody
};
std::string_view to_text(QuietRule rule);
std::optional<QuietRule> parse_quiet_rule(std::string_view text);

/// C of the line for a wanted rate A: log-log interpolation in the measured table, clamped at its
/// ends.
double line_factor(double false_quiets_per_year, QuietRule rule = QuietRule::own);

/// The usual gap and no more: all that is asked of a feed as a whole.
struct Pace {
    std::optional<Instant> last;  // the newest sighting
    double weight = 0;            // w
    double mean_log_gap = 0;      // x, of gaps in days

    bool operator==(const Pace&) const = default;
};

struct Rhythm : Pace {
    double spread = 0;        // q: the forgetting sum of squared deviations of the log gaps
    double longest_days = 0;  // L: the longest gap of late, fading

    bool operator==(const Rhythm&) const = default;
};

/// Takes a sighting at `t`; `observed_seconds` is the observed time since the newest one. A
/// sighting not after the newest changes nothing.
void take(Pace& pace, Instant t, double observed_seconds);
void take(Rhythm& rhythm, Instant t, double observed_seconds);

/// Whether there is a line at all: from the second session on.
bool armed(const Pace& pace);
double log_gap(const Pace& pace);         // m
double usual_gap_days(const Pace& pace);  // G
/// s: 0 for clockwork, 1 for the uneven and for whoever is hardly known.
double unevenness(const Rhythm& rhythm);

/// Why a line is where it is.
enum class LineBecause {
    floor,          // nobody is called quiet sooner than that
    missed_twice,   // two posts have to be missed
    own_rhythm,     // the wait of somebody as even as they are
    longest_pause,  // patience for a pause like their longest of late
    called_normal,  // the user called such a silence normal
    own_line,       // the user drew it
};
std::string_view to_text(LineBecause because);  // "missed-twice"
std::optional<LineBecause> parse_line_because(std::string_view text);

struct QuietLine {
    double days = 0;  // T
    LineBecause because = LineBecause::own_rhythm;

    bool operator==(const QuietLine&) const = default;
};
QuietLine line_of(const Rhythm& rhythm, double line_factor);
/// T alone, by either rule.
double line_days(const Rhythm& rhythm, double line_factor, QuietRule rule = QuietRule::own);

}  // namespace earshot
