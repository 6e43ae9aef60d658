#include "daemon/app/people/reassign.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

/// A rhythm forgets: what lies further back than this many sightings does not show in it.
constexpr std::size_t sightings_read = 20'000;

/// A silence goes with its last sighting: whoever has that now has the quiet, too, told or not, so
/// that nobody hears of it under another name.
void inherit_quiet(io::Store& store, PersonId id, const PersonState& state,
                   const std::vector<ChangeDocument::Silence>& before) {
    if (!state.quiet_due) return;
    const FindingKey key = quiet_key(id, *state.quiet_due);
    if (store.findings.by_key(key)) return;
    // It stood for another last sighting meanwhile.
    for (Finding& own : store.findings.about(id, FindingKind::quiet)) {
        auto* evidence = std::get_if<Quiet>(&own.evidence);
        if (evidence == nullptr || is_over(own)) continue;
        own.which = key.which;
        evidence->last_seen = *state.rhythm.last;
        evidence->due = *state.quiet_due;
        return store.findings.update(own);
    }
    for (const ChangeDocument::Silence& silence : before) {
        if (silence.person == id || silence.quiet_due != state.quiet_due) continue;
        const auto known = store.findings.by_key(quiet_key(silence.person, *silence.quiet_due));
        if (!known) continue;
        Finding quiet = *known;
        if (quiet.closed_by == ClosedBy::who_is_who)
            quiet = reopened(std::move(quiet),
                             quiet.told_at ? Finding::State::told : Finding::State::open);
        quiet.person = id;
        store.findings.add(quiet);
        return;
    }
}

/// A quiet whose last sighting went elsewhere: of those that are left the last was before it, so
/// that it is the same silence should it pass its line.
Finding seen_by_the_rest(Finding quiet, PersonId id, const PersonState& state,
                         const std::vector<ChangeDocument::Silence>& before) {
    auto* evidence = std::get_if<Quiet>(&quiet.evidence);
    const auto& last = state.rhythm.last;
    if (evidence == nullptr || !last || *last >= evidence->last_seen) return quiet;
    for (const ChangeDocument::Silence& silence : before)
        if (silence.person == id && is_of(quiet, silence.quiet_due)) evidence->last_seen = *last;
    return quiet;
}

}  // namespace

Rhythm rhythm_kept(const io::Store& store, PersonId id) {
    std::vector<Instant> times =
        store.activities.sighting_times(id, {}, std::nullopt, sightings_read);
    std::reverse(times.begin(), times.end());
    return rhythm_of(times, coverage_of(store, id));
}

std::vector<ChangeDocument::Closed> look_again(io::Store& store, PersonId id,
                                               const std::vector<ChangeDocument::Silence>& before,
                                               ClosedBy cause, Instant now) {
    store.presence.find_anew(id);
    PersonState state = store.states.of(id);
    state.rhythm = rhythm_kept(store, id);
    if (!state.rhythm.last) state = PersonState{};  // nothing is left that taught a run either
    state.quiet_due.reset();
    for (const ChangeDocument::Silence& silence : before)
        if (silence.quiet_due && silence.last == state.rhythm.last)
            state.quiet_due = silence.quiet_due;
    const bool watched_on = state.rhythm.last.has_value() && !state.quiet_due;
    store.states.save(id, state, watched_on ? std::optional(now) : std::nullopt);

    inherit_quiet(store, id, state, before);
    std::vector<ChangeDocument::Closed> given_back;
    for (const Finding& quiet : store.findings.about(id, FindingKind::quiet)) {
        if (is_of(quiet, state.quiet_due)) continue;
        const Finding rest = seen_by_the_rest(quiet, id, state, before);
        if (quiet.state != Finding::State::closed) {
            given_back.push_back({quiet.number, quiet.state == Finding::State::told});
            store.findings.update(closed(rest, cause, now));
        } else if (rest != quiet) {
            store.findings.update(rest);
        }
    }
    return given_back;
}

ChangeDocument::Silence silence_before(io::Store& store, PersonId id, Instant now) {
    for (const Finding& quiet : store.findings.about(id, FindingKind::quiet))
        if (quiet.state != Finding::State::closed)
            store.findings.update(as_of_now(store, quiet, now));
    const PersonState state = store.states.of(id);
    return {id, state.rhythm.last, state.quiet_due};
}

ChangeOfHands::ChangeOfHands(io::Store& store, std::vector<PersonId> people, Instant now)
    : store_(store), people_(std::move(people)), now_(now) {
    document_.since = store_.activities.newest();
    for (const PersonId id : people_)
        document_.silences.push_back(silence_before(store_, id, now_));
}

void ChangeOfHands::move(PersonId from, PersonId to, io::Belongings what) {
    io::Belongings given = what;
    // The new owner has not stated them; what was stated comes with edit().
    for (io::StoredIdentity& identity : given.identities)
        identity.stated = false;
    store_.belongings.give(given, to);
    document_.moves.push_back({from, to, std::move(what)});
}

void ChangeOfHands::edit(const Person& before, const Person& after) {
    if (before == after) return;
    store_.people.update(after);
    document_.edits.push_back({before, after});
}

void ChangeOfHands::set(const Source& before, const Source& after) {
    store_.sources.update(after);
    document_.sources.push_back(before);
}

void ChangeOfHands::add(PersonId person, const std::vector<IdentityKey>& keys) {
    store_.identities.add(person, keys);
    document_.added.insert(document_.added.end(), keys.begin(), keys.end());
}

void ChangeOfHands::remove(PersonId person, const std::vector<io::StoredIdentity>& identities) {
    std::vector<IdentityKey> keys;
    for (const io::StoredIdentity& identity : identities)
        keys.push_back(identity.key);
    store_.identities.remove(keys);
    document_.removed = identities;
    document_.removed_from = person;
}

void ChangeOfHands::hide(PersonId person, PersonId into) {
    store_.people.hide(person, into);
    document_.hidden.push_back(person);
}

void ChangeOfHands::keep_apart(PersonId one, PersonId other) {
    const std::pair<PersonId, PersonId> pair = std::minmax(one, other);
    if (store_.identities.apart().contains(pair)) return;
    store_.identities.keep_apart(one, other);
    document_.apart.push_back(pair);
}

void ChangeOfHands::close(const std::vector<Finding>& before) {
    for (const Finding& finding : before)
        document_.closed.push_back({finding.number, finding.state == Finding::State::told});
}

PersonId ChangeOfHands::make(const Person& person) {
    const PersonId id = store_.people.add(person);
    people_.push_back(id);
    document_.made.push_back(id);
    return id;
}

io::StoredChange ChangeOfHands::done(ChangeKind kind, std::string sentence) {
    for (const PersonId id : people_) {
        if (!store_.people.one(id)) continue;  // hidden
        for (const auto& quiet :
             look_again(store_, id, document_.silences, ClosedBy::who_is_who, now_))
            document_.closed.push_back(quiet);
    }
    io::StoredChange change;
    change.at = now_;
    change.kind = kind;
    change.sentence = std::move(sentence);
    change.people = people_;
    change.document = to_json(document_);
    change.number = store_.changes.add(change);
    return change;
}

}  // namespace earshot::app
