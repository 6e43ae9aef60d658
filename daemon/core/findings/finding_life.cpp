// Which finding it is, and its states; the steps are in the files beside.

#include "earshot/finding_life.hpp"

#include <utility>

namespace earshot {

FindingKey key_of(const Finding& finding) {
    return {kind_of(finding.evidence), finding.person, finding.source, finding.which};
}

FindingKey quiet_key(PersonId person, Instant due) {
    return {FindingKind::quiet, person, std::nullopt, to_rfc3339(due)};
}

FindingKey burst_key(PersonId person, Burst::Of of, Instant start) {
    const char* of_what = of == Burst::Of::connections ? "connections " : "anything ";
    return {FindingKind::burst, person, std::nullopt, of_what + to_rfc3339(start)};
}

FindingKey newcomer_key(const std::string& newcomer) {
    return {FindingKind::shared, std::nullopt, std::nullopt, "newcomer " + newcomer};
}

Finding told(Finding finding, Instant now) {
    if (finding.state != Finding::State::open) return finding;
    finding.state = Finding::State::told;
    finding.told_at = now;
    return finding;
}

Finding untold(Finding finding) {
    if (finding.state != Finding::State::told) return finding;
    finding.state = Finding::State::open;
    finding.told_at.reset();
    return finding;
}

Finding closed(Finding finding, ClosedBy by, Instant now) {
    finding.state = Finding::State::closed;
    finding.closed_at = now;
    finding.closed_by = by;
    return finding;
}

Finding snoozed(Finding finding, Instant until) {
    finding.snoozed_until = until;
    finding.state = Finding::State::open;
    finding.closed_at.reset();
    finding.closed_by.reset();
    return finding;
}

Finding reopened(Finding finding, const Finding& before) {
    finding.state = before.state;
    finding.told_at = before.told_at;
    finding.closed_at = before.closed_at;
    finding.closed_by = before.closed_by;
    finding.snoozed_until = before.snoozed_until;
    return finding;
}

Finding reopened(Finding finding, Finding::State state) {
    finding.state = state;
    finding.closed_at.reset();
    finding.closed_by.reset();
    return finding;
}

bool is_of(const Finding& quiet, const std::optional<Instant>& quiet_due) {
    return quiet_due && quiet.person && key_of(quiet) == quiet_key(*quiet.person, *quiet_due);
}

bool is_over(const Finding& finding) {
    return finding.state == Finding::State::closed && finding.closed_by != ClosedBy::faded;
}

bool is_answered(const Finding& finding) {
    return finding.closed_by == ClosedBy::ok || finding.closed_by == ClosedBy::normal ||
           finding.closed_by == ClosedBy::wrong;
}

bool has_faded(const Finding& finding, Instant now) {
    return kind_of(finding.evidence) != FindingKind::trouble && !is_snoozed(finding, now) &&
           now - waits_since(finding) > fade_after;
}

bool still_holds(const Finding& finding, std::optional<Standing> standing, Instant now) {
    if (is_over(finding) || is_snoozed(finding, now)) return false;
    const FindingKind kind = kind_of(finding.evidence);
    const bool by_rhythm = kind == FindingKind::quiet || kind == FindingKind::back;
    if (by_rhythm && finding.confidence == Confidence::learning) return false;
    if (kind != FindingKind::quiet &&
        (finding.state == Finding::State::closed || has_faded(finding, now)))
        return false;
    // Of people who rest a return is wanted, of those let go nothing.
    if (standing == Standing::let_go) return false;
    return standing != Standing::resting || kind == FindingKind::back;
}

bool is_open(const Finding& finding, std::optional<Standing> standing, Instant now) {
    return finding.state != Finding::State::closed && !has_faded(finding, now) &&
           still_holds(finding, standing, now);
}

bool deserves_back(const Finding& quiet) {
    if (quiet.closed_by == ClosedBy::normal || quiet.closed_by == ClosedBy::wrong) return false;
    return quiet.told_at || quiet.confidence >= Confidence::likely;
}

}  // namespace earshot
