// What a look at one person does to findings about them.

#include <utility>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

bool is_wanted(Standing standing) {
    return standing == Standing::followed || standing == Standing::resting;
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

FindingStep quiet_began(const std::optional<Finding>& known, const Watched& who, Quiet evidence,
                        Instant now) {
    FindingStep step;
    // A line that was moved away and back: the same silence, told once.
    if (known && known->closed_by == ClosedBy::line_moved) {
        step.changed.push_back(
            reopened(*known, known->told_at ? Finding::State::told : Finding::State::open));
        return step;
    }
    // After a word or a leave the same silence may pass its line again.
    if (known || !is_wanted(who.standing)) return step;
    const Confidence confidence = judge(evidence, evidence.lost_days == 0);
    const FindingKey key = quiet_key(who.id, evidence.due);
    step.made.push_back(found(key, std::move(evidence), confidence, now));
    return step;
}

FindingStep quiet_ended(const std::optional<Finding>& known, const Watched& who,
                        const QuietEnded& ended, Instant now) {
    FindingStep step;
    if (!known) return step;
    if (known->state != Finding::State::closed)
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
