#include "daemon/app/exchange/import_accounts.hpp"

#include <algorithm>
#include <utility>

#include "daemon/io/store/people/touches.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t touches_looked_at = 10'000;  // of one person
constexpr const char* how = "wrote on LinkedIn";

std::int64_t day_of(Instant at) {
    return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
}

}  // namespace

AccountImporter::AccountImporter(io::Store& store, AccountReading file, std::string circle,
                                 Imported& done, Instant now)
    : file_(std::move(file)), circle_(std::move(circle)), done_(done), people_(store, done, now) {}

void AccountImporter::take(std::size_t number) {
    const ListedAccount& account = file_.accounts[number];
    WrittenPerson written;
    written.name = account.name;
    // What somebody calls themselves there: a card knows better.
    written.name_from = NameFrom::feed;
    if (!account.account.empty()) written.accounts.push_back(account.account);
    written.note = account.note;
    if (!circle_.empty()) written.circles = {circle_};
    written.origin = "list of accounts";
    TakenIn taken = people_.take(written);
    done_.note(taken.state, file_.lines[number], account.name, std::move(taken.detail));
}

void AccountImporter::finish() {
    for (const Problem& problem : file_.refused)
        done_.refuse(problem);
    done_.refuse_unlisted(file_.refused_unlisted);
    done_.not_people += file_.not_people;
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
