#include "daemon/app/exchange/import_people.hpp"

#include <algorithm>
#include <utility>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/people.hpp"
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

}  // namespace

CardImporter::CardImporter(io::Store& store, CardReading file, std::string circle, Imported& done,
                           Instant now)
    : file_(std::move(file)), circle_(std::move(circle)), done_(done), people_(store, done, now) {}

void CardImporter::take(std::size_t number) {
    const Card& card = file_.cards[number];
    WrittenPerson written;
    written.name = card.name;
    if (!card.uid.empty()) written.accounts.push_back("uid:" + card.uid);
    written.accounts.insert(written.accounts.end(), card.addresses.begin(), card.addresses.end());
    written.mailboxes = card.mailboxes;
    written.phone = card.phone;
    written.position = card.title;
    if (card.organisation != card.name) written.company = card.organisation;
    written.birthday = card.birthday;
    written.note = card.note;
    if (written.note.empty()) written.note = position_of(written.position, written.company);
    if (!circle_.empty()) {
        written.circles = {circle_};
    } else {
        for (const std::string& category : card.categories)
            if (is_circle(category)) written.circles.push_back(category);
    }
    written.origin = "vcard";
    TakenIn taken = people_.take(written);
    done_.note(taken.state, file_.lines[number], card.name, std::move(taken.detail));
}

void CardImporter::finish() {
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
    done_.not_people += file_.not_people;
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
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
    done_.not_people += file_.left;
}

}  // namespace earshot::app
