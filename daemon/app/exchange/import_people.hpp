#pragma once
// Whom an address book or a list of connections names: found by what identifies them, added as
// light people otherwise. Runs inside a transaction; what is known is never overwritten, only
// filled in, so that a second import changes nothing.

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
void import_cards(io::Store& store, const CardReading& file, const std::string& circle,
                  Imported& done, Instant now);

/// One light person for each connection. When earlier ones are known, each that is not is an
/// activity of the user's own: fresh unless it is older than all that was known.
void import_connections(io::Store& store, const ConnectionReading& file, const std::string& circle,
                        Imported& done, Instant now);

}  // namespace earshot::app
