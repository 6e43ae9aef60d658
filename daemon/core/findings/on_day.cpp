// What a day does by itself: questions about new connections, a year of silence, what fades.

#include <string>
#include <utility>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

/// "2026-04-01T00:00:00Z day 7": of one connection each question is one finding.
std::string which(Instant connected, int on_day) {
    return to_rfc3339(connected) + " day " + std::to_string(on_day);
}

std::optional<Instant> connected_in(const Finding& question) {
    const auto connected = parse_rfc3339(question.which.substr(0, question.which.find(' ')));
    return connected ? std::optional(*connected) : std::nullopt;
}

/// A list of connections knows the day only, so that one connection may stand at two times.
bool is_about(const Finding& question, Instant connected) {
    const auto before = connected_in(question);
    return before && *before - connected < day && connected - *before < day;
}

}  // namespace

FindingStep connection_asked(std::span<const Finding> known, PersonId person, Instant connected,
                             int on_day, Instant now) {
    FindingStep step;
    for (const Finding& before : known) {
        if (!is_about(before, connected)) continue;
        const bool same_day = before.which.ends_with(" day " + std::to_string(on_day));
        if (same_day || is_snoozed(before, now) || before.closed_by == ClosedBy::wrong) return {};
        if (before.state != Finding::State::closed)
            step.changed.push_back(closed(before, ClosedBy::asked_again, now));
    }
    Finding question;
    question.person = person;
    question.which = which(connected, on_day);
    question.evidence = FollowUp{connected, on_day, {}};
    question.confidence = Confidence::clear;
    question.found_at = now;
    step.made.push_back(std::move(question));
    return step;
}

FindingStep year_of_silence(const Finding& quiet, Instant anniversary, Instant now) {
    FindingStep step;
    const bool told_before = quiet.told_at && *quiet.told_at < anniversary;
    if (now < anniversary || !told_before || is_over(quiet) || is_snoozed(quiet, now)) return step;
    if (quiet.state != Finding::State::closed)
        step.changed.push_back(closed(quiet, ClosedBy::faded, now));
    Finding again;
    again.person = quiet.person;
    again.which = quiet.which;
    again.evidence = quiet.evidence;
    again.confidence = quiet.confidence;
    again.found_at = now;
    step.made.push_back(std::move(again));
    return step;
}

FindingStep faded(std::span<const Finding> known, Instant now) {
    FindingStep step;
    for (const Finding& finding : known)
        if (finding.state != Finding::State::closed && has_faded(finding, now))
            step.changed.push_back(closed(finding, ClosedBy::faded, now));
    return step;
}

}  // namespace earshot
