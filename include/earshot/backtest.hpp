#pragma once
// The rules of notice.hpp over a stored past: what would have been told about one person at a
// sensitivity, or by a proposed line, and how it went on. For choosing one by one's own people;
// nothing is remembered.

#include <optional>
#include <span>
#include <vector>

#include "earshot/finding.hpp"
#include "earshot/notice.hpp"

namespace earshot {

/// Who is back as soon as this was told of too early.
inline constexpr Span back_soon = 3 * day;

struct ToldQuiet {
    Instant last_seen;
    Instant noticed;  // when the line was passed
    Confidence confidence = Confidence::likely;
    std::optional<Instant> back;  // empty: not seen again until now
    bool operator==(const ToldQuiet&) const = default;
};

struct Backtest {
    std::vector<ToldQuiet> quiets;  // oldest first
    std::vector<BurstSeen> bursts;
    bool operator==(const Backtest&) const = default;
};

/// What is tried out.
struct BacktestBy {
    Sensitivity sensitivity = Sensitivity::normal;
    std::optional<OwnLine> own_line = {};
};

/// `history` (oldest first) teaches from its beginning; what would have been told since `from` is
/// given. Its sightings are taken as seen when they happened, and `coverage` says what has been
/// lost and until when anything is proven. A quiet counts when it is sure enough for a digest. What
/// a user said to earshot meanwhile is not known here: time of a leave is to be given as lost.
Backtest backtest(std::span<const Sighting> history, const Coverage& coverage, const BacktestBy& by,
                  Instant from, Instant now);

/// The figures of many people together.
struct BacktestSummary {
    int quiets = 0;
    int people = 0;  // about whom those are
    double quiets_a_week = 0;
    int backs = 0;                      // quiets that ended
    int backs_soon = 0;                 // of those: within back_soon of being noticed
    std::optional<double> median_days;  // from the last sighting until noticed
    int bursts = 0;
    bool operator==(const BacktestSummary&) const = default;
};
/// `watched` is how long they were watched, on average: what is told a week is told of all of them
/// in such a week.
BacktestSummary summary_of(std::span<const Backtest> people, Span watched);

}  // namespace earshot
