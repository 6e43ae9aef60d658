#include <algorithm>
#include <cmath>

#include "earshot/evidence.hpp"
#include "earshot/rhythm.hpp"

namespace earshot {
namespace {

constexpr Span twelve_months = 365 * day;

/// Between the two nearest values, by distance. `sorted` is not empty.
double quantile(const std::vector<double>& sorted, double q) {
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] +
           (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

GapFigures gap_figures(std::vector<Instant> sightings, Instant until) {
    std::sort(sightings.begin(), sightings.end());
    std::vector<double> gaps;
    for (std::size_t i = 1; i < sightings.size() && sightings[i] <= until; ++i) {
        const Span gap = sightings[i] - sightings[i - 1];
        if (static_cast<double>(gap.count()) <= rhythm_constants::session_seconds) continue;
        if (sightings[i] >= until - twelve_months) gaps.push_back(in_days(gap));
    }
    GapFigures figures;
    if (gaps.empty()) return figures;
    std::sort(gaps.begin(), gaps.end());
    figures.gaps = static_cast<int>(gaps.size());
    figures.p10 = quantile(gaps, 0.10);
    figures.p25 = quantile(gaps, 0.25);
    figures.median = quantile(gaps, 0.50);
    figures.p75 = quantile(gaps, 0.75);
    figures.p90 = quantile(gaps, 0.90);
    figures.longest = gaps.back();
    return figures;
}

std::pair<int, int> usual_per_day(std::vector<Instant> times, Instant from, Instant until) {
    std::vector<std::pair<Instant, int>> counts;
    counts.reserve(times.size());
    for (const Instant t : times)
        counts.emplace_back(t, 1);
    return usual_counts_per_day(counts, from, until);
}

std::pair<int, int> usual_counts_per_day(const std::vector<std::pair<Instant, int>>& times,
                                         Instant from, Instant until) {
    const auto days = std::min<std::ptrdiff_t>((until - from) / day, usual_days);
    if (days <= 0) return {0, 0};
    std::vector<int> counts(static_cast<std::size_t>(days));
    for (const auto& [t, count] : times) {
        if (t >= until) continue;
        const auto back = (until - Span{1} - t) / day;  // whole days back from `until`
        if (back < days) counts[static_cast<std::size_t>(back)] += count;
    }
    std::sort(counts.begin(), counts.end());
    // The values at the quarter marks, as they were counted: nobody connects 1.25 times a day.
    const std::size_t quarter = (counts.size() - 1) / 4;
    return {counts[quarter], counts[counts.size() - 1 - quarter]};
}

}  // namespace earshot
