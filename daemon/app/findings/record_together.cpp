// Several people who are quiet at once: see record_findings.hpp. The rules are the core's
// (together.hpp); here is whom they are asked about.

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

std::vector<QuietOne> quiets_now(const io::Store& store, Instant now) {
    std::vector<QuietOne> quiets;
    for (const Finding& finding : store.findings.not_closed(FindingKind::quiet)) {
        const auto person = finding.person ? store.people.one(*finding.person) : std::nullopt;
        if (!person || !may_join_pattern(finding, person->standing, now) ||
            !is_visible(store, person->id, now))
            continue;
        quiets.push_back({finding.number, person->id, person->circle,
                          std::get<Quiet>(finding.evidence).last_seen,
                          finding.state == Finding::State::told, person->name});
    }
    return quiets;
}

}  // namespace

bool waits_for_others(const io::Store& store, const Finding& quiet, Instant now) {
    const auto* evidence = std::get_if<Quiet>(&quiet.evidence);
    const bool waited = now - quiet.found_at >= together_patience;
    if (evidence == nullptr || !quiet.person || waited) return false;
    const auto person = store.people.one(*quiet.person);
    if (!person || person->circle.empty()) return false;
    std::vector<SilentOne> silent;
    for (const PersonId id : store.people.ids(Standing::followed)) {
        if (store.people.one(id)->circle != person->circle) continue;
        const PersonState state = store.states.of(id);
        if (!state.rhythm.last) continue;
        const bool past_line = state.quiet_due.has_value();
        if (past_line || is_silent_beyond(store, id, state.rhythm, now))
            silent.push_back({*state.rhythm.last, past_line});
    }
    const auto circles = store.states.circles();
    const auto people = circles.find(person->circle);
    return people != circles.end() && waits_for_circle(evidence->last_seen, silent, people->second);
}

std::vector<FindingNumber> record_quiets_together(io::Store& store, Instant now) {
    const auto known = store.findings.found_since(FindingKind::shared, now - pattern_age);
    const FindingStep step =
        quiets_together(known, quiets_now(store, now), store.states.circles(), now);
    return keep(store.findings, step, now);
}

}  // namespace earshot::app
