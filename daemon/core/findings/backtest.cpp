#include "earshot/backtest.hpp"

#include <algorithm>

namespace earshot {
namespace {

constexpr Span figures_span = 365 * day;

/// The gaps that were known at that time.
GapFigures figures_at(std::span<const Sighting> history, Instant last_seen) {
    std::vector<Instant> times;
    for (const Sighting& sighting : history)
        if (sighting.at >= last_seen - figures_span && sighting.at <= last_seen)
            times.push_back(sighting.at);
    return gap_figures(std::move(times), last_seen);
}

Confidence confidence_of(const QuietBegan& began, std::span<const Sighting> history,
                         const Coverage& coverage) {
    const Span silence = began.due - began.last_seen;
    const Span seen = observed(coverage, began.last_seen, began.due);
    Quiet quiet;
    quiet.last_seen = began.last_seen;
    quiet.due = began.due;
    quiet.usual_gap_days = began.usual_gap_days;
    quiet.line_days = began.line.days;
    quiet.because = began.line.because;
    quiet.lost_days = in_days(silence - seen);
    quiet.figures = figures_at(history, began.last_seen);
    return judge(quiet, seen == silence);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

Backtest backtest(std::span<const Sighting> history, const Coverage& coverage, const BacktestBy& by,
                  Instant from, Instant now) {
    // One look at everything says what many looks would have said, each in its time.
    Measure measure;
    measure.sensitivity = by.sensitivity;
    measure.own_line = by.own_line;
    const NoticeStep step = notice({}, history, coverage, measure, false, now);
    Backtest told;
    for (const Change& change : step.changes) {
        if (const auto* began = std::get_if<QuietBegan>(&change)) {
            if (began->due < from) continue;
            const Confidence confidence = confidence_of(*began, history, coverage);
            if (confidence < Confidence::likely) continue;
            told.quiets.push_back({began->last_seen, began->due, confidence, std::nullopt});
        } else if (const auto* ended = std::get_if<QuietEnded>(&change)) {
            if (!told.quiets.empty() && told.quiets.back().last_seen == ended->last_before)
                told.quiets.back().back = ended->seen;
        } else if (const auto* burst = std::get_if<BurstSeen>(&change)) {
            if (!burst->replaced && burst->span.start >= from) told.bursts.push_back(*burst);
        }
    }
    return told;
}

BacktestSummary summary_of(std::span<const Backtest> people, Span window) {
    BacktestSummary summary;
    std::vector<double> days;
    for (const Backtest& one : people) {
        summary.bursts += static_cast<int>(one.bursts.size());
        if (!one.quiets.empty()) ++summary.people;
        for (const ToldQuiet& quiet : one.quiets) {
            days.push_back(in_days(quiet.noticed - quiet.last_seen));
            if (!quiet.back) continue;
            ++summary.backs;
            if (*quiet.back - quiet.noticed <= back_soon) ++summary.backs_soon;
        }
    }
    summary.quiets = static_cast<int>(days.size());
    if (window > Span{0}) summary.quiets_a_week = summary.quiets / (in_days(window) / 7);
    if (!days.empty()) summary.median_days = median(std::move(days));
    return summary;
}

}  // namespace earshot
