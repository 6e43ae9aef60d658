#include "earshot/finding.hpp"

#include <algorithm>

namespace earshot {
namespace {

// From hours to weeks: someone of whom even a long silence says little.
constexpr double wide_spread = 20;

bool is_irregular(const GapFigures& figures) {
    return figures.p90 > wide_spread * std::max(1.0, figures.p10);
}

}  // namespace

std::string_view to_text(Confidence c) {
    switch (c) {
        case Confidence::learning: return "learning";
        case Confidence::tentative: return "tentative";
        case Confidence::likely: return "likely";
        case Confidence::clear: return "clear";
    }
    return {};
}

std::string_view to_text(Trouble::Kind kind) {
    switch (kind) {
        case Trouble::Kind::failing: return "failing";
        case Trouble::Kind::moved: return "moved";
        case Trouble::Kind::gone: return "gone";
        case Trouble::Kind::re_announced: return "re-announced";
        case Trouble::Kind::frozen: return "frozen";
        case Trouble::Kind::always_empty: return "always empty";
        case Trouble::Kind::clock: return "clock";
    }
    return {};
}

bool is_snoozed(const Finding& finding, Instant now) {
    return finding.snoozed_until && now < *finding.snoozed_until;
}

Instant waits_since(const Finding& finding) {
    Instant since = std::max(finding.found_at, finding.told_at.value_or(finding.found_at));
    return std::max(since, finding.snoozed_until.value_or(since));
}

Confidence judge(const Quiet& quiet, bool healthy) {
    const GapFigures& figures = quiet.figures;
    // The user said after how long, so few gaps are no reason to doubt it.
    const bool drawn = quiet.because == LineBecause::own_line;
    if (drawn && figures.gaps < 12) return Confidence::likely;
    if (figures.gaps < 3) return Confidence::learning;
    if (figures.gaps < 6) return Confidence::tentative;
    const bool longer_than_all = quiet.line_days > figures.longest;
    if (!drawn && !longer_than_all && is_irregular(figures)) return Confidence::tentative;
    if (figures.gaps < 12 || !longer_than_all || !healthy || quiet.lost_days > 0)
        return Confidence::likely;
    return Confidence::clear;
}

}  // namespace earshot
