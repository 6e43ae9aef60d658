#pragma once
// The detectors on a stream of lines, for scoring and for trying a setting: no daemon, no store.
// Input and output formats: research kit detect/, DESIGN section 8.

#include <istream>
#include <ostream>

#include "earshot/burst.hpp"
#include "earshot/result.hpp"
#include "earshot/rhythm.hpp"

namespace earshot {

struct ReplaySettings {
    double false_quiets_per_year = 0.5;
    double burst_factor = 7.0;
    int burst_floor = burst_constants::floor;
    double feed_gate = 3.0;            // 0: off
    std::optional<long long> horizon;  // instead of a #horizon line
};

/// stdin lines `person<TAB>epoch<TAB>verb`, `#down<TAB>start<TAB>end`, `#horizon<TAB>epoch`, in
/// order of time; stdout lines quiet, back, burst, burst_end. A malformed line is a problem with
/// its number.
Result<void> replay(std::istream& in, std::ostream& out, const ReplaySettings& settings);

}  // namespace earshot
