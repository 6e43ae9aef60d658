#include "earshot/finding.hpp"

#include <algorithm>
#include <type_traits>

#include "earshot/words.hpp"

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

std::string_view to_text(Finding::State state) {
    switch (state) {
        case Finding::State::open: return "open";
        case Finding::State::told: return "told";
        case Finding::State::closed: return "closed";
    }
    return {};
}

std::optional<Finding::State> parse_finding_state(std::string_view text) {
    return parse_word<Finding::State>(text);
}

std::string_view to_text(Trouble::Kind kind) {
    switch (kind) {
        case Trouble::Kind::failing: return "failing";
        case Trouble::Kind::moved: return "moved";
        case Trouble::Kind::gone: return "gone";
        case Trouble::Kind::re_announced: return "re-announced";
        case Trouble::Kind::frozen: return "frozen";
        case Trouble::Kind::always_empty: return "always empty";
    }
    return {};
}

std::string_view kind_of(const Evidence& evidence) {
    return std::visit(
        [](const auto& e) -> std::string_view {
            using E = std::decay_t<decltype(e)>;
            if constexpr (std::is_same_v<E, Quiet>) return "quiet";
            if constexpr (std::is_same_v<E, Back>) return "back";
            if constexpr (std::is_same_v<E, Burst>) return "burst";
            if constexpr (std::is_same_v<E, FollowUp>) return "follow_up";
            if constexpr (std::is_same_v<E, Shared>) return "shared";
            if constexpr (std::is_same_v<E, Trouble>) return "trouble";
        },
        evidence);
}

bool is_snoozed(const Finding& finding, Instant now) {
    return finding.snoozed_until && now < *finding.snoozed_until;
}

Instant waits_since(const Finding& finding) {
    Instant since = std::max(finding.found_at, finding.told_at.value_or(finding.found_at));
    return std::max(since, finding.snoozed_until.value_or(since));
}

bool deserves_back(const Finding& quiet) {
    if (quiet.closed_by == closed_by::normal || quiet.closed_by == closed_by::wrong) return false;
    return quiet.told_at || quiet.confidence >= Confidence::likely;
}

Confidence judge(const Quiet& quiet, bool healthy) {
    const GapFigures& figures = quiet.figures;
    if (figures.gaps < 3) return Confidence::learning;
    if (figures.gaps < 6) return Confidence::tentative;
    const bool longer_than_all = quiet.line_days > figures.longest;
    if (!longer_than_all && is_irregular(figures)) return Confidence::tentative;
    if (figures.gaps < 12 || !longer_than_all || !healthy || quiet.lost_days > 0)
        return Confidence::likely;
    return Confidence::clear;
}

}  // namespace earshot
