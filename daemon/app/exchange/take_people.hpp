#pragma once
// Somebody whom a file names: found by what identifies them, added as a light person otherwise.
// What is known is never overwritten, only filled in, so that a second import changes nothing; but
// who is called by a title or a login only gets the name that the file has.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/person.hpp"

namespace earshot::app {

/// What a file says of one person.
struct WrittenPerson {
    std::string name;
    NameFrom name_from = NameFrom::user;  // feed: it is a login, since the file has no names
    std::vector<std::string> accounts;    // with scheme; any of them identifies the person
    std::vector<std::string> mailboxes;  // shared by families: identify only together with the name
    std::string phone, note, company, position, birthday;
    std::vector<std::string> circles;
    std::optional<Instant> connected_on;
    const char* origin = "";  // of what it claims of somebody else's account: "vcard"
};

struct TakenIn {
    PersonId person{};  // nobody when it was refused
    Imported::State state = Imported::State::known;
    std::string detail;
};

class PeopleTaker {
public:
    /// `done` outlives this.
    PeopleTaker(io::Store& store, Imported& done, Instant now)
        : store_(store), done_(done), now_(now) {}

    /// Inside the caller's transaction; what becomes of it is counted.
    TakenIn take(const WrittenPerson& written);

    std::optional<Person> find(const WrittenPerson& written) const;

private:
    std::optional<Person> find_by_name(const WrittenPerson& written) const;
    bool looks_like_somebody(const Person& person) const;

    io::Store& store_;
    Imported& done_;
    Instant now_;
    std::set<PersonId>
        by_name_;  // found or made by nothing but a name: each is one row of the file
};

/// "Captain, Sea": what is known of a stranger.
std::string position_of(const std::string& position, const std::string& company);

}  // namespace earshot::app
