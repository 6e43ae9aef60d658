#include "daemon/app/whose/name_owner.hpp"

#include <algorithm>

#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/recognise.hpp"
#include "daemon/app/people/tombstones.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/byline.hpp"
#include "earshot/person.hpp"
#include "earshot/plain_name.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

using Kind = Byline::Kind;

class Naming {
public:
    Naming(io::Store& store, Source source, Person owner, Instant now)
        : store_(store),
          source_(std::move(source)),
          owner_(std::move(owner)),
          now_(now),
          theirs_(store.belongings.of(owner_.id)) {}

    Source done() { return std::move(source_); }

    /// Nothing of it was read before.
    bool is_first_look() const { return theirs_.activities.empty(); }

    void by_list() {
        owner_.name_from = NameFrom::user;
        store_.people.update(owner_);
        take_in_namesake();
    }

    void by_feed(const Feed& feed, const Byline& byline) {
        if (is_erased(store_.erasure, {byline.account}, byline.name))
            return give_up(Carries::nobody);
        if (const auto other = known(feed, byline)) return join(*other, byline);
        owner_.name = byline.name;
        owner_.name_from = NameFrom::feed;
        if (!byline.account.empty() && !store_.identities.find(account_identities(byline.account)))
            owner_.accounts.push_back(byline.account);
        store_.people.update(owner_);
        take_in_namesake();
    }

    /// Nobody who could be told of writes it.
    void give_up(Carries carries) {
        source_.owner.reset();
        source_.carries = carries;
        store_.sources.update(source_);
        const bool is_more = theirs_.sources.size() > 1 || !owner_.phone.empty() ||
                             !owner_.note.empty() || owner_.connected_on;
        if (!is_more) store_.people.remove(owner_.id);
    }

private:
    std::optional<Person> by_account(const std::string& account) const {
        if (account.empty()) return std::nullopt;
        const auto id = store_.identities.find(account_identities(account));
        if (!id || *id == owner_.id) return std::nullopt;
        return store_.people.one(*id);
    }

    bool has_sources(PersonId id) const { return !store_.belongings.of(id).sources.empty(); }

    /// Who else the writer is. One page may be that of several feeds with different writers: it
    /// says who somebody is only where no other feed belongs to them, or the name agrees.
    std::optional<Person> known(const Feed& feed, const Byline& byline) const {
        for (const std::string& account : {byline.account, feed.link})
            if (auto other = by_account(account))
                if (folded(other->name) == folded(byline.name) || !has_sources(other->id))
                    return other;
        if (!is_plain_name(byline.name)) return std::nullopt;
        const auto named = store_.people.named(byline.name, Standing::followed);
        const auto is_other = [&](PersonId id) { return id != owner_.id; };
        if (std::ranges::count_if(named, is_other) != 1) return std::nullopt;
        const PersonId id = *std::ranges::find_if(named, is_other);
        if (has_rival_account(store_.identities, id, byline.account)) return std::nullopt;
        return store_.people.one(id);
    }

    /// The owner was somebody all along.
    void join(Person other, const Byline& byline) {
        if (theirs_.sources.size() > 1 || !is_first_look()) {
            const auto merged = merge_within(store_, owner_.id, other.id, "", now_);
            if (merged) source_.owner = other.id;
            return;
        }
        source_.owner = other.id;
        store_.sources.update(source_);
        store_.people.remove(owner_.id);
        const Person before = other;
        if (other.standing == Standing::light) other.standing = Standing::followed;
        if (other.declared_at.empty()) {
            if (other.circles.empty()) other.circles = owner_.circles;
            for (const std::string& account : owner_.accounts)
                if (!store_.identities.find(account_identities(account)))
                    other.accounts.push_back(account);
            if (other.name_from != NameFrom::user && !is_plain_name(other.name)) {
                other.name = byline.name;
                other.name_from = NameFrom::feed;
            }
        }
        if (other != before) store_.people.update(other);
        if (other.standing != before.standing) follow_from_now(store_, other.id, now_);
    }

    /// Who signs in a feed of many with this whole name, and has nothing else, is the one who is
    /// followed by it: read the other way round, recognise() would have said so.
    void take_in_namesake() {
        if (!is_plain_name(owner_.name)) return;
        const auto named = store_.people.named(owner_.name, Standing::light);
        if (named.size() != 1) return;
        const auto light = store_.people.one(named.front());
        if (!light || !light->accounts.empty() || light->connected_on) return;
        for (const std::string& account : store_.identities.accounts_of(light->id))
            if (has_rival_account(store_.identities, owner_.id, account)) return;
        merge_within(store_, light->id, owner_.id, "who signs with that name", now_);
    }

    io::Store& store_;
    Source source_;
    Person owner_;
    Instant now_;
    io::Belongings theirs_;
};

/// The user's list calls them something else than the feed calls itself.
bool is_users_word(const Person& owner, const Source& source, const Feed& feed) {
    if (owner.name == source.url.host()) return false;  // the list had no word at all
    return folded(owner.name) != folded(shorten(feed.title, 200)) && may_be_called(owner.name);
}

}  // namespace

Source name_owner(io::Store& store, Source source, const Feed& feed, const ReadFeed& document,
                  Instant now) {
    auto owner = store.people.one(*source.owner);
    if (!owner || owner->name_from != NameFrom::title) return source;
    if (document.entries.empty() && feed.author.empty()) return source;
    const bool by_list = is_users_word(*owner, source, feed);
    Naming naming(store, std::move(source), *std::move(owner), now);
    const Byline byline = byline_of(feed, document.entries);
    const bool first = naming.is_first_look();
    if (first && by_list) {
        naming.by_list();
        return naming.done();
    }
    switch (byline.kind) {
        case Kind::unsaid: break;
        case Kind::person: naming.by_feed(feed, byline); break;
        case Kind::several:
            if (first) naming.give_up(Carries::many);
            break;
        case Kind::nobody:
            if (first) naming.give_up(Carries::nobody);
            break;
    }
    return naming.done();
}

}  // namespace earshot::app
