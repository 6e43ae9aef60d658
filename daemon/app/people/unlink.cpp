#include "daemon/app/people/belongings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/edit_person.hpp"
#include "daemon/app/people/reassign.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {

Allowed<io::StoredChange> unlink_account(io::Store& store, PersonId id, const std::string& account,
                                         Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    const auto keys = account_identities(account);
    if (store.identities.find(keys) != id)
        return refuse(Refusal::not_theirs, account + " is not an account of " + person->name);
    const Person rest = without(*person, keys);
    if (const auto refusal = declared_account(store, *person, account))
        return tl::unexpected(*refusal);

    io::Transaction transaction(store);
    const io::Belongings part = part_of(store, id, keys);
    ChangeOfHands change(store, {id}, now);
    change.edit(*person, rest);
    std::string sentence = account + " was unlinked from " + person->name;
    if (part.activities.empty()) {
        change.remove(id, part.identities);
    } else {
        io::ActivityQuery query;
        query.after = part.activities.back() - 1;
        query.limit = 1;
        const Actor actor = store.activities.find(query).at(0).news.activity.actor;
        Person other;
        other.name = actor.name.empty() ? account : actor.name;
        other.standing = Standing::light;
        const PersonId made = change.make(other);
        change.move(id, made, part);
        store.identities.keep_apart(id, made);
        sentence += " and is person " + std::to_string(static_cast<std::int64_t>(made)) + " now";
    }
    auto done = change.done(ChangeKind::unlink, sentence);
    transaction.commit();
    return done;
}

Allowed<io::StoredChange> unlink_source(io::Store& store, PersonId id, SourceId source_id,
                                        Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    const auto source = store.sources.one(source_id);
    if (!source) return refuse(Refusal::not_found, "there is no such source");
    if (source->owner != id)
        return refuse(Refusal::not_theirs, source->title + " is not a source of " + person->name);
    if (!source->declared_at.empty()) return declared(source->title, source->declared_at);

    io::Transaction transaction(store);
    ChangeOfHands change(store, {id}, now);
    Person other;
    other.name = source->title;
    other.standing = person->standing;
    const PersonId made = change.make(other);
    io::Belongings part = activities_of(store.activities, id, source_id);
    part.sources = {source_id};
    change.move(id, made, part);
    store.identities.keep_apart(id, made);
    auto done =
        change.done(ChangeKind::unlink,
                    source->title + " was unlinked from " + person->name + " and is person " +
                        std::to_string(static_cast<std::int64_t>(made)) + " now");
    transaction.commit();
    return done;
}

}  // namespace earshot::app
