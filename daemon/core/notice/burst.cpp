#include "earshot/burst.hpp"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

namespace k = burst_constants;

int threshold_at(const BurstRun& run, Instant start, double factor, int floor) {
    const double mean = (k::prior_weight * k::prior_log_size + run.weight * run.mean_log_size) /
                        (k::prior_weight + run.weight);
    const double since = run.closed_runs > 0 ? std::clamp(in_days(start - run.end),
                                                          k::since_min_days, k::since_max_days)
                                             : k::since_max_days;
    const int least = run.closed_runs >= k::cold_runs ? floor : std::max(floor, k::cold_floor);
    const double own = std::ceil(factor * std::exp(k::beta * mean) * std::pow(since, -k::delta) -
                                 1e-9);  // so that 8.000000000001 is 8
    constexpr double most = 1e9;         // keeps the conversion defined for any factor
    return std::max(least, static_cast<int>(std::min(own, most)));
}

BurstSpan span_of(const BurstRun& run) {
    return {*run.start, run.end, run.count, run.threshold, run.at_least};
}

/// Sums stay far below what an int holds, whatever is said.
constexpr int most_in_a_run = 1'000'000;

void add(BurstRun& run, bool may_begin, const BurstShare& share) {
    run.count = std::min(run.count + share.count, most_in_a_run);
    if (may_begin) run.fresh = std::min(run.fresh + share.count, most_in_a_run);
    run.at_least |= share.at_least;
    run.in_number |= share.count > 1;
}

/// The burst, when the run has just become one.
std::optional<BurstSpan> begun(BurstRun& run) {
    if (run.fired != BurstRun::Fired::no || run.fresh < run.threshold) return std::nullopt;
    const bool anew = !run.last_told_end || *run.start - *run.last_told_end > k::cool;
    run.fired = anew ? BurstRun::Fired::told : BurstRun::Fired::continuation;
    if (!anew) return std::nullopt;
    run.told_start = *run.start;
    return span_of(run);
}

std::optional<BurstSpan> close(BurstRun& run) {
    const double size = std::log(std::min(run.count, run.threshold));
    run.weight = k::forgetting * run.weight + 1;
    run.mean_log_size += (size - run.mean_log_size) / run.weight;
    ++run.closed_runs;
    std::optional<BurstSpan> burst;
    if (run.fired == BurstRun::Fired::told) burst = span_of(run);
    if (run.fired != BurstRun::Fired::no) run.last_told_end = run.end;
    run.start.reset();
    return burst;
}

}  // namespace

double burst_factor(Sensitivity s) {
    switch (s) {
        case Sensitivity::low: return 10.0;
        case Sensitivity::normal: return 7.0;
        case Sensitivity::high: return 4.0;
    }
    return 7.0;
}

std::optional<Instant> closes_at(const BurstRun& run) {
    if (!run.start) return std::nullopt;
    return std::min(run.end + k::link, *run.start + k::longest);
}

std::optional<BurstSpan> close_if_over(BurstRun& run, Instant now) {
    if (!run.start || now <= *closes_at(run)) return std::nullopt;
    return close(run);
}

BurstStep take(BurstRun& run, Instant t, double factor, bool may_begin, int floor,
               BurstShare share) {
    BurstStep step;
    step.closed = close_if_over(run, t);
    if (!run.start) {
        run.threshold = threshold_at(run, t, factor, floor);
        run.start = run.end = t;
        run.count = run.fresh = 0;
        run.at_least = run.in_number = false;
        run.fired = BurstRun::Fired::no;
        share.count = std::max(share.count, 1);  // something happened: no run is empty
    } else if (t < *run.start - k::link) {
        return step;  // too late to belong to anything
    } else {
        run.start = std::min(*run.start, t);
        run.end = std::max(run.end, t);
    }
    add(run, may_begin, share);
    step.began = begun(run);
    return step;
}

std::optional<BurstSpan> grow(BurstRun& run, Instant t, bool may_begin, BurstShare more) {
    if (!run.start || t < *run.start || t > run.end) return std::nullopt;
    add(run, may_begin, more);
    return begun(run);
}

}  // namespace earshot
