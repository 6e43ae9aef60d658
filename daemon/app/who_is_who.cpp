#include "daemon/app/who_is_who.hpp"

#include <algorithm>
#include <set>

#include "daemon/app/change_hands.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t longest_account = 1000;
constexpr std::size_t most_names = 20;

using Kind = IdentityKey::Kind;

Failure declared(const std::string& what, const std::string& where) {
    return fail(what + " is declared at " + where + ": change it there, then reload", "declared");
}

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
    if (person.circle.empty()) person.circle = from.circle;
    if (into.standing == Standing::light) person.standing = from.standing;
    return person;
}

io::StoredChange merged(io::Store& store, const Person& from, const Person& into, std::string kind,
                        std::string sentence, Instant now) {
    ChangeOfHands change(store, {from.id, into.id}, now);
    change.move(from.id, into.id, store.belongings_of(from.id));
    change.hide(from.id, into.id);
    change.edit(into, combined(into, from));
    return change.done(std::move(kind), std::move(sentence));
}

/// The address as it is kept: "@ann@social.example" means an account there.
Result<std::string> account_text(const std::string& given) {
    std::string text = collapse(printable(given));
    if (text.size() > longest_account) return fail("is too long for an address", "rejected");
    if (text.starts_with('@') && text.find('@', 1) != text.npos) text.replace(0, 1, "acct:");
    const bool address = text.find(':') != text.npos && text.find(' ') == text.npos;
    if (!address || account_keys(text).empty())
        return fail(
            "must be an address, such as https://code.example/ann or "
            "@ann@social.example",
            "rejected");
    return text;
}

std::vector<IdentityKey> keys_of(const std::string& account) {
    std::vector<IdentityKey> keys;
    for (std::string& key : account_keys(account))
        keys.push_back({Kind::account, std::move(key), std::nullopt});
    return keys;
}

/// The part of somebody's belongings that this account is: its keys and what its actor did in feeds
/// that carry many.
io::Belongings part_of(const io::Store& store, PersonId id, const std::vector<IdentityKey>& keys) {
    std::set<std::string> wanted;
    for (const IdentityKey& key : keys)
        wanted.insert(key.value);
    const auto names_it = [&](const std::string& uri) {
        const auto theirs = account_keys(uri);
        return std::any_of(theirs.begin(), theirs.end(),
                           [&](const std::string& key) { return wanted.contains(key); });
    };
    io::Belongings part;
    for (const io::StoredIdentity& identity : store.identities_of(id))
        if (identity.key.kind == Kind::account && names_it(identity.key.value))
            part.identities.push_back(identity);
    std::set<SourceId> own;
    for (const SourceId source : store.belongings_of(id).sources)
        own.insert(source);
    io::Store::ActivityQuery query;
    query.person = id;
    query.limit = 1'000'000;
    for (const io::StoredActivity& activity : store.activities(query))
        if (activity.source && !own.contains(*activity.source) &&
            names_it(activity.news.activity.actor.uri))
            part.activities.push_back(activity.id);
    return part;
}

/// The same person without this account.
Person without(Person person, const std::vector<IdentityKey>& keys) {
    std::erase_if(person.accounts, [&](const std::string& account) {
        for (const std::string& key : account_keys(account))
            for (const IdentityKey& gone : keys)
                if (key == gone.value) return true;
        return false;
    });
    return person;
}

bool has_other_accounts(const io::Store& store, PersonId id, const io::Belongings& part) {
    for (const io::StoredIdentity& identity : store.identities_of(id)) {
        if (identity.key.kind != Kind::account) continue;
        const auto& known = part.identities;
        if (std::find(known.begin(), known.end(), identity) == known.end()) return true;
    }
    return false;
}

Result<Person> find(const io::Store& store, PersonId id) {
    const auto person = store.person(id);
    if (!person)
        return fail("there is no person " + std::to_string(static_cast<std::int64_t>(id)),
                    "not-found");
    return *person;
}

io::Belongings activities_of(const io::Store& store, PersonId id, SourceId source) {
    io::Belongings part;
    io::Store::ActivityQuery query;
    query.person = id;
    query.source = source;
    query.limit = 1'000'000;
    for (const io::StoredActivity& activity : store.activities(query))
        part.activities.push_back(activity.id);
    return part;
}

}  // namespace

Result<io::StoredChange> merge_within(io::Store& store, PersonId from_id, PersonId into_id,
                                      std::string_view why, Instant now) {
    const auto from = find(store, from_id);
    if (!from) return Failure(from.error());
    const auto into = find(store, into_id);
    if (!into) return Failure(into.error());
    if (from_id == into_id) return fail("is the same person already", "same-person");
    if (!from->declared_at.empty()) return declared(from->name, from->declared_at);
    std::string sentence = from->name + " was merged into " + into->name;
    if (!why.empty()) sentence += ": " + std::string(why);
    return merged(store, *from, *into, "merge", std::move(sentence), now);
}

Result<io::StoredChange> merge_people(io::Store& store, PersonId from, PersonId into,
                                      std::string_view why, Instant now) {
    io::Store::Transaction transaction(store);
    auto change = merge_within(store, from, into, why, now);
    if (change) transaction.commit();
    return change;
}

Result<io::StoredChange> link_account(io::Store& store, PersonId id, const std::string& given,
                                      Instant now) {
    const auto account = account_text(given);
    if (!account) return Failure(account.error());
    const auto person = find(store, id);
    if (!person) return Failure(person.error());
    const auto keys = keys_of(*account);
    const auto owner_id = store.find_person(keys);
    if (owner_id == id) return fail(*account + " is theirs already", "exists");
    const std::string sentence = *account + " was linked to " + person->name;

    io::Store::Transaction transaction(store);
    std::vector<PersonId> people{id};
    Person linked = *person;
    if (linked.declared_at.empty()) add_new(linked.accounts, *account);
    if (!owner_id) {
        ChangeOfHands change(store, people, now);
        change.add(id, keys);
        change.edit(*person, linked);
        auto done = change.done("link", sentence);
        transaction.commit();
        return done;
    }
    const auto owner = find(store, *owner_id);
    if (!owner) return Failure(owner.error());
    if (!owner->declared_at.empty()) return declared(owner->name, owner->declared_at);
    if (owner->standing != Standing::light)
        return fail(*account + " belongs to " + owner->name +
                        ": merge the two, or unlink it from there first",
                    "not-theirs");
    const io::Belongings part = part_of(store, *owner_id, keys);
    if (!has_other_accounts(store, *owner_id, part)) {
        auto done = merged(store, *owner, *person, "link", sentence, now);
        transaction.commit();
        return done;
    }
    people.push_back(*owner_id);
    ChangeOfHands change(store, people, now);
    change.edit(*owner, without(*owner, keys));
    change.move(*owner_id, id, part);
    change.edit(*person, linked);
    auto done = change.done("link", sentence);
    transaction.commit();
    return done;
}

Result<io::StoredChange> link_source(io::Store& store, PersonId id, SourceId source_id,
                                     Instant now) {
    const auto person = find(store, id);
    if (!person) return Failure(person.error());
    const auto source = store.source(source_id);
    if (!source) return fail("there is no such source", "not-found");
    if (source->owner == id) return fail(source->title + " is theirs already", "exists");
    if (!source->declared_at.empty()) return declared(source->title, source->declared_at);
    const std::string sentence = source->title + " was linked to " + person->name;

    io::Store::Transaction transaction(store);
    if (source->owner) {
        const auto owner = find(store, *source->owner);
        const bool only_this = store.belongings_of(*source->owner).sources.size() == 1;
        if (owner && only_this && owner->declared_at.empty()) {
            auto done = merged(store, *owner, *person, "link", sentence, now);
            transaction.commit();
            return done;
        }
    }
    std::vector<PersonId> people = store.people_of(source_id);
    std::erase(people, id);
    people.insert(people.begin(), id);
    ChangeOfHands change(store, people, now);
    for (const PersonId other : people)
        if (other != id) change.move(other, id, activities_of(store, other, source_id));
    Source linked = *source;
    linked.owner = id;
    linked.carries = Carries::one_person;
    change.set(*source, linked);
    auto done = change.done("link", sentence);
    transaction.commit();
    return done;
}

Result<io::StoredChange> unlink_account(io::Store& store, PersonId id, const std::string& given,
                                        Instant now) {
    const auto account = account_text(given);
    if (!account) return Failure(account.error());
    const auto person = find(store, id);
    if (!person) return Failure(person.error());
    const auto keys = keys_of(*account);
    if (store.find_person(keys) != id)
        return fail(*account + " is not an account of " + person->name, "not-theirs");
    const Person rest = without(*person, keys);
    if (!person->declared_at.empty() && rest.accounts != person->accounts)
        return declared(*account, person->declared_at);

    io::Store::Transaction transaction(store);
    const io::Belongings part = part_of(store, id, keys);
    ChangeOfHands change(store, {id}, now);
    change.edit(*person, rest);
    std::string sentence = *account + " was unlinked from " + person->name;
    if (part.activities.empty()) {
        change.remove(id, part.identities);
    } else {
        io::Store::ActivityQuery query;
        query.after = part.activities.back() - 1;
        query.limit = 1;
        const Actor actor = store.activities(query).at(0).news.activity.actor;
        Person other;
        other.name = actor.name.empty() ? *account : actor.name;
        other.standing = Standing::light;
        const PersonId made = change.make(other);
        change.move(id, made, part);
        store.keep_apart(id, made);
        sentence += " and is person " + std::to_string(static_cast<std::int64_t>(made)) + " now";
    }
    auto done = change.done("unlink", sentence);
    transaction.commit();
    return done;
}

Result<io::StoredChange> unlink_source(io::Store& store, PersonId id, SourceId source_id,
                                       Instant now) {
    const auto person = find(store, id);
    if (!person) return Failure(person.error());
    const auto source = store.source(source_id);
    if (!source) return fail("there is no such source", "not-found");
    if (source->owner != id)
        return fail(source->title + " is not a source of " + person->name, "not-theirs");
    if (!source->declared_at.empty()) return declared(source->title, source->declared_at);

    io::Store::Transaction transaction(store);
    ChangeOfHands change(store, {id}, now);
    Person other;
    other.name = source->title;
    other.standing = person->standing;
    const PersonId made = change.make(other);
    io::Belongings part = activities_of(store, id, source_id);
    part.sources = {source_id};
    change.move(id, made, part);
    store.keep_apart(id, made);
    auto done = change.done("unlink", source->title + " was unlinked from " + person->name +
                                          " and is person " +
                                          std::to_string(static_cast<std::int64_t>(made)) + " now");
    transaction.commit();
    return done;
}

}  // namespace earshot::app
