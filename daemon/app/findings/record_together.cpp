// Several people at once: see record_findings.hpp. The rules are the core's (together.hpp); here is
// whom they are asked about.

#include <set>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/findings/meetings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/me.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// Whether somebody is new to the user, and not the user.
bool is_newcomer(const io::Store& store, const Object& object, const Me& me) {
    if (me.is({object.uri, object.name})) return false;
    auto known =
        object.uri.empty() ? std::nullopt : store.identities.find(account_identities(object.uri));
    if (!known) known = store.people.followed_as(collapse(object.name));
    const auto person = known ? store.people.one(*known) : std::nullopt;
    return !person || (person->standing == Standing::light && !person->connected_on);
}

/// By what a newcomer is known: the account, or the name when there is none.
std::string known_as(const Object& object) {
    return object.uri.empty() ? collapse(object.name) : account_key(object.uri);
}

Shared wave_evidence(const io::People& people, const Object& object,
                     const std::vector<Meeting>& wave) {
    Shared shared;
    shared.newcomer = object.name.empty() ? object.uri : object.name;
    shared.from = wave.front().at;
    shared.to = wave.back().at;
    for (const bool followed : {true, false})  // those whom the user knows come first
        for (const Meeting& meeting : wave)
            if (const auto person = people.one(meeting.person);
                person && meeting.followed == followed)
                shared.people.push_back(person->name);
    return shared;
}

FindingStep meet(io::Store& store, const Object& object, const std::string& newcomer, Instant now) {
    std::vector<Meeting> meetings = store.meetings.of(newcomer);
    if (meetings.size() < wave_followed) return {};
    const auto wave = wave_of(std::move(meetings), store.people.count(Standing::followed));
    if (wave.empty()) return {};
    const auto last = store.meetings.last_wave(newcomer);
    const bool rests = last && wave.back().at - *last <= wave_rest;
    if (!rests) store.meetings.set_wave(newcomer, wave.back().at);
    return newcomer_met(store.findings.by_key(newcomer_key(newcomer)), newcomer,
                        wave_evidence(store.people, object, wave), rests, now);
}

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

std::vector<FindingNumber> record_waves(io::Store& store, const Me& me,
                                        const std::vector<io::StoredActivity>& seen, Instant now) {
    std::set<FindingNumber> kept;
    for (const io::StoredActivity& one : seen) {
        const Activity& activity = one.news.activity;
        if (!one.person || one.news.freshness != Freshness::fresh ||
            !is_connect_like(activity.verb))
            continue;
        const auto person = store.people.one(*one.person);
        if (!person || person->standing == Standing::let_go) continue;
        for (const Object& object : activity.objects) {
            const std::string newcomer = known_as(object);
            if (newcomer.empty() || !is_newcomer(store, object, me)) continue;
            store.meetings.add(newcomer, *one.person, one.news.at);
            for (const FindingNumber number :
                 keep(store.findings, meet(store, object, newcomer, now), now))
                kept.insert(number);
        }
    }
    return {kept.begin(), kept.end()};
}

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
