#include "daemon/app/exchange/import_feeds.hpp"

#include <optional>
#include <utility>

#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/plain_name.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// The address of the feed stands for its owner as the page does.
std::vector<std::string> accounts_of(const OpmlFeed& feed) {
    std::vector<std::string> accounts{feed.feed.reveal()};
    if (feed.page) accounts.push_back(feed.page->reveal());
    return accounts;
}

/// Who says that the text of an outline is somebody's name. A text beside a title is the user's own
/// word; else the feed has to say so.
NameFrom name_from(const OpmlFeed& feed) {
    if (const auto known = parse_name_from(feed.named)) return *known;
    return !feed.title.empty() && may_be_called(feed.text) ? NameFrom::user : NameFrom::title;
}

/// Whether everybody in a list who is called so is one person. "Blog" twice is two.
bool means_one(const OpmlFeed& feed) {
    return name_from(feed) != NameFrom::title || is_plain_name(feed.text);
}

}  // namespace

FeedImporter::FeedImporter(io::Store& store, OpmlReading file, FeedsImport how, Imported& done,
                           Instant now)
    : store_(store),
      file_(std::move(file)),
      feeds_(listed_feeds(file_)),
      how_(std::move(how)),
      done_(done),
      now_(now) {}

void FeedImporter::finish() {
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
    if (file_.damage) done_.cut_off(*file_.damage);
}

std::vector<std::string> FeedImporter::circles_of(const ListedFeed& listed) const {
    return how_.circle.empty() ? listed.circles : std::vector{how_.circle};
}

void FeedImporter::take(std::size_t number) {
    const ListedFeed& listed = feeds_[number];
    const OpmlFeed& feed = listed.feed;
    if (const auto known = store_.sources.by_url(feed.feed)) return take_known(*known, listed);
    DeclaredSource wanted;
    wanted.url = feed.feed;
    wanted.title = feed.title.empty() ? feed.text : feed.title;
    std::string detail = feed.feed.redacted();
    std::optional<PersonId> owner;
    if (how_.many || feed.many) {
        wanted.carries = Carries::many;
        detail += ", of many";
    } else if (feed.nobody) {
        wanted.carries = Carries::nobody;
        detail += ", of nobody";
    } else {
        if (!known_owner(listed) && is_erased(store_.erasure, accounts_of(feed), feed.text))
            return done_.note(Imported::State::refused, listed.line, feed.text, stays_erased);
        const auto [person, added] = owner_of(listed);
        owner = person;
        const bool named = name_from(feed) != NameFrom::title || is_plain_name(feed.text);
        if (!named) ++done_.writers_unknown;
        detail += !added  ? ", of " + store_.people.one(person)->name
                  : named ? ", a new person"
                          : ", whose writer it will say itself";
    }
    const SourceId id = insert_source(store_, wanted, owner, now_);
    done_.made(id);
    done_.note(Imported::State::added, listed.line, feed.text, std::move(detail));
}

/// Whoever it belongs to may get a circle.
void FeedImporter::take_known(const Source& source, const ListedFeed& listed) {
    auto owner = source.owner ? store_.people.one(*source.owner) : std::nullopt;
    const auto circles = circles_of(listed);
    if (!owner || !owner->declared_at.empty() || !owner->circles.empty() || circles.empty())
        return done_.note(Imported::State::known, listed.line, listed.feed.text, {});
    const Person before = *owner;
    owner->circles = circles;
    store_.people.update(*owner);
    done_.changed(before, *owner);
    done_.note(Imported::State::changed, listed.line, owner->name,
               "in the circle " + circles.front());
}

/// Known by the page, else by the name. One page may be that of feeds with different writers: it
/// says whose a feed is only when its text is nobody else's name and no other feed is theirs.
std::optional<PersonId> FeedImporter::known_owner(const ListedFeed& listed) const {
    const std::string& text = listed.feed.text;
    const bool means_somebody = means_one(listed.feed);
    if (const auto known = store_.identities.find(account_identities(listed.page))) {
        const auto person = store_.people.one(*known);
        if (folded(person->name) == folded(text)) return known;
        const bool other_name = means_somebody && is_plain_name(person->name);
        if (!other_name && store_.belongings.of(*known).sources.empty()) return known;
    }
    return means_somebody ? store_.people.followed_as(text) : std::nullopt;
}

/// Who is known, else somebody new.
FeedImporter::Owner FeedImporter::owner_of(const ListedFeed& listed) {
    const std::optional<PersonId> known = known_owner(listed);
    if (known) {
        complete(*store_.people.one(*known), listed);
        return {*known, false};
    }
    Person person;
    person.name = listed.feed.text;
    person.name_from = name_from(listed.feed);
    person.standing = Standing::followed;
    person.circles = circles_of(listed);
    const std::string& page = listed.page;
    if (!page.empty() && !store_.identities.find(account_identities(page)))
        person.accounts.push_back(page);
    person.id = store_.people.add(person);
    done_.made(person.id);
    if (means_one(listed.feed)) ++done_.people_added;
    if (is_plain_name(person.name) && !store_.people.named(person.name, Standing::light).empty())
        ++done_.alike;  // such as a card without that page
    return {person.id, true};
}

void FeedImporter::complete(const Person& before, const ListedFeed& listed) {
    Person person = before;
    if (person.standing == Standing::light) person.standing = Standing::followed;
    if (person.declared_at.empty()) {
        if (person.circles.empty()) person.circles = circles_of(listed);
        const std::string& page = listed.page;
        if (!page.empty() && !store_.identities.find(account_identities(page)))
            person.accounts.push_back(page);
    }
    if (person == before) return;
    store_.people.update(person);
    done_.changed(before, person);
    if (person.standing != before.standing) follow_from_now(store_, person.id, now_);
}

}  // namespace earshot::app
