#include "earshot/rhythm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "earshot/words.hpp"

namespace earshot {
namespace {

struct Row {
    double rate;    // needless quiet findings, per person and year
    double factor;  // C, in days
};

// The mean of what two families of open activity streams need to keep the promise of the dial;
// between the rows log-log interpolation.
constexpr std::array<Row, 7> own_rows{{
    {3.0, 4.8},
    {2.0, 6.6},
    {1.0, 10.9},
    {0.5, 17.0},
    {0.3, 21.6},
    {0.15, 28.0},
    {0.05, 39.5},
}};
constexpr std::array<Row, 7> classic_rows{{
    {3.0, 5.7},
    {2.0, 7.8},
    {1.0, 12.8},
    {0.5, 18.9},
    {0.3, 24.0},
    {0.15, 32.7},
    {0.05, 43.4},
}};

/// B = G^(2/3): how fast a wait grows with the usual gap.
double compressed(double log_gap) {
    return std::exp(rhythm_constants::beta * log_gap);
}

struct Gap {
    double days = 0;       // capped
    double log_days = 0;   // y
    double deviation = 0;  // d, from the mean before it
};

/// Takes the time up to a sighting; empty when that opens no session.
std::optional<Gap> take_gap(Pace& pace, double observed_seconds) {
    namespace k = rhythm_constants;
    if (!pace.last || observed_seconds <= k::session_seconds) return std::nullopt;
    Gap gap;
    gap.days = observed_seconds / 86400.0;
    gap.log_days = std::log(gap.days);
    const double cap = std::log(k::absence_cap) + k::beta * log_gap(pace);
    if (gap.log_days > cap) {
        gap.log_days = cap;
        gap.days = std::exp(cap);
    }
    gap.deviation = gap.log_days - pace.mean_log_gap;
    pace.weight = k::forgetting * pace.weight + 1;
    pace.mean_log_gap += gap.deviation / pace.weight;
    return gap;
}

}  // namespace

double line_factor(double false_quiets_per_year, QuietRule rule) {
    const auto& rows = rule == QuietRule::own ? own_rows : classic_rows;
    const double rate =
        std::log(std::clamp(false_quiets_per_year, rows.back().rate, rows.front().rate));
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const double upper = std::log(rows[i].rate);
        const double lower = std::log(rows[i + 1].rate);
        if (rate < lower) continue;
        const double from = std::log(rows[i].factor);
        const double to = std::log(rows[i + 1].factor);
        return std::exp(from + (to - from) * (rate - upper) / (lower - upper));
    }
    return rows.back().factor;
}

std::string_view to_text(QuietRule rule) {
    switch (rule) {
        case QuietRule::own: return "own";
        case QuietRule::classic: return "classic";
    }
    return {};
}

std::optional<QuietRule> parse_quiet_rule(std::string_view text) {
    return parse_word<QuietRule>(text);
}

std::string_view to_text(LineBecause because) {
    switch (because) {
        case LineBecause::floor: return "floor";
        case LineBecause::missed_twice: return "missed-twice";
        case LineBecause::own_rhythm: return "own-rhythm";
        case LineBecause::longest_pause: return "longest-pause";
        case LineBecause::called_normal: return "called-normal";
        case LineBecause::own_line: return "own-line";
    }
    return {};
}

std::optional<LineBecause> parse_line_because(std::string_view text) {
    return parse_word<LineBecause>(text);
}

void take(Pace& pace, Instant t, double observed_seconds) {
    if (pace.last && t <= *pace.last) return;
    take_gap(pace, observed_seconds);
    pace.last = t;
}

void take(Rhythm& rhythm, Instant t, double observed_seconds) {
    namespace k = rhythm_constants;
    if (rhythm.last && t <= *rhythm.last) return;
    const bool is_first = rhythm.weight == 0;
    if (const auto gap = take_gap(rhythm, observed_seconds)) {
        rhythm.spread *= k::forgetting;
        if (!is_first) rhythm.spread += gap->deviation * (gap->log_days - rhythm.mean_log_gap);
        const double faded =
            rhythm.longest_days * std::exp(-observed_seconds / (86400.0 * k::pause_memory_days));
        rhythm.longest_days = std::max(gap->days, faded);
    }
    rhythm.last = t;
}

bool armed(const Pace& pace) {
    return pace.weight >= 1;
}

double log_gap(const Pace& pace) {
    namespace k = rhythm_constants;
    return (k::prior_weight * k::prior_log_gap + pace.weight * pace.mean_log_gap) /
           (k::prior_weight + pace.weight);
}

double usual_gap_days(const Pace& pace) {
    return std::exp(log_gap(pace));
}

double unevenness(const Rhythm& rhythm) {
    namespace k = rhythm_constants;
    const double gaps = std::max(0.0, rhythm.weight - 1.0);
    return std::min(
        1.0, std::sqrt((k::spread_prior_weight + rhythm.spread) / (k::spread_prior_weight + gaps)));
}

QuietLine line_of(const Rhythm& rhythm, double line_factor) {
    namespace k = rhythm_constants;
    const double m = log_gap(rhythm);
    const double b = compressed(m);
    const double missed = k::missed_twice * std::exp(m);
    const double share = std::pow(line_factor / k::clockwork_factor, unevenness(rhythm));
    const double even = k::clockwork_factor * share * b;
    const double own = std::max(missed, even);
    const double patient = std::min(
        {k::most_patience * own, line_factor * b, k::pause_patience * rhythm.longest_days});
    if (patient > own && patient > k::floor_days) return {patient, LineBecause::longest_pause};
    if (own <= k::floor_days) return {k::floor_days, LineBecause::floor};
    return {own, missed > even ? LineBecause::missed_twice : LineBecause::own_rhythm};
}

double line_days(const Rhythm& rhythm, double line_factor, QuietRule rule) {
    if (rule == QuietRule::own) return line_of(rhythm, line_factor).days;
    return std::max(rhythm_constants::floor_days, line_factor * compressed(log_gap(rhythm)));
}

}  // namespace earshot
