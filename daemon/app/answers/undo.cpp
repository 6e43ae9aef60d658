#include <algorithm>
#include <set>

#include "daemon/app/answers/answers.hpp"
#include "daemon/app/findings/look.hpp"
#include "daemon/app/people/reassign.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/declarations.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/laid_over.hpp"

namespace earshot::app {
namespace {

bool share_a_person(const io::StoredChange& a, const io::StoredChange& b) {
    return std::find_first_of(a.people.begin(), a.people.end(), b.people.begin(), b.people.end()) !=
           a.people.end();
}

/// Of each field what the change made of it goes back; what was changed since stays.
Person taken_back(Person now, const ChangeDocument::Edit& edit) {
    const Person& before = edit.before;
    const Person& after = edit.after;
    const auto back = [&](auto Person::*field) {
        if (now.*field == after.*field) now.*field = before.*field;
    };
    back(&Person::name);
    back(&Person::name_from);
    back(&Person::circles);
    back(&Person::standing);
    back(&Person::phone);
    back(&Person::note);
    back(&Person::company);
    back(&Person::position);
    back(&Person::birthday);
    back(&Person::accounts);
    back(&Person::names);
    back(&Person::connected_on);
    back(&Person::sensitivity);
    return now;
}

/// The same of somebody whom the configuration declares: beneath the declaration, too.
void take_back(io::Store& store, const Person& person, const ChangeDocument::Edit& edit) {
    const auto over = store.declarations.of(person.id);
    if (!over) return store.people.update(taken_back(person, edit));
    const Laid laid = with_base(taken_back(person, edit), *over,
                                [&edit](Person base) { return taken_back(std::move(base), edit); });
    store.people.update(laid.person);
    store.declarations.set(person.id, laid.over);
}

/// What came in since the change, for whom it would have been without it.
void give_later(io::Store& store, const ChangeDocument::Move& move, std::int64_t since) {
    io::ActivityQuery query;
    query.person = move.to;
    query.after = since;
    query.limit.reset();
    io::Belongings later;
    for (const io::StoredActivity& activity : store.activities.find(query)) {
        if (!activity.source) continue;
        const auto source = store.sources.one(*activity.source);
        if (!source) continue;
        const auto keys = identity_keys(activity.news.activity.actor, source->id);
        const auto whose = source->owner ? source->owner : store.identities.find(keys);
        if (whose == move.from) later.activities.push_back(activity.id);
    }
    store.belongings.give(later, move.from);
}

/// A quiet is open again only where its silence still lasts.
void reopen(io::Store& store, const ChangeDocument& document) {
    for (const auto& [number, told] : document.closed) {
        const auto finding = store.findings.one(number);
        if (!finding || !finding->person) continue;
        const bool is_quiet = kind_of(finding->evidence) == FindingKind::quiet;
        if (is_quiet && !is_of(*finding, store.states.of(*finding->person).quiet_due)) continue;
        store.findings.update(
            reopened(*finding, told ? Finding::State::told : Finding::State::open));
    }
}

void take_back(io::Store& store, const NoticeSettings& settings, const io::StoredChange& change,
               const ChangeDocument& document, Instant now) {
    for (const PersonId id : document.hidden)
        store.people.show_again(id);
    // Stated keys of those who had got something go first, so that their givers have them again.
    for (auto edit = document.edits.rbegin(); edit != document.edits.rend(); ++edit)
        if (const auto person = store.people.one(edit->before.id)) take_back(store, *person, *edit);
    store.identities.remove(document.added);
    if (document.removed_from && store.people.one(*document.removed_from))
        store.belongings.give({document.removed, {}, {}, {}}, *document.removed_from);
    for (auto move = document.moves.rbegin(); move != document.moves.rend(); ++move)
        if (store.people.one(move->from)) store.belongings.give(move->what, move->from);
    for (const Source& before : document.sources)
        if (auto source = store.sources.one(before.id)) {
            source->owner = before.owner;
            source->carries = before.carries;
            if (change.kind == ChangeKind::remove) source->status = before.status;
            store.sources.update(*source);
        }
    for (const ChangeDocument::Move& move : document.moves)
        if (store.people.one(move.from)) give_later(store, move, document.since);
    // Whoever takes one merge back has told two apart; many at once were a slip.
    if (change.kind != ChangeKind::same)
        for (const PersonId id : document.hidden)
            for (const PersonId other : change.people)
                if (other != id) store.identities.keep_apart(id, other);
    for (const auto& [one, other] : document.apart)
        store.identities.put_together(one, other);
    for (const PersonId id : document.made)
        if (store.belongings.of(id).activities.empty()) store.people.remove(id);
    // What the user says of somebody gives them no sighting and takes none; it draws their line.
    const bool hands = change.kind != ChangeKind::edit;
    for (const PersonId id : change.people)
        if (!hands && store.people.one(id))
            move_line(store, settings, id, now);
        else if (store.people.one(id))
            look_again(store, id, document.silences, ClosedBy::who_is_who, now);
    reopen(store, document);
}

/// Whom nothing but a feed that is gone has shown.
bool is_left_without(const io::Store& store, PersonId id) {
    const auto person = store.people.one(id);
    return person && person->standing == Standing::light && person->accounts.empty() &&
           !person->connected_on && person->note.empty() && store.presence.sources_of(id).empty();
}

/// What it made goes, with those whom only its feeds have shown; what it wrote to others goes back.
void take_back_import(io::Store& store, const ImportDocument& document, Instant now) {
    std::set<PersonId> shown;
    std::vector<ChangeDocument::Silence> before;
    for (const SourceId id : document.sources)
        for (const PersonId person : store.presence.people_of(id))
            if (shown.insert(person).second) before.push_back(silence_before(store, person, now));
    for (const std::int64_t touch : document.touches)
        store.touches.remove(touch);
    for (const std::int64_t activity : document.activities)
        store.activities.remove(activity);
    for (const SourceId id : document.sources)
        if (const auto source = store.sources.one(id); source && source->declared_at.empty())
            store.sources.remove(id);
    for (auto edit = document.edits.rbegin(); edit != document.edits.rend(); ++edit)
        if (const auto person = store.people.one(edit->before.id))
            store.people.update(taken_back(*person, *edit));
    for (const PersonId id : document.people)
        if (const auto person = store.people.one(id); person && person->declared_at.empty())
            if (store.belongings.of(id).sources.empty()) store.people.remove(id);
    for (const ChangeDocument::Silence& one : before) {
        if (is_left_without(store, one.person))
            store.people.remove(one.person);
        else if (store.people.one(one.person))
            look_again(store, one.person, {one}, ClosedBy::source_removed, now);
    }
}

/// All its steps together.
std::optional<ImportDocument> whole_import(const io::Changes& changes, std::int64_t number) {
    ImportDocument whole;
    const auto add = [](auto& list, const auto& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    for (const std::string& document : changes.documents(number)) {
        const auto step = import_from_json(document);
        if (!step) return std::nullopt;
        add(whole.people, step->people);
        add(whole.sources, step->sources);
        add(whole.edits, step->edits);
        add(whole.activities, step->activities);
        add(whole.touches, step->touches);
    }
    return whole;
}

/// False when its document cannot be read.
bool take_back(io::Store& store, const NoticeSettings& settings, const io::StoredChange& change,
               Instant now) {
    if (is_answer(change.kind)) return take_back_answer(store, settings, change, now);
    if (change.kind == ChangeKind::import_file) {
        const auto import = whole_import(store.changes, change.number);
        if (import) take_back_import(store, *import, now);
        return import.has_value();
    }
    const auto document = change_from_json(change.document);
    if (document) take_back(store, settings, change, *document, now);
    return document.has_value();
}

}  // namespace

Allowed<io::StoredChange> undo(io::Store& store, const NoticeSettings& settings,
                               std::optional<std::int64_t> number, Instant now) {
    std::optional<io::StoredChange> wanted;
    std::vector<io::StoredChange> later;
    for (io::StoredChange& change : store.changes.all()) {
        if (number ? change.number == *number : !change.undone_at) {
            wanted = std::move(change);
            break;
        }
        if (!change.undone_at) later.push_back(std::move(change));
    }
    if (!wanted)
        return refuse(Refusal::not_found, number ? "there is no change " + std::to_string(*number)
                                                 : std::string("there is nothing to undo"));
    if (wanted->undone_at) return refuse(Refusal::undone, "this was undone already");
    for (const io::StoredChange& change : later)
        if (share_a_person(change, *wanted))
            return refuse(Refusal::later_change, "change " + std::to_string(change.number) +
                                                     " came later (" + change.sentence +
                                                     "): undo that first");
    if (wanted->kind == ChangeKind::add)
        for (const PersonId id : wanted->people)
            if (!store.belongings.of(id).sources.empty())
                return refuse(Refusal::later_change,
                              "a feed shows this person now: earshot rm --person says more");
    io::Transaction transaction(store);
    if (!take_back(store, settings, *wanted, now))
        return refuse(Refusal::not_undoable, "this change cannot be undone by this version");
    wanted->undone_at = now;
    store.changes.set_undone(wanted->number, now);
    transaction.commit();
    return *wanted;
}

}  // namespace earshot::app
