#pragma once
// Whom an address book or a list of connections names: found by what identifies them, added as
// light people otherwise. Taken in one by one, inside the caller's transactions; what is known is
// never overwritten, only filled in, so that a second import changes nothing, and goes on where one
// was broken off.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/linkedin_csv.hpp"
#include "earshot/vcard.hpp"

namespace earshot::app {

/// What a file says of one person.
struct WrittenPerson {
    std::string name;
    std::vector<std::string> accounts;   // with scheme; any of them identifies the person
    std::vector<std::string> mailboxes;  // shared by families: identify only together with the name
    std::string phone, note, circle;     // the note is for somebody new only
    std::optional<Instant> connected_on;
    const char* origin = "";  // of what it claims of somebody else's account: "vcard"
};

struct TakenIn {
    PersonId person{};  // nobody when it was refused
    Imported::State state = Imported::State::known;
    std::string detail;
};
TakenIn take_in(io::Store& store, const WrittenPerson& written, Instant now);

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
    io::Store& store_;
    CardReading file_;
    std::string circle_;
    Imported& done_;
    Instant now_;
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
    Instant now_;
    bool has_begun_ = false;
    std::optional<Instant> newest_;  // connection known before
};

}  // namespace earshot::app
