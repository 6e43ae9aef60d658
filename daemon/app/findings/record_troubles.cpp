// The troubles of a source: see record_findings.hpp.

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/obstacle.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

/// Followed people whom this source shows.
std::vector<std::string> hidden_people(const io::Store& store, SourceId id) {
    std::vector<std::string> names;
    for (const PersonId person_id : store.presence.people_of(id))
        if (const auto person = store.people.one(person_id);
            person && person->standing == Standing::followed)
            names.push_back(person->name);
    return names;
}

/// A network-level failure of every host is our own line's, and no source's.
bool is_ours(const io::Store& store, const PollState& state) {
    const auto down = line_down(store.marks, store.polls);
    return down && state.failing_since && *state.failing_since >= *down;
}

}  // namespace

std::vector<FindingNumber> record_troubles(io::Store& store, const Source& source,
                                           const PollStep& step, bool re_announcement,
                                           Instant now) {
    PolledSource polled{source, step, re_announcement};
    // Asked only when it matters: most polls find nothing amiss.
    if (step.result == PollResult::failed) polled.own_network = is_ours(store, step.state);
    if (is_frozen(step.state, frozen_is_trouble))
        polled.patience = patience_with(store.presence, store.states, source.id);
    FindingStep found = troubles_after_poll(store.findings.troubles_of(source.id), polled, now);
    for (Finding& made : found.made)
        std::get<Trouble>(made.evidence).people = hidden_people(store, source.id);
    return keep(store.findings, found, now);
}

std::vector<FindingNumber> record_pause(io::Findings& findings, SourceId id, Instant now) {
    return keep(findings, troubles_after_pause(findings.troubles_of(id), now), now);
}

}  // namespace earshot::app
