#include "daemon/app/exchange/import_people.hpp"

#include <algorithm>
#include <set>

#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

std::optional<PersonId> only_one_named(const io::Store& store, const std::string& name) {
    std::vector<PersonId> alike;
    for (const Standing standing : {Standing::followed, Standing::light, Standing::resting})
        for (const PersonId id : store.people.named(name, standing))
            alike.push_back(id);
    return alike.size() == 1 ? std::optional(alike.front()) : std::nullopt;
}

std::optional<Person> find(const io::Store& store, const WrittenPerson& written) {
    for (const std::string& account : written.accounts)
        if (const auto id = store.identities.find(account_identities(account)))
            return store.people.one(*id);
    for (const std::string& mailbox : written.mailboxes)
        if (const auto id = store.identities.find(account_identities("mailto:" + mailbox)))
            if (auto person = store.people.one(*id); folded(person->name) == folded(written.name))
                return person;
    if (!written.accounts.empty() || !written.mailboxes.empty()) return std::nullopt;
    // A name is all there is: the only one of that name, or somebody new.
    const auto id = only_one_named(store, written.name);
    return id ? store.people.one(*id) : std::nullopt;
}

bool is_erased_one(const io::Store& store, const WrittenPerson& written) {
    std::vector<std::string> accounts = written.accounts;
    for (const std::string& mailbox : written.mailboxes)
        accounts.push_back("mailto:" + mailbox);
    return is_erased(store.erasure, accounts, written.name);
}

void fill(std::string& field, const std::string& with) {
    if (field.empty()) field = with;
}

/// Adds what the person does not have yet; what somebody else has is claimed only.
class Additions {
public:
    Additions(io::Store& store, Person& person, const char* origin, Instant now)
        : store_(store), person_(person), origin_(origin), now_(now) {}

    void account(const std::string& text) {
        const auto keys = account_identities(text);
        if (keys.empty() || !seen_.insert(keys.back().value).second) return;
        const auto owner = store_.identities.find(keys);
        if (owner == person_.id) return;
        if (owner) {
            store_.claims.add(Claim{person_.id, keys.front().value, origin_}, now_);
            if (const auto other = store_.people.one(*owner))
                say(text + " belongs to " + other->name + " (earshot suggest)");
            return;
        }
        if (person_.declared_at.empty())
            person_.accounts.push_back(text);
        else
            store_.identities.add(person_.id, keys);
        said_new_ = true;
        say(text);
    }

    bool any() const { return said_new_; }
    std::string detail() const { return detail_; }

private:
    void say(const std::string& text) {
        if (text.starts_with("uid:")) return;  // for programs only
        if (!detail_.empty()) detail_ += ", ";
        detail_ += text;
    }

    io::Store& store_;
    Person& person_;
    const char* origin_;
    Instant now_;
    std::string detail_;
    bool said_new_ = false;
    std::set<std::string> seen_;  // the plainest key of each account
};

/// "Captain, Sea": what is known of a stranger.
std::string position_of(const Connection& connection) {
    if (connection.position.empty() || connection.company.empty())
        return connection.position + connection.company;
    return connection.position + ", " + connection.company;
}

io::StoredActivity connected(const Connection& connection, Instant since, Instant now) {
    io::StoredActivity activity;
    News& news = activity.news;
    news.activity.verb = Verb::connect;
    news.activity.objects = {{connection.name, connection.profile}};
    news.activity.at = connection.connected_on;
    news.activity.sentence = "You are now connected to " + connection.name;
    news.activity.link = connection.profile;
    news.activity.rule = "linkedin: Connections.csv";
    news.at = std::min(*connection.connected_on, now);
    news.quality = *connection.connected_on > now ? TimeQuality::clamped : TimeQuality::stated;
    news.freshness = *connection.connected_on >= since ? Freshness::fresh : Freshness::backfill;
    news.says.at = news.activity.at;
    activity.seen_at = now;
    return activity;
}

}  // namespace

TakenIn take_in(io::Store& store, const WrittenPerson& written, Instant now) {
    TakenIn taken;
    std::optional<Person> known = find(store, written);
    if (!known && is_erased_one(store, written))
        return {{}, Imported::State::refused, stays_erased};
    Person person;
    if (known) {
        person = *known;
    } else {
        person.name = written.name;
        person.standing = Standing::light;
        person.note = written.note;
        person.id = store.people.add(person);
    }
    const Person before = person;
    Additions additions(store, person, written.origin, now);
    for (const std::string& account : written.accounts)
        additions.account(account);
    for (const std::string& mailbox : written.mailboxes)
        additions.account("mailto:" + mailbox);
    if (!person.connected_on) person.connected_on = written.connected_on;
    if (person.declared_at.empty()) {
        fill(person.phone, written.phone);
        fill(person.circle, written.circle);
    }
    if (person != before) store.people.update(person);
    taken.person = person.id;
    taken.detail = additions.detail();
    if (!known)
        taken.state = Imported::State::added;
    else if (person != before || additions.any())
        taken.state = Imported::State::changed;
    return taken;
}

void import_cards(io::Store& store, const CardReading& file, const std::string& circle,
                  Imported& done, Instant now) {
    for (std::size_t i = 0; i < file.cards.size(); ++i) {
        const Card& card = file.cards[i];
        WrittenPerson written;
        written.name = card.name;
        if (!card.uid.empty()) written.accounts.push_back("uid:" + card.uid);
        written.accounts.insert(written.accounts.end(), card.addresses.begin(),
                                card.addresses.end());
        written.mailboxes = card.mailboxes;
        written.phone = card.phone;
        if (card.organisation != card.name) written.note = card.organisation;
        written.circle = circle;
        if (circle.empty() && !card.categories.empty()) written.circle = card.categories.front();
        written.origin = "vcard";
        TakenIn taken = take_in(store, written, now);
        if (taken.state == Imported::State::added) ++done.people_added;
        done.note(taken.state, file.lines[i], card.name, std::move(taken.detail));
    }
    for (const Problem& problem : file.refused)
        done.refuse(problem);
    done.refuse_unlisted(file.refused_unlisted);
}

void import_connections(io::Store& store, const ConnectionReading& file, const std::string& circle,
                        Imported& done, Instant now) {
    const std::optional<Instant> newest = store.people.newest_connection();
    done.first_connections = !newest;
    for (std::size_t i = 0; i < file.connections.size(); ++i) {
        const Connection& connection = file.connections[i];
        WrittenPerson written;
        written.name = connection.name.empty() ? connection.profile : connection.name;
        if (!connection.profile.empty()) written.accounts.push_back(connection.profile);
        if (!connection.mailbox.empty()) written.mailboxes.push_back(connection.mailbox);
        written.note = position_of(connection);
        written.circle = circle;
        written.connected_on = connection.connected_on;
        written.origin = "linkedin";

        const auto known = find(store, written);
        const bool news = newest && connection.connected_on && !(known && known->connected_on);
        TakenIn taken = take_in(store, written, now);
        if (taken.state == Imported::State::added) ++done.people_added;
        if (news && taken.state != Imported::State::refused) {
            io::StoredActivity activity = connected(connection, *newest, now);
            activity.id = store.activities.add(std::nullopt, std::nullopt, activity.news, now);
            taken.detail = "connected on " + to_rfc3339(*connection.connected_on).substr(0, 10) +
                           (taken.detail.empty() ? "" : "; " + taken.detail);
            done.connections.push_back(std::move(activity));
        }
        done.note(taken.state, file.lines[i], written.name, std::move(taken.detail));
    }
    for (const Problem& problem : file.refused)
        done.refuse(problem);
    done.refuse_unlisted(file.refused_unlisted);
}

}  // namespace earshot::app
