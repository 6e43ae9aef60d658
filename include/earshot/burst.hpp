#pragma once
// Bursts: runs of activities that are many by an absolute floor and by the person's own measure.
//
// A run is activities at most six hours apart and at most a day long. It is a burst when its count
// (of what the activities say: tally.hpp) reaches  max(floor, ceil(K M^0.9 since^-0.2)),  M = the
// shrunk geometric mean of the person's own run sizes, since = days since the previous run. The
// threshold is fixed when the run starts. Source: research/detection.md D3. State is O(1).

#include <optional>

#include "earshot/rhythm.hpp"
#include "earshot/sensitivity.hpp"
#include "earshot/time.hpp"

namespace earshot {

namespace burst_constants {
inline constexpr Span link{21600};     // L
inline constexpr Span longest{86400};  // cap
inline constexpr Span cool{86400};     // a run that starts sooner after a told one continues it
inline constexpr double forgetting = 0.95;
inline constexpr double prior_weight = 1.0;
inline constexpr double prior_log_size = 0.35;
inline constexpr double beta = 0.9;
inline constexpr double delta = 0.2;
inline constexpr double since_min_days = 0.25;
inline constexpr double since_max_days = 30.0;
inline constexpr int floor = 8;
inline constexpr int cold_floor = 16;  // until two runs are closed
inline constexpr int cold_runs = 2;
}  // namespace burst_constants

/// K: how many times the usual (compressed) run size. high 4, normal 7, low 10.
double burst_factor(Sensitivity s);

struct BurstRun {
    enum class Fired : unsigned char { no, told, continuation };

    std::optional<Instant> start;  // of the open run
    Instant end{};                 // of it, else of the run before
    Instant told_start{};  // `start` as it was when the run became a burst; late activities may
                           // still move `start`
    std::optional<Instant> last_told_end;
    double weight = 0;
    double mean_log_size = 0;
    int count = 0;
    int fresh = 0;  // of them: those that may make it a burst
    int threshold = 0;
    int closed_runs = 0;
    Fired fired = Fired::no;
    bool at_least = false;   // more may have happened in it than was seen
    bool in_number = false;  // some of it was said in number only

    bool operator==(const BurstRun&) const = default;
};

struct BurstSpan {
    Instant start;
    Instant end;
    int count = 0;
    int threshold = 0;
    bool at_least = false;
    bool operator==(const BurstSpan&) const = default;
};

struct BurstStep {
    std::optional<BurstSpan> closed;  // the previous run, if it was a burst, with its final count
    std::optional<BurstSpan> began;   // this activity made the run a burst
};

/// What one activity brings to a run.
struct BurstShare {
    int count = 1;          // how many things it says (tally.hpp); 0: nothing that was not said
    bool at_least = false;  // more may have happened about that time
};

/// Takes one activity; activities of one poll come in order of time. With `may_begin` false
/// (backfill) it counts towards the size of the run, but never makes the run a burst.
BurstStep take(BurstRun& run, Instant t, double factor, bool may_begin,
               int floor = burst_constants::floor, BurstShare share = {});

/// An activity of the open run turns out to say more than it did. None that is over begins anew.
std::optional<BurstSpan> grow(BurstRun& run, Instant t, bool may_begin, BurstShare more);

/// The instant after which the open run can take nothing more; empty when none is open.
std::optional<Instant> closes_at(const BurstRun& run);

/// Closes the run when `now` is past that instant.
std::optional<BurstSpan> close_if_over(BurstRun& run, Instant now);

}  // namespace earshot
