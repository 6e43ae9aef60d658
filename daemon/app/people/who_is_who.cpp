#include "daemon/app/people/who_is_who.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "daemon/app/people/belongings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/edit_person.hpp"
#include "daemon/app/people/reassign.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t most_names = 20;
constexpr std::size_t pairs_named = 3;  // in the sentence of many

void add_new(std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(text);
}

/// What `into` is with all that is known of `from`. What the configuration declares stays as it is
/// there.
Person combined(const Person& into, const Person& from) {
    Person person = into;
    if (from.connected_on && (!into.connected_on || *from.connected_on < *into.connected_on))
        person.connected_on = from.connected_on;
    if (!into.declared_at.empty()) return person;
    for (const std::string& account : from.accounts)
        add_new(person.accounts, account);
    if (from.standing != Standing::light) {
        // What the user called them; the names that feeds gave are known where they were given.
        if (from.name != into.name) add_new(person.names, from.name);
        for (const std::string& name : from.names)
            if (name != into.name) add_new(person.names, name);
    }
    if (person.names.size() > most_names) person.names.resize(most_names);
    if (person.phone.empty()) person.phone = from.phone;
    if (person.note.empty()) person.note = from.note;
    if (person.company.empty()) person.company = from.company;
    if (person.position.empty()) person.position = from.position;
    if (person.birthday.empty()) person.birthday = from.birthday;
    if (person.circles.empty()) person.circles = from.circles;
    if (into.standing == Standing::light) person.standing = from.standing;
    return person;
}

void merge_by(ChangeOfHands& change, const io::Store& store, const Person& from,
              const Person& into) {
    change.move(from.id, into.id, store.belongings.of(from.id));
    change.hide(from.id, into.id);
    change.edit(into, combined(into, from));
}

io::StoredChange merged(io::Store& store, const Person& from, const Person& into, ChangeKind kind,
                        std::string sentence, Instant now) {
    ChangeOfHands change(store, {from.id, into.id}, now);
    merge_by(change, store, from, into);
    return change.done(kind, std::move(sentence));
}

bool has_other_accounts(const io::Store& store, PersonId id, const io::Belongings& part) {
    for (const io::StoredIdentity& identity : store.identities.of(id)) {
        if (identity.key.kind != IdentityKey::Kind::account) continue;
        const auto& known = part.identities;
        if (std::find(known.begin(), known.end(), identity) == known.end()) return true;
    }
    return false;
}

}  // namespace

Allowed<io::StoredChange> merge_within(io::Store& store, PersonId from_id, PersonId into_id,
                                       std::string_view why, Instant now) {
    const auto from = person_of(store.people, from_id);
    if (!from) return tl::unexpected(from.error());
    const auto into = person_of(store.people, into_id);
    if (!into) return tl::unexpected(into.error());
    if (from_id == into_id) return refuse(Refusal::same_person, "is the same person already");
    if (!from->declared_at.empty()) return declared(from->name, from->declared_at);
    std::string sentence = from->name + " was merged into " + into->name;
    if (!why.empty()) sentence += ": " + std::string(why);
    return merged(store, *from, *into, ChangeKind::merge, std::move(sentence), now);
}

Allowed<io::StoredChange> merge_people(io::Store& store, PersonId from, PersonId into,
                                       std::string_view why, Instant now) {
    io::Transaction transaction(store);
    auto change = merge_within(store, from, into, why, now);
    if (change) transaction.commit();
    return change;
}

Allowed<io::StoredChange> answer_same(io::Store& store, const SameAnswers& answers, Instant now) {
    std::set<PersonId> whom;
    for (const auto& pairs : {answers.merge, answers.apart})
        for (const auto& [one, other] : pairs) {
            for (const PersonId id : {one, other})
                if (const auto person = person_of(store.people, id); !person)
                    return tl::unexpected(person.error());
            whom.insert({one, other});
        }
    io::Transaction transaction(store);
    ChangeOfHands change(store, {whom.begin(), whom.end()}, now);
    std::map<PersonId, PersonId> gone;  // into whom
    const auto now_at = [&gone](PersonId id) {
        while (gone.contains(id))
            id = gone.at(id);
        return id;
    };
    std::string sentence;
    for (const auto& [from_id, into_id] : answers.merge) {
        const auto from = person_of(store.people, now_at(from_id));
        const auto into = person_of(store.people, now_at(into_id));
        if (!from) return tl::unexpected(from.error());
        if (!into) return tl::unexpected(into.error());
        if (from->id == into->id) continue;
        if (!from->declared_at.empty()) return declared(from->name, from->declared_at);
        merge_by(change, store, *from, *into);
        gone[from->id] = into->id;
        if (gone.size() <= pairs_named)
            sentence += (sentence.empty() ? "" : ", ") + from->name + " is " + into->name;
    }
    if (gone.size() > pairs_named)
        sentence += " and " + std::to_string(gone.size() - pairs_named) + " more";
    for (const auto& [one, other] : answers.apart)
        change.keep_apart(one, other);
    if (!answers.apart.empty())
        sentence += (sentence.empty() ? "" : "; ") + std::to_string(answers.apart.size()) +
                    (answers.apart.size() == 1 ? " pair is two people" : " pairs are two people");
    auto done = change.done(ChangeKind::same, std::move(sentence));
    transaction.commit();
    return done;
}

Allowed<io::StoredChange> link_account(io::Store& store, PersonId id, const std::string& account,
                                       Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    const auto keys = account_identities(account);
    const auto owner_id = store.identities.find(keys);
    if (owner_id == id) return refuse(Refusal::exists, account + " is theirs already");
    const std::string sentence = account + " was linked to " + person->name;

    io::Transaction transaction(store);
    std::vector<PersonId> people{id};
    Person linked = *person;
    if (linked.declared_at.empty()) add_new(linked.accounts, account);
    if (!owner_id) {
        ChangeOfHands change(store, people, now);
        change.add(id, keys);
        change.edit(*person, linked);
        auto done = change.done(ChangeKind::link, sentence);
        transaction.commit();
        return done;
    }
    const auto owner = person_of(store.people, *owner_id);
    if (!owner) return tl::unexpected(owner.error());
    if (!owner->declared_at.empty()) return declared(owner->name, owner->declared_at);
    if (owner->standing != Standing::light)
        return refuse(Refusal::not_theirs, account + " belongs to " + owner->name +
                                               ": merge the two, or unlink it from there first");
    const io::Belongings part = part_of(store, *owner_id, keys);
    if (!has_other_accounts(store, *owner_id, part)) {
        auto done = merged(store, *owner, *person, ChangeKind::link, sentence, now);
        transaction.commit();
        return done;
    }
    people.push_back(*owner_id);
    ChangeOfHands change(store, people, now);
    change.edit(*owner, without(*owner, keys));
    change.move(*owner_id, id, part);
    change.edit(*person, linked);
    auto done = change.done(ChangeKind::link, sentence);
    transaction.commit();
    return done;
}

Allowed<io::StoredChange> link_source(io::Store& store, PersonId id, SourceId source_id,
                                      Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    const auto source = store.sources.one(source_id);
    if (!source) return refuse(Refusal::not_found, "there is no such source");
    if (source->owner == id) return refuse(Refusal::exists, source->title + " is theirs already");
    if (!source->declared_at.empty()) return declared(source->title, source->declared_at);
    const std::string sentence = source->title + " was linked to " + person->name;

    io::Transaction transaction(store);
    if (source->owner) {
        const auto owner = person_of(store.people, *source->owner);
        const bool only_this = store.belongings.of(*source->owner).sources.size() == 1;
        if (owner && only_this && owner->declared_at.empty()) {
            auto done = merged(store, *owner, *person, ChangeKind::link, sentence, now);
            transaction.commit();
            return done;
        }
    }
    std::vector<PersonId> people = store.presence.people_of(source_id);
    std::erase(people, id);
    people.insert(people.begin(), id);
    ChangeOfHands change(store, people, now);
    for (const PersonId other : people)
        if (other != id) change.move(other, id, activities_of(store.activities, other, source_id));
    Source linked = *source;
    linked.owner = id;
    linked.carries = Carries::one_person;
    change.set(*source, linked);
    auto done = change.done(ChangeKind::link, sentence);
    transaction.commit();
    return done;
}

}  // namespace earshot::app
