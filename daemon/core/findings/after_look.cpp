// What a look at one person does to findings about them.

#include <utility>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

bool is_wanted(Standing standing) {
    return standing == Standing::followed || standing == Standing::resting;
}

/// Closed by what was found out about it, and not by anybody's word: it can turn out otherwise.
bool was_taken_back(const Finding& finding) {
    return finding.state == Finding::State::closed &&
           (finding.closed_by == ClosedBy::who_is_who ||
            finding.closed_by == ClosedBy::source_removed ||
            finding.closed_by == ClosedBy::seen_earlier ||
            finding.closed_by == ClosedBy::seen_again ||
            finding.closed_by == ClosedBy::line_moved ||
            finding.closed_by == ClosedBy::clock_wrong);
}

/// Closed by what lets the same silence pass its line again.
bool counts_anew(const Finding& finding) {
    return finding.state == Finding::State::closed &&
           (finding.closed_by == ClosedBy::touched || finding.closed_by == ClosedBy::away ||
            finding.closed_by == ClosedBy::at_rest || finding.closed_by == ClosedBy::let_go);
}

Finding found(const FindingKey& key, Evidence evidence, Confidence confidence, Instant now) {
    Finding finding;
    finding.person = key.person;
    finding.which = key.which;
    finding.evidence = std::move(evidence);
    finding.confidence = confidence;
    finding.found_at = now;
    return finding;
}

}  // namespace

std::optional<Finding> same_silence(std::span<const Finding> quiets, PersonId person,
                                    const QuietBegan& began) {
    const FindingKey key = quiet_key(person, began.due);
    for (const Finding& quiet : quiets) {
        if (key_of(quiet) == key || is_of(quiet, began.instead_of)) return quiet;
        const auto* evidence = std::get_if<Quiet>(&quiet.evidence);
        if (evidence != nullptr && evidence->last_seen == began.last_seen && !counts_anew(quiet))
            return quiet;
    }
    return std::nullopt;
}

FindingStep quiet_began(const std::optional<Finding>& known, const Watched& who, Quiet evidence,
                        Instant now) {
    FindingStep step;
    if (!is_wanted(who.standing)) return step;
    const Confidence confidence = judge(evidence, evidence.lost_days == 0);
    const FindingKey key = quiet_key(who.id, evidence.due);
    if (!known) {
        step.made.push_back(found(key, std::move(evidence), confidence, now));
        return step;
    }
    const bool again = was_taken_back(*known);
    if (key_of(*known) == key && !again) return step;
    Finding goes_on = *known;
    if (again)
        goes_on = reopened(std::move(goes_on),
                           known->told_at ? Finding::State::told : Finding::State::open);
    goes_on.which = key.which;
    goes_on.evidence = std::move(evidence);
    if (goes_on.state == Finding::State::open) goes_on.confidence = confidence;
    step.changed.push_back(std::move(goes_on));
    return step;
}

FindingStep quiet_ended(const std::optional<Finding>& known, const Watched& who,
                        const QuietEnded& ended, Instant now) {
    FindingStep step;
    if (!known) return step;
    if (!is_over(*known))  // what faded unanswered ends with the silence, too
        step.changed.push_back(
            closed(*known, ended.welcome ? ClosedBy::seen_again : ClosedBy::seen_earlier, now));
    if (!ended.welcome || !deserves_back(*known) || !is_wanted(who.standing)) return step;
    Back back;
    back.last_before = ended.last_before;
    back.returned = ended.seen;
    if (const auto* quiet = std::get_if<Quiet>(&known->evidence)) back.figures = quiet->figures;
    back.sentence = ended.sentence;
    back.link = ended.link;
    back.where = who.where;
    const FindingKey key{FindingKind::back, who.id, std::nullopt, to_rfc3339(ended.due)};
    step.made.push_back(found(key, std::move(back), known->confidence, now));
    return step;
}

FindingStep burst_seen(const std::optional<Finding>& known, const Watched& who,
                       const BurstSeen& seen, Burst evidence, Instant now) {
    FindingStep step;
    if (known && seen.replaced) {
        step.changed.push_back(closed(*known, ClosedBy::told_connections, now));
    } else if (known) {
        step.changed.push_back(*known);
        step.changed.back().evidence = std::move(evidence);
    } else if (!seen.replaced && who.standing != Standing::let_go) {
        const FindingKey key = burst_key(who.id, evidence.of, evidence.start);
        step.made.push_back(found(key, std::move(evidence), Confidence::likely, now));
    }
    return step;
}

}  // namespace earshot
