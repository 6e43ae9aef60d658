#pragma once
// An address book and a list of connections, taken in one by one, inside the caller's transactions,
// so that an import goes on where one was broken off.

#include <cstddef>
#include <optional>
#include <string>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/app/exchange/take_people.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/linkedin_csv.hpp"
#include "earshot/vcard.hpp"

namespace earshot::app {

/// One light person for each card. Addresses are identities, never sources.
class CardImporter {
public:
    /// `done` outlives this.
    CardImporter(io::Store& store, CardReading file, std::string circle, Imported& done,
                 Instant now);

    std::size_t size() const { return file_.cards.size(); }
    void take(std::size_t number);
    void finish();

private:
    CardReading file_;
    std::string circle_;
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

}  // namespace earshot::app
