#include "daemon/app/exchange/export.hpp"

#include <boost/json.hpp>

#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

constexpr int format = 1;  // of the JSON; counts up when a field changes its meaning

template <class Id>
std::int64_t number(Id id) {
    return static_cast<std::int64_t>(id);
}

/// The page of a person, where one of the accounts is one.
std::optional<Url> page_of(const Person& person) {
    for (const std::string& account : person.accounts)
        if (auto url = Url::parse(account); url && url->scheme() != "file") return *url;
    return std::nullopt;
}

/// An account is seldom a secret, but a private feed may have been taken for its owner's page.
std::string shown(const std::string& account, Secrets secrets) {
    if (secrets == Secrets::shown) return account;
    const auto url = Url::parse(account);
    return url ? url->redacted() : account;
}

json::object object_of(const Person& person, Secrets secrets) {
    json::array accounts;
    for (const std::string& account : person.accounts)
        accounts.emplace_back(shown(account, secrets));
    return {{"id", number(person.id)},
            {"name", person.name},
            {"names", json::array(person.names.begin(), person.names.end())},
            {"name_from", json::string(to_text(person.name_from))},
            {"circle", main_circle(person)},
            {"circles", json::array(person.circles.begin(), person.circles.end())},
            {"standing", json::string(to_text(person.standing))},
            {"phone", person.phone},
            {"note", person.note},
            {"company", person.company},
            {"position", person.position},
            {"birthday", person.birthday},
            {"accounts", std::move(accounts)},
            {"connected_on", to_day(person.connected_on)},
            {"declared_at", person.declared_at}};
}

bool only_from_feeds(const Person& person) {
    return person.standing == Standing::light && person.name_from == NameFrom::feed &&
           person.accounts.empty() && !person.connected_on && person.phone.empty() &&
           person.circles.empty() && person.note.empty();
}

}  // namespace

Opml feeds_of(const io::Store& store, Instant now) {
    Opml list;
    list.title = "earshot";
    list.created = now;
    for (const Source& source : store.sources.all()) {
        OpmlFeed feed;
        feed.feed = source.url;
        feed.text = source.title.empty() ? source.url.host() : source.title;
        feed.many = source.carries == Carries::many;
        feed.nobody = source.carries == Carries::nobody;
        const auto owner = source.owner ? store.people.one(*source.owner) : std::nullopt;
        if (owner) {
            feed.title = feed.text == owner->name ? "" : feed.text;
            feed.text = owner->name;
            feed.page = page_of(*owner);
            if (owner->name_from != NameFrom::title) feed.named = to_text(owner->name_from);
            if (!owner->circles.empty()) feed.folders = {owner->circles.front()};
            for (std::size_t i = 1; i < owner->circles.size(); ++i)
                feed.categories.push_back(owner->circles[i]);
        }
        list.feeds.push_back(std::move(feed));
    }
    return list;
}

json::object address_book(const io::Store& store, Secrets secrets, Instant now) {
    json::array people, sources;
    for (const Person& person : store.people.all())
        if (!only_from_feeds(person)) people.push_back(object_of(person, secrets));
    for (const Source& source : store.sources.all())
        sources.push_back(
            {{"id", number(source.id)},
             {"url", secrets == Secrets::shown ? source.url.reveal() : source.url.redacted()},
             {"title", source.title},
             {"carries", json::string(to_text(source.carries))},
             {"person", source.owner ? json::value(number(*source.owner)) : nullptr},
             {"paused", source.status == SourceStatus::paused},
             {"interval_seconds", to_value(source.interval)},
             {"declared_at", source.declared_at}});
    return {{"earshot_export", format},
            {"made_at", to_rfc3339(now)},
            {"secrets", secrets == Secrets::shown},
            {"people", std::move(people)},
            {"sources", std::move(sources)}};
}

}  // namespace earshot::app
