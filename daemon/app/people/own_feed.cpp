#include "daemon/app/people/own_feed.hpp"

#include <algorithm>
#include <array>

#include "daemon/app/findings/answered.hpp"
#include "daemon/app/people/recognise.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// What is said to somebody. To like or to share is to be seen, not to have a word.
constexpr std::array words_to_somebody{Verb::reply, Verb::recommend, Verb::tagged};

std::optional<PersonId> whom(const io::Store& store, const Object& object) {
    if (!object.uri.empty())
        if (const auto id = store.identities.find(account_identities(object.uri))) return id;
    const std::string name = collapse(object.name);
    if (name.empty()) return std::nullopt;
    auto id = store.people.followed_as(name);
    if (const auto strangers = store.people.named(name, Standing::light);
        !id && strangers.size() == 1)
        id = strangers.front();
    // Of one name, and with another account at the same place: somebody else.
    return id && !has_rival_account(store.identities, *id, object.uri) ? id : std::nullopt;
}

void note_connection(io::Store& store, const Object& object, Instant at) {
    const auto known = whom(store, object);
    Person person;
    if (known) {
        person = store.people.one(*known).value();
        if (person.connected_on) return;
        person.connected_on = at;
        return store.people.update(person);
    }
    person.name = object.name.empty() ? object.uri : object.name;
    if (person.name.empty()) return;
    person.standing = Standing::light;
    if (!object.uri.empty()) person.accounts.push_back(object.uri);
    person.connected_on = at;
    store.people.add(person);
}

}  // namespace

std::vector<FindingNumber> take_own(io::Store& store, const News& news, Instant now) {
    std::vector<FindingNumber> closed;
    const Activity& activity = news.activity;
    const bool word = std::find(words_to_somebody.begin(), words_to_somebody.end(),
                                activity.verb) != words_to_somebody.end();
    for (const Object& object : activity.objects) {
        if (activity.verb == Verb::connect) note_connection(store, object, news.at);
        if (!word) continue;
        const auto id = whom(store, object);
        if (!id) continue;
        const Touch touch{news.at, std::string(to_text(activity.verb)), {}, true};
        if (news.freshness != Freshness::fresh) {  // an old word answers nothing new
            store.touches.add(*id, touch);
            continue;
        }
        for (const Finding& answered : note_word(store, *id, touch, now).answered)
            closed.push_back(answered.number);
    }
    return closed;
}

}  // namespace earshot::app
