#include "daemon/app/exchange/import_people.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// The newest connection that was known when the list began that is being taken in.
constexpr const char* known_before = "connections.before";

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

CardImporter::CardImporter(io::Store& store, CardReading file, std::string circle, Imported& done,
                           Instant now)
    : store_(store), file_(std::move(file)), circle_(std::move(circle)), done_(done), now_(now) {}

void CardImporter::take(std::size_t number) {
    const Card& card = file_.cards[number];
    WrittenPerson written;
    written.name = card.name;
    if (!card.uid.empty()) written.accounts.push_back("uid:" + card.uid);
    written.accounts.insert(written.accounts.end(), card.addresses.begin(), card.addresses.end());
    written.mailboxes = card.mailboxes;
    written.phone = card.phone;
    if (card.organisation != card.name) written.note = card.organisation;
    written.circle = circle_;
    if (circle_.empty() && !card.categories.empty()) written.circle = card.categories.front();
    written.origin = "vcard";
    TakenIn taken = take_in(store_, written, now_);
    if (taken.state == Imported::State::added) ++done_.people_added;
    done_.note(taken.state, file_.lines[number], card.name, std::move(taken.detail));
}

void CardImporter::finish() {
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
}

ConnectionImporter::ConnectionImporter(io::Store& store, ConnectionReading file, std::string circle,
                                       Imported& done, Instant now)
    : store_(store), file_(std::move(file)), circle_(std::move(circle)), done_(done), now_(now) {}

void ConnectionImporter::begin() {
    has_begun_ = true;
    constexpr Instant nobody = from_epoch(0);
    if (const auto begun = store_.marks.at(known_before)) {
        if (*begun != nobody) newest_ = begun;
    } else {
        newest_ = store_.people.newest_connection();
        store_.marks.set(known_before, newest_.value_or(nobody));
    }
    done_.first_connections = !newest_;
}

void ConnectionImporter::take(std::size_t number) {
    if (!has_begun_) begin();
    const Connection& connection = file_.connections[number];
    WrittenPerson written;
    written.name = connection.name.empty() ? connection.profile : connection.name;
    if (!connection.profile.empty()) written.accounts.push_back(connection.profile);
    if (!connection.mailbox.empty()) written.mailboxes.push_back(connection.mailbox);
    written.note = position_of(connection);
    written.circle = circle_;
    written.connected_on = connection.connected_on;
    written.origin = "linkedin";

    const auto known = find(store_, written);
    const bool news = newest_ && connection.connected_on && !(known && known->connected_on);
    TakenIn taken = take_in(store_, written, now_);
    if (taken.state == Imported::State::added) ++done_.people_added;
    if (news && taken.state != Imported::State::refused) {
        io::StoredActivity activity = connected(connection, *newest_, now_);
        activity.id = store_.activities.add(std::nullopt, std::nullopt, activity.news, now_);
        taken.detail = "connected on " + to_rfc3339(*connection.connected_on).substr(0, 10) +
                       (taken.detail.empty() ? "" : "; " + taken.detail);
        done_.connections.push_back(std::move(activity));
    }
    done_.note(taken.state, file_.lines[number], written.name, std::move(taken.detail));
}

void ConnectionImporter::finish() {
    if (!has_begun_) begin();
    store_.marks.forget(known_before);
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
}

}  // namespace earshot::app
