#pragma once
// The detectors on a stream of lines, for scoring and for trying a setting: no daemon, no store.
// One stream is one feed. Every verb has its own runs here, as in the research reference
// (detect/reference2.py), whose figures this reproduces.

#include <cstddef>
#include <iosfwd>
#include <optional>

#include "earshot/burst.hpp"
#include "earshot/result.hpp"
#include "earshot/rhythm.hpp"
#include "earshot/sensitivity.hpp"

namespace earshot {

namespace replay_limits {
inline constexpr std::size_t line_bytes = 4096;
inline constexpr std::size_t people = 10'000'000;
inline constexpr std::size_t verbs = 1000;
inline constexpr std::size_t outages = 10'000;
inline constexpr long long earliest = -62'135'596'800;  // 0001-01-01
inline constexpr long long latest = 253'402'300'799;    // 9999-12-31
}  // namespace replay_limits

struct ReplaySettings {
    QuietRule rule = QuietRule::own;
    double false_quiets_per_year = 0.5;
    double burst_factor = 7.0;
    int burst_floor = burst_constants::floor;
    double feed_gate = 3.0;            // 0: off
    std::optional<long long> horizon;  // replay until then, instead of to a #horizon line
    std::size_t max_people = replay_limits::people;
};

/// Reads lines in order of time (a late one is taken for what it is):
///   person<TAB>epoch<TAB>verb        further fields are ignored
///   #down<TAB>start<TAB>end          nothing could be seen in [start, end); comes before what it
///                                    affects
///   #horizon<TAB>epoch               quiets due and runs over until then are written
/// Other lines that begin with # and empty lines are comments. Writes:
///   quiet<TAB>person<TAB>due<TAB>last_seen<TAB>usual_gap_days<TAB>line_days
///   back<TAB>person<TAB>seen<TAB>last_before<TAB>gap_days
///   burst<TAB>person<TAB>at<TAB>start<TAB>verb<TAB>count_so_far<TAB>threshold
///   burst_end<TAB>person<TAB>closed<TAB>start<TAB>end<TAB>count<TAB>verb
/// A malformed line ends the replay with a problem that names it ("line 17"); what was found before
/// it is written.
Result<void> replay(std::istream& in, std::ostream& out, const ReplaySettings& settings);

}  // namespace earshot
