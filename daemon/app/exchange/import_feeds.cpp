#include "daemon/app/exchange/import_feeds.hpp"

#include <optional>
#include <utility>

#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

/// The address of the feed stands for its owner as the page does.
std::vector<std::string> accounts_of(const OpmlFeed& feed) {
    std::vector<std::string> accounts{feed.feed.reveal()};
    if (feed.page) accounts.push_back(feed.page->reveal());
    return accounts;
}

/// The page of a private feed may hold the same token, and accounts are shown: then it is none.
std::string page_of(const OpmlFeed& feed) {
    const auto hides = [](const Url& url) { return url.redacted() != url.reveal(); };
    if (!feed.page || (hides(feed.feed) && hides(*feed.page))) return {};
    return feed.page->reveal();
}

std::string host_of(const OpmlFeed& feed) {
    return feed.page ? feed.page->host() : feed.feed.host();
}

}  // namespace

FeedImporter::FeedImporter(io::Store& store, OpmlReading file, FeedsImport how, Imported& done,
                           Instant now)
    : store_(store), file_(std::move(file)), how_(std::move(how)), done_(done), now_(now) {}

void FeedImporter::take(std::size_t number) {
    take(file_.list.feeds[number], file_.lines[number]);
}

void FeedImporter::finish() {
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
    if (file_.damage) done_.refuse(*file_.damage);
}

void FeedImporter::take(const OpmlFeed& feed, int line) {
    if (store_.sources.by_url(feed.feed))
        return done_.note(Imported::State::known, line, feed.text, {});
    DeclaredSource wanted;
    wanted.url = feed.feed;
    wanted.title = feed.title.empty() ? feed.text : feed.title;
    std::string detail = feed.feed.redacted();
    std::optional<PersonId> owner;
    if (how_.many || feed.many) {
        wanted.carries = Carries::many;
        detail += ", of many";
    } else {
        if (!known_owner(feed) && is_erased(store_.erasure, accounts_of(feed), feed.text))
            return done_.note(Imported::State::refused, line, feed.text, stays_erased);
        const auto [person, added] = owner_of(feed);
        owner = person;
        detail += added ? ", a new person" : ", of " + store_.people.one(person)->name;
    }
    insert_source(store_, wanted, owner, now_);
    ++done_.sources_added;
    done_.note(Imported::State::added, line, feed.text, std::move(detail));
}

/// Known by the page, else by the name.
std::optional<PersonId> FeedImporter::known_owner(const OpmlFeed& feed) const {
    const auto known = store_.identities.find(account_identities(page_of(feed)));
    if (known || !may_be_named(feed)) return known;
    return store_.people.followed_as(feed.text);
}

/// Who is known, else somebody new.
FeedImporter::Owner FeedImporter::owner_of(const OpmlFeed& feed) {
    const std::optional<PersonId> known = known_owner(feed);
    const std::string page = page_of(feed);
    const auto keys = account_identities(page);
    Person person;
    if (known) {
        person = *store_.people.one(*known);
    } else {
        person.name = feed.text;
        person.standing = Standing::followed;
        person.id = store_.people.add(person);
        ++done_.people_added;
        made_.emplace(feed.text, host_of(feed));
    }
    complete(person, feed, page, keys);
    return {person.id, !known};
}

/// In one list "Blog" twice is two people, unless they are on one host; "Ines Duarte" is one.
bool FeedImporter::may_be_named(const OpmlFeed& feed) const {
    if (feed.text.find(' ') != std::string::npos) return true;
    const auto made = made_.find(feed.text);
    return made == made_.end() || made->second == host_of(feed);
}

void FeedImporter::complete(Person person, const OpmlFeed& feed, const std::string& page,
                            const std::vector<IdentityKey>& keys) {
    const Person before = person;
    if (person.standing == Standing::light) person.standing = Standing::followed;
    if (person.declared_at.empty()) {
        const std::string folder = feed.folders.empty() ? "" : feed.folders.back();
        if (person.circle.empty()) person.circle = how_.circle.empty() ? folder : how_.circle;
        if (!page.empty() && !store_.identities.find(keys)) person.accounts.push_back(page);
    }
    if (person == before) return;
    store_.people.update(person);
    if (person.standing != before.standing) follow_from_now(store_, person.id, now_);
}

}  // namespace earshot::app
