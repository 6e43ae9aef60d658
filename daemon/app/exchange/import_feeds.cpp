#include "daemon/app/exchange/import_feeds.hpp"

#include <map>

#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

class FeedImporter {
public:
    FeedImporter(io::Store& store, const FeedsImport& how, Imported& done, Instant now)
        : store_(store), how_(how), done_(done), now_(now) {}

    void take(const OpmlFeed& feed, int line) {
        if (const auto there = store_.sources.by_url(feed.feed))
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

private:
    struct Owner {
        PersonId person{};
        bool added = false;
    };

    /// Known by the page, else by the name.
    std::optional<PersonId> known_owner(const OpmlFeed& feed) const {
        const auto known = store_.identities.find(account_identities(page_of(feed)));
        if (known || !may_be_named(feed)) return known;
        return store_.people.followed_as(feed.text);
    }

    /// The address of the feed stands for its owner as the page does.
    static std::vector<std::string> accounts_of(const OpmlFeed& feed) {
        std::vector<std::string> accounts{feed.feed.reveal()};
        if (feed.page) accounts.push_back(feed.page->reveal());
        return accounts;
    }

    /// Who is known, else somebody new.
    Owner owner_of(const OpmlFeed& feed) {
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

    /// The page of a private feed may hold the same token, and accounts are shown: then it is none.
    static std::string page_of(const OpmlFeed& feed) {
        const auto hides = [](const Url& url) { return url.redacted() != url.reveal(); };
        if (!feed.page || (hides(feed.feed) && hides(*feed.page))) return {};
        return feed.page->reveal();
    }

    /// In one list "Blog" twice is two people, unless they are on one host; "Ines Duarte" is one.
    bool may_be_named(const OpmlFeed& feed) const {
        if (feed.text.find(' ') != std::string::npos) return true;
        const auto made = made_.find(feed.text);
        return made == made_.end() || made->second == host_of(feed);
    }
    static std::string host_of(const OpmlFeed& feed) {
        return feed.page ? feed.page->host() : feed.feed.host();
    }

    void complete(Person person, const OpmlFeed& feed, const std::string& page,
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

    io::Store& store_;
    const FeedsImport& how_;
    Imported& done_;
    Instant now_;
    std::map<std::string, std::string> made_;  // in this import: name to host
};

}  // namespace

void import_feeds(io::Store& store, const OpmlReading& file, const FeedsImport& how, Imported& done,
                  Instant now) {
    FeedImporter importer(store, how, done, now);
    for (std::size_t i = 0; i < file.list.feeds.size(); ++i)
        importer.take(file.list.feeds[i], file.lines[i]);
    for (const Problem& problem : file.refused)
        done.refuse(problem);
    done.refuse_unlisted(file.refused_unlisted);
    if (file.damage) done.refuse(*file.damage);
}

}  // namespace earshot::app
