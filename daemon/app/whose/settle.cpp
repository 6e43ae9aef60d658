#include "daemon/app/whose/settle.hpp"

#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/rel_me.hpp"
#include "daemon/app/whose/name_owner.hpp"
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

/// Whoever the user added by hand is followed from the start.
PersonId make_owner(io::Store& store, const Source& source, const Feed& feed,
                    const ReadFeed& document, Instant now) {
    const std::string account = feed.author_uri.empty() ? feed.link : feed.author_uri;
    if (!account.empty()) {
        const auto keys = account_identities(account);
        if (const auto known = store.identities.find(keys)) {
            if (auto person = store.people.one(*known); person->standing == Standing::light) {
                person->standing = Standing::followed;
                store.people.update(*person);
                follow_from_now(store, *known, now);
            }
            return *known;
        }
    }
    Person person;
    const Byline byline = byline_of(feed, document.entries);
    const bool said = byline.kind == Byline::Kind::person;
    person.name = said ? byline.name : owner_name(feed, document.entries, source.url);
    person.name_from = said ? NameFrom::feed : NameFrom::title;
    person.standing = Standing::followed;
    if (!account.empty()) person.accounts.push_back(account);
    return store.people.add(person);
}

}  // namespace

Source settle(io::Store& store, const Me& me, Source source, const Feed& feed,
              const ReadFeed& document, Instant now) {
    const Source before = source;
    if (source.carries == Carries::undecided)
        source.carries = source.owner ? Carries::one_person : judge_carries(document.entries);
    if (source.owner) source = name_owner(store, std::move(source), feed, document, now);
    if (source.carries == Carries::one_person && !source.owner && !me.writes(source, feed))
        source.owner = make_owner(store, source, feed, document, now);
    if (source.title.empty() || source.title == source.url.host())
        if (!feed.title.empty()) source.title = shorten(feed.title, 80);
    if (source.owner) store.presence.note(*source.owner, source.id);
    if (source != before) store.sources.update(source);
    if (source.owner && !feed.me.empty()) {
        take_me_links(store, *source.owner, feed, now);
        if (const auto kept = store.sources.one(source.id)) source.owner = kept->owner;
    }
    return source;
}

void stand_by_the_list(io::Store& store, const Source& source) {
    if (!source.owner) return;
    auto person = store.people.one(*source.owner);
    if (!person || person->name_from != NameFrom::title || !is_plain_name(person->name)) return;
    person->name_from = NameFrom::user;
    store.people.update(*person);
}

}  // namespace earshot::app
