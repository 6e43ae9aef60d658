#pragma once
// vCards, as address books give them out: who somebody is, and what the user noted of them.
// Reads 2.1, 3.0 and 4.0 (RFC 6350, 9554) with the habits of the programs that write them: folding,
// quoted- printable, several encodings in one file, grouped properties (item1.URL), escapes where
// none are due. Photos, keys and postal addresses are not even kept. Cards of firms and places are
// no people; those of groups give their name to their members.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

namespace vcard_limits {
inline constexpr std::size_t bytes = 32 * 1024 * 1024;  // of a file; photos make them large
inline constexpr std::size_t cards = 50'000;            // what is beyond is refused
inline constexpr std::size_t property = 8 * 1024;       // bytes unfolded; a longer one is left out
inline constexpr std::size_t values = 50;               // addresses, mailboxes or categories of one
                                                        // card; the first ones are kept
inline constexpr std::size_t text = 200;                // bytes of a name and the like; cut
inline constexpr std::size_t note = 2000;               // bytes of all notes of a card; cut
inline constexpr std::size_t members = 50'000;          // of all groups of a file
inline constexpr std::size_t address = 1000;            // bytes of an address; longer: left out
inline constexpr std::size_t refused = 1000;            // problems listed; then only their number
}  // namespace vcard_limits

struct Card {
    std::string name;                     // FN by its PREF, else N put in order, else NICKNAME
    std::string organisation;             // the first part of ORG
    std::string uid;                      // as given; means something beside other UIDs only
    std::vector<std::string> addresses;   // URL, SOCIALPROFILE, X-SOCIALPROFILE, IMPP: with scheme
    std::vector<std::string> mailboxes;   // EMAIL: local@domain
    std::string phone;                    // TEL: the preferred one, else a mobile; never a fax
    std::string title;                    // TITLE, else ROLE: the position
    std::string note;                     // NOTE, all of them
    std::string birthday;                 // "1961-04-23", or "--04-23" without its year
    std::vector<std::string> categories;  // in order, then the groups that it is a member of

    bool operator==(const Card&) const = default;
};

/// What a file came to. A problem's `where` is "line 7" or "line 7, FN".
struct CardReading {
    std::vector<Card> cards;
    std::vector<int> lines;  // where each begins
    std::vector<Problem> refused;
    std::size_t refused_unlisted = 0;
    int not_people = 0;  // cards of firms, places and mailboxes
};

/// Fails when the file is too large or holds no card at all. Cards without a name and cards that
/// are cut off are refused one by one.
Result<CardReading> read_vcards(std::string_view bytes);

}  // namespace earshot
