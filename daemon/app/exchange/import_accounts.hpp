#pragma once
// Lists of accounts, and days of words with people, taken in one by one like an address book
// (import_people.hpp).

#include <cstddef>
#include <string>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/app/exchange/take_people.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/account_list.hpp"
#include "earshot/linkedin_messages.hpp"

namespace earshot::app {

/// One light person for each account that is nobody's yet.
class AccountImporter {
public:
    /// `done` outlives this.
    AccountImporter(io::Store& store, AccountReading file, std::string circle, Imported& done,
                    Instant now);

    std::size_t size() const { return file_.accounts.size(); }
    void take(std::size_t number);
    void finish();

private:
    AccountReading file_;
    std::string circle_;
    Imported& done_;
    PeopleTaker people_;
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
