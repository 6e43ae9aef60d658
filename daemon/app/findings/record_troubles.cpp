// The troubles of a source: see record_findings.hpp.

#include <algorithm>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/obstacle.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
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

/// The state of the trouble that a source fails, while it lasts. `known`: its troubles.
std::optional<Finding::State> noted_as_failing(const std::vector<Finding>& known) {
    for (const Finding& finding : known) {
        const auto* trouble = std::get_if<Trouble>(&finding.evidence);
        if (trouble != nullptr && trouble->kind == Trouble::Kind::failing &&
            finding.state != Finding::State::closed)
            return finding.state;
    }
    return std::nullopt;
}

/// Troubles of one source, in what surrounds it.
std::vector<FindingNumber> note(io::Store& store, const std::vector<Finding>& known,
                                const PolledSource& polled, Instant now) {
    FindingStep found = troubles_after_poll(known, polled, now);
    for (Finding& made : found.made)
        std::get<Trouble>(made.evidence).people = hidden_people(store, polled.source.id);
    return keep(store.findings, found, now);
}

/// A host that is down is one trouble, at whatever pace its feeds notice: when it is time to tell
/// of the first, all that fail there are told with it, and the others when they have noticed.
std::vector<FindingNumber> record_host_down(io::Store& store, const std::vector<Finding>& known,
                                            const PolledSource& polled, Instant now) {
    std::vector<FindingNumber> kept = note(store, known, polled, now);
    for (const SourceId id : store.polls.failing_at(polled.source.url.host())) {
        const auto other = store.sources.one(id);
        if (id == polled.source.id || !other) continue;
        PollStep step;
        step.state = store.polls.state(id);
        PolledSource beside{*other, step};
        beside.host_down_since = polled.host_down_since;
        beside.host_is_told = polled.host_is_told;
        const auto troubles = store.findings.troubles_of(id);
        for (const FindingNumber number : note(store, troubles, beside, now))
            kept.push_back(number);
    }
    return kept;
}

}  // namespace

std::vector<FindingNumber> record_troubles(io::Store& store, const Source& source,
                                           const PollStep& step, bool re_announcement,
                                           Instant now) {
    PolledSource polled{source, step, re_announcement};
    // Asked only when it matters: most polls find nothing amiss.
    if (is_frozen(step.state, frozen_is_trouble))
        polled.patience = patience_with(store.presence, store.states, source.id);
    const auto known = store.findings.troubles_of(source.id);
    if (step.result != PollResult::failed) return note(store, known, polled, now);
    polled.own_network = is_ours(store, step.state);
    const std::string& host = source.url.host();
    if (host.empty() || noted_as_failing(known)) return note(store, known, polled, now);
    const auto down = store.polls.host_down_since(host);
    if (!down || now - *down <= failing_is_trouble || polled.own_network)
        return note(store, known, polled, now);
    polled.host_down_since = std::min(*down, *step.state.failing_since);
    for (const SourceId id : store.polls.failing_at(host))
        if (noted_as_failing(store.findings.troubles_of(id)) == Finding::State::told)
            polled.host_is_told = true;
    return record_host_down(store, known, polled, now);
}

std::vector<FindingNumber> record_pause(io::Findings& findings, SourceId id, Instant now) {
    return keep(findings, troubles_after_pause(findings.troubles_of(id), now), now);
}

}  // namespace earshot::app
