#include "daemon/app/people/recognise.hpp"

#include <algorithm>
#include <set>

#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/doers.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

std::optional<PersonId> known_as(const io::Identities& identities,
                                 const std::vector<IdentityKey>& keys, const Actor& actor) {
    for (const IdentityKey& key : keys) {
        const auto id = identities.find(std::span(&key, 1));
        if (!id) continue;
        const bool by_name = key.kind != IdentityKey::Kind::account && !actor.uri.empty();
        if (!by_name || !has_rival_account(identities, *id, actor.uri)) return id;
    }
    return std::nullopt;
}

bool carries_many(const Source& source, const ReadFeed& document) {
    if (source.owner) return false;
    return source.carries == Carries::many || (source.carries == Carries::undecided &&
                                               judge_carries(document.entries) == Carries::many);
}

/// Whoever an actor of this name would be taken for in this source.
void add_if_known(KnownNames& names, const io::Store& store, const Me& me, SourceId source,
                  const std::string& name) {
    const Actor actor{"", name};
    if (me.is(actor)) {
        names.stated.insert(name);
    } else if (const auto id = store.identities.find(identity_keys(actor, source))) {
        const auto person = store.people.one(*id);
        const bool light = person && person->standing == Standing::light;
        (light ? names.seen : names.stated).insert(name);
    } else if (is_erased(store.erasure, actor)) {
        names.seen.insert(name);  // so that nobody becomes of it, either
    }
}

/// The user's own, and news or a firm: whoever signs there is not noted.
bool shows_no_person(const Source& source) {
    return is_own(source) || source.carries == Carries::nobody;
}

constexpr std::size_t most_names = 20;
constexpr std::size_t most_accounts = 50;  // that feeds may teach of one person
constexpr std::size_t several = 2;

/// In this document, or in those before it.
bool several_sign(const io::Store& store, const Source& source, const ReadFeed& document,
                  const Actor& channel) {
    std::set<std::string> signers;
    for (const ReadEntry& entry : document.entries)
        for (const Activity& activity : entry.activities)
            if (activity.actor != channel && activity.actor != Actor{})
                signers.insert(activity.actor.uri.empty() ? activity.actor.name
                                                          : account_key(activity.actor.uri));
    if (signers.size() >= several) return true;
    const auto keys = identity_keys(channel, source.id);
    return store.presence.people_of(source.id).size() >= several && !store.identities.find(keys);
}

}  // namespace

bool has_rival_account(const io::Identities& identities, PersonId id, std::string_view uri) {
    if (uri.empty()) return false;
    const std::string account = account_key(uri);
    return std::ranges::any_of(identities.accounts_of(id), [&](const std::string& known) {
        return are_rivals(known, account);
    });
}

void find_doers(const io::Store& store, const Me& me, const Source& source, const Feed& feed,
                ReadFeed& document, const Known& known, const Dialects& dialects) {
    const auto is_known = [&](const ReadEntry& read) { return known.ids.contains(read.id_key); };
    if (std::ranges::all_of(document.entries, is_known) || !carries_many(source, document)) return;
    let_contents_speak(document, feed, known, dialects);
    KnownNames names;
    for (const std::string& name : names_in_front(document, feed, known, dialects))
        add_if_known(names, store, me, source.id, name);
    name_doers(document, feed, known, names, dialects);
}

void leave_unsigned(const io::Store& store, const Me& me, const Source& source, const Feed& feed,
                    const ReadFeed& document, std::vector<News>& news) {
    if (source.carries != Carries::many || feed.title.empty()) return;
    const Actor channel{feed.link, feed.title};
    if (me.is(channel)) return;
    const auto is_channels = [&](const News& one) { return one.activity.actor == channel; };
    if (std::none_of(news.begin(), news.end(), is_channels)) return;
    if (!several_sign(store, source, document, channel)) return;
    for (News& one : news)
        if (is_channels(one)) one.activity.actor = {};
}

std::optional<PersonId> known_person(const io::Store& store, const Source& source,
                                     const Actor& actor) {
    if (source.owner || shows_no_person(source)) return source.owner;
    return known_as(store.identities, identity_keys(actor, source.id), actor);
}

std::optional<PersonId> recognise(io::Store& store, const Source& source, const Actor& actor) {
    if (source.owner || shows_no_person(source)) return source.owner;
    auto keys = identity_keys(actor, source.id);
    if (keys.empty()) return std::nullopt;
    auto known = known_as(store.identities, keys, actor);
    if (!known && is_erased(store.erasure, actor)) return std::nullopt;
    if (!known) {
        Person person;
        person.name = actor.name.empty() ? actor.uri : actor.name;
        person.name_from = NameFrom::feed;
        person.standing = Standing::light;
        known = store.people.add(person);
    }
    // A name that a feed gives means somebody in that feed only; and whoever has written from so
    // many accounts is known by their name.
    const bool has_many =
        !actor.uri.empty() && store.identities.accounts_of(*known).size() >= most_accounts;
    std::erase_if(keys, [&](const IdentityKey& key) {
        return key.kind == IdentityKey::Kind::name ||
               (has_many && key.kind == IdentityKey::Kind::account);
    });
    store.identities.add(*known, keys);
    store.presence.note(*known, source.id);
    return known;
}

void follow_rename(io::People& people, PersonId id, const Actor& actor) {
    const std::string name = collapse(actor.name);
    if (actor.uri.empty() || name.empty()) return;
    auto person = people.one(id);
    if (!person || person->standing != Standing::light || person->name == name) return;
    const bool imported = !person->accounts.empty() || person->connected_on;
    if (imported) return;  // the user's own list says what they are called
    auto& names = person->names;
    std::erase(names, name);
    if (person->name != actor.uri) names.insert(names.begin(), person->name);
    if (names.size() > most_names) names.resize(most_names);
    person->name = name;
    people.update(*person);
}

}  // namespace earshot::app
