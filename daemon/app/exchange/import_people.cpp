#include "daemon/app/exchange/import_people.hpp"

#include <algorithm>
#include <utility>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/feed_list.hpp"

namespace earshot::app {
namespace {

/// The newest connection that was known when the list began that is being taken in.
constexpr const char* known_before = "connections.before";

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

WrittenPerson written(Card card, const std::string& circle) {
    WrittenPerson person;
    person.name = std::move(card.name);
    if (!card.uid.empty()) person.accounts.push_back("uid:" + card.uid);
    person.accounts.insert(person.accounts.end(), card.addresses.begin(), card.addresses.end());
    person.mailboxes = std::move(card.mailboxes);
    person.phone = std::move(card.phone);
    person.position = std::move(card.title);
    if (card.organisation != person.name) person.company = std::move(card.organisation);
    person.birthday = std::move(card.birthday);
    person.note = std::move(card.note);
    if (person.note.empty()) person.note = position_of(person.position, person.company);
    if (!circle.empty()) {
        person.circles = {circle};
    } else {
        for (const std::string& category : card.categories)
            if (is_circle(category)) person.circles.push_back(category);
    }
    person.origin = "vcard";
    return person;
}

WrittenPerson written(ListedAccount account, const std::string& circle) {
    WrittenPerson person;
    person.name = std::move(account.name);
    // What somebody calls themselves there: a card knows better.
    person.name_from = NameFrom::feed;
    if (!account.account.empty()) person.accounts.push_back(std::move(account.account));
    person.note = std::move(account.note);
    if (!circle.empty()) person.circles = {circle};
    person.origin = "list of accounts";
    return person;
}

void say_unread(const Unread& unread, Imported& done) {
    for (const Problem& problem : unread.refused)
        done.refuse(problem);
    done.refuse_unlisted(unread.refused_unlisted);
    done.not_people += unread.not_people;
}

constexpr std::size_t touches_looked_at = 10'000;  // of one person
constexpr const char* how = "wrote on LinkedIn";

std::int64_t day_of(Instant at) {
    return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
}

}  // namespace

PeopleImporter::PeopleImporter(io::Store& store, CardReading file, std::string circle,
                               Imported& done, Instant now)
    : lines_(std::move(file.lines)),
      unread_{std::move(file.refused), file.refused_unlisted, file.not_people},
      done_(done),
      people_(store, done, now) {
    for (Card& card : file.cards)
        rows_.push_back(written(std::move(card), circle));
}

PeopleImporter::PeopleImporter(io::Store& store, AccountReading file, std::string circle,
                               Imported& done, Instant now)
    : lines_(std::move(file.lines)),
      unread_{std::move(file.refused), file.refused_unlisted, file.not_people},
      done_(done),
      people_(store, done, now) {
    for (ListedAccount& account : file.accounts)
        rows_.push_back(written(std::move(account), circle));
}

void PeopleImporter::take(std::size_t number) {
    TakenIn taken = people_.take(rows_[number]);
    done_.note(taken.state, lines_[number], rows_[number].name, std::move(taken.detail));
}

void PeopleImporter::finish() {
    say_unread(unread_, done_);
}

ConnectionImporter::ConnectionImporter(io::Store& store, ConnectionReading file, std::string circle,
                                       Imported& done, Instant now)
    : store_(store),
      file_(std::move(file)),
      circle_(std::move(circle)),
      done_(done),
      people_(store, done, now),
      now_(now) {}

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
    if (connection.name.empty()) written.name_from = NameFrom::feed;
    if (!connection.profile.empty()) written.accounts.push_back(connection.profile);
    if (!connection.mailbox.empty()) written.mailboxes.push_back(connection.mailbox);
    written.company = connection.company;
    written.position = connection.position;
    written.note = position_of(connection.position, connection.company);
    if (!circle_.empty()) written.circles = {circle_};
    written.connected_on = connection.connected_on;
    written.origin = "linkedin";

    const auto known = people_.find(written);
    const bool news = newest_ && connection.connected_on && !(known && known->connected_on);
    TakenIn taken = people_.take(written);
    if (news && taken.state != Imported::State::refused) {
        io::StoredActivity activity = connected(connection, *newest_, now_);
        activity.id = store_.activities.add(std::nullopt, std::nullopt, activity.news, now_);
        done_.undo.activities.push_back(activity.id);
        taken.detail = "connected on " + to_rfc3339(*connection.connected_on).substr(0, 10) +
                       (taken.detail.empty() ? "" : "; " + taken.detail);
        done_.connections.push_back(std::move(activity));
    }
    done_.note(taken.state, file_.lines[number], written.name, std::move(taken.detail));
}

void ConnectionImporter::finish() {
    if (!has_begun_) begin();
    store_.marks.forget(known_before);
    say_unread({file_.refused, file_.refused_unlisted, file_.left}, done_);
}

MessageImporter::MessageImporter(io::Store& store, MessageReading file, std::string circle,
                                 Imported& done, Instant now)
    : store_(store),
      file_(std::move(file)),
      circle_(std::move(circle)),
      done_(done),
      people_(store, done, now) {}

void MessageImporter::take(std::size_t number) {
    const DayOfWords& word = file_.days[number];
    WrittenPerson written;
    written.name = word.name;
    written.accounts.push_back(word.profile);
    if (!circle_.empty()) written.circles = {circle_};
    written.origin = "linkedin";
    TakenIn taken = people_.take(written);
    if (taken.state == Imported::State::refused)
        return done_.note(taken.state, file_.lines[number], word.name, std::move(taken.detail));
    const auto known = store_.touches.of(taken.person, touches_looked_at);
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const Touch& touch) {
        return day_of(touch.at) == day_of(word.at);
    });
    if (!is_known) {
        done_.undo.touches.push_back(
            store_.touches.add(taken.person, Touch{word.at, how, "", true}));
        if (taken.state == Imported::State::known) taken.state = Imported::State::changed;
        taken.detail = "a word on " + to_rfc3339(word.at).substr(0, 10);
    }
    done_.note(taken.state, file_.lines[number], word.name, std::move(taken.detail));
}

void MessageImporter::finish() {
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
}

}  // namespace earshot::app
