#pragma once
// Why somebody is not told as quiet: how their silence stands against their line, and what would
// have to be otherwise. The other half of `earshot why`, for people instead of findings.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/finding.hpp"
#include "earshot/notice.hpp"

namespace earshot {

struct NotTold {
    std::optional<Silence> silence;  // empty: never seen
    bool is_shown = true;            // by any feed that is there
    double usual_gap_days = 0;
    double unevenness = 1;
    GapFigures figures;
    std::optional<Instant> passed;         // since when their line is passed
    std::optional<Confidence> confidence;  // of the finding about that
    std::optional<Instant> told_at;        // when a digest told it
    std::optional<ClosedBy> closed_by;     // what closed it, while the silence lasts
    std::vector<std::string> held_because;
    std::optional<Instant> away_until;
    std::optional<Instant> digest;  // the first one that could tell it
};

/// One line each, as for a finding: label and text.
std::vector<WhyLine> why_not(const NotTold& person, const Zone& zone, Instant now);

/// "very regular", "fairly regular", "irregular": of s in rhythm.hpp.
std::string_view regularity(double unevenness);

/// Who is near their line: in so many days it is passed, if nobody is seen.
inline constexpr Span soon = 3 * day;
/// Longer silent than ever seen of late, or within `soon` of the line.
bool is_told_soon(const Silence& silence, Instant now);

}  // namespace earshot
