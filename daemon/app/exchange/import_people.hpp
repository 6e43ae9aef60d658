#pragma once
// Address books, lists of accounts and of connections, and days of words with people, taken in one
// by one, inside the caller's transactions, so that an import goes on where one was broken off.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/app/exchange/take_people.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/account_list.hpp"
#include "earshot/linkedin_csv.hpp"
#include "earshot/linkedin_messages.hpp"
#include "earshot/vcard.hpp"

namespace earshot::app {

/// What a reader could not take, or left out.
struct Unread {
    std::vector<Problem> refused;
    std::size_t refused_unlisted = 0;
    int not_people = 0;
};

/// One light person for each card of an address book, or for each account of a list that is
/// nobody's yet. Addresses are identities, never sources.
class PeopleImporter {
public:
    /// `done` outlives this.
    PeopleImporter(io::Store& store, CardReading file, std::string circle, Imported& done,
                   Instant now);
    PeopleImporter(io::Store& store, AccountReading file, std::string circle, Imported& done,
                   Instant now);

    std::size_t size() const { return rows_.size(); }
    void take(std::size_t number);
    void finish();

private:
    std::vector<WrittenPerson> rows_;
    std::vector<int> lines_;
    Unread unread_;
    Imported& done_;
    PeopleTaker people_;
};

/// One light person for each connection. When earlier ones are known, each that is not is an
/// activity of the user's own: fresh unless it is older than all that was known. What was known is
/// kept from the first step to the last, so that a list that was broken off goes on as it began.
class ConnectionImporter {
public:
    /// `done` outlives this.
    ConnectionImporter(io::Store& store, ConnectionReading file, std::string circle, Imported& done,
                       Instant now);

    std::size_t size() const { return file_.connections.size(); }
    void take(std::size_t number);
    void finish();

private:
    void begin();

    io::Store& store_;
    ConnectionReading file_;
    std::string circle_;
    Imported& done_;
    PeopleTaker people_;
    Instant now_;
    bool has_begun_ = false;
    std::optional<Instant> newest_;  // connection known before
};

/// A touch for each day; one that is known of that day already is enough.
class MessageImporter {
public:
    MessageImporter(io::Store& store, MessageReading file, std::string circle, Imported& done,
                    Instant now);

    std::size_t size() const { return file_.days.size(); }
    void take(std::size_t number);
    void finish();

private:
    io::Store& store_;
    MessageReading file_;
    std::string circle_;
    Imported& done_;
    PeopleTaker people_;
};

}  // namespace earshot::app
