#include "daemon/app/findings/record_findings.hpp"

#include "daemon/app/findings/gather_evidence.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "earshot/coverage.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

class Recording {
public:
    Recording(io::Store& store, const Person& person, Instant now)
        : store_(store),
          who_{person.id, person.standing, titles_of(store.presence, store.sources, person.id)},
          now_(now) {}

    FindingStep operator()(const QuietBegan& began) const {
        const auto quiets = store_.findings.about(who_.id, FindingKind::quiet);
        return quiet_began(same_silence(quiets, who_.id, began), who_, gather(store_, who_, began),
                           now_);
    }
    FindingStep operator()(const QuietEnded& ended) const {
        auto known = store_.findings.by_key(quiet_key(who_.id, ended.due));
        if (known) known = as_of_now(store_, *std::move(known), ended.seen);
        return quiet_ended(known, who_, ended, now_);
    }
    FindingStep operator()(const BurstSeen& seen) const {
        const auto of = seen.connections ? Burst::Of::connections : Burst::Of::anything;
        const auto known = store_.findings.by_key(burst_key(who_.id, of, seen.span.start));
        return burst_seen(known, who_, seen, gather(store_, who_.id, seen), now_);
    }

private:
    io::Store& store_;
    Watched who_;
    Instant now_;
};

}  // namespace

std::vector<FindingNumber> keep(io::Findings& findings, const FindingStep& step, Instant now) {
    std::vector<FindingNumber> kept;
    for (const Finding& finding : step.changed) {
        findings.update(finding);
        kept.push_back(finding.number);
    }
    for (const Finding& finding : step.made)
        kept.push_back(findings.add(finding));
    for (const FindingNumber number : step.told)
        if (const auto finding = findings.one(number)) findings.update(told(*finding, now));
    return kept;
}

std::vector<FindingNumber> record_changes(io::Store& store, PersonId id,
                                          const std::vector<Change>& changes, Instant now) {
    std::vector<FindingNumber> kept;
    if (changes.empty()) return kept;
    const auto person = store.people.one(id);
    if (!person) return kept;
    const Recording recording(store, *person, now);
    for (const Change& change : changes)
        for (const FindingNumber number : keep(store.findings, std::visit(recording, change), now))
            kept.push_back(number);
    return kept;
}

Finding as_of_now(const io::Store& store, Finding finding, Instant now) {
    auto* quiet = std::get_if<Quiet>(&finding.evidence);
    if (quiet == nullptr || !finding.person || is_over(finding)) return finding;
    const Coverage coverage = coverage_of(store, *finding.person);
    const Instant until =
        std::max(quiet->last_seen, std::min(now, coverage.proven_until.value_or(quiet->last_seen)));
    quiet->watched_until = until;
    quiet->lost_days =
        in_days(until - quiet->last_seen - watched(coverage, quiet->last_seen, until));
    return finding;
}

}  // namespace earshot::app
