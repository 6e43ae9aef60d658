#include "daemon/app/recognise.hpp"

#include "daemon/app/reconcile.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// Whoever the user added by hand is followed from the start.
PersonId make_owner(io::Store& store, const Source& source, const Feed& feed,
                    const ReadFeed& document, Instant now) {
    const std::string account = feed.author_uri.empty() ? feed.link : feed.author_uri;
    if (!account.empty()) {
        const IdentityKey key{IdentityKey::Kind::account, account_key(account), std::nullopt};
        if (const auto known = store.find_person(std::span(&key, 1))) {
            if (auto person = store.person(*known); person->standing == Standing::light) {
                person->standing = Standing::followed;
                store.update(*person);
                follow_from_now(store, *known, now);
            }
            return *known;
        }
    }
    Person person;
    person.name = owner_name(feed, document.entries, source.url);
    person.standing = Standing::followed;
    if (!account.empty()) person.accounts.push_back(account);
    return store.add(person);
}

}  // namespace

Source settle(io::Store& store, Source source, const Feed& feed, const ReadFeed& document,
              Instant now) {
    const Source before = source;
    if (source.carries == Carries::undecided)
        source.carries = source.owner ? Carries::one_person : judge_carries(document.entries);
    if (source.carries == Carries::one_person && !source.owner)
        source.owner = make_owner(store, source, feed, document, now);
    if (source.title.empty() || source.title == source.url.host())
        if (!feed.title.empty()) source.title = shorten(feed.title, 80);
    if (source.owner) store.note_presence(*source.owner, source.id);
    if (source != before) store.update(source);
    return source;
}

std::optional<PersonId> recognise(io::Store& store, const Source& source, const Actor& actor) {
    if (source.owner) return source.owner;
    const auto keys = identity_keys(actor, source.id);
    if (keys.empty()) return std::nullopt;
    auto known = store.find_person(keys);
    if (!known) {
        Person person;
        person.name = actor.name.empty() ? actor.uri : actor.name;
        person.standing = Standing::light;
        known = store.add(person);
    }
    store.add_identities(*known, keys);
    store.note_presence(*known, source.id);
    return known;
}

}  // namespace earshot::app
