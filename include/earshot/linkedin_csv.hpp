#pragma once
// LinkedIn's Connections.csv, from a member's own data export: whom the user is connected with and
// since which day. A row is one connection of the user; nobody else's are in it.
//
// The file begins with notes about itself; the header line is found by the names of its columns, in
// the languages of LinkedIn, in any order, with columns missing and whatever a spreadsheet made of
// it (semicolons, tabs, a byte order mark). Knows nothing of what was imported before.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot {

namespace linkedin_limits {
inline constexpr std::size_t bytes = 32 * 1024 * 1024;
inline constexpr std::size_t rows = 50'000;       // LinkedIn allows 30,000 connections
inline constexpr std::size_t header_within = 30;  // rows before which the header must have come
inline constexpr std::size_t columns = 100;       // of one row; what is beyond is not looked at
inline constexpr std::size_t text = 200;          // bytes of a name and the like; cut
inline constexpr std::size_t address = 1000;      // bytes of an address; longer: left out
inline constexpr std::size_t refused = 1000;      // problems listed; then only their number
}  // namespace linkedin_limits

struct Connection {
    std::string name;     // first and last
    std::string profile;  // the address of the profile; may be empty
    std::string mailbox;  // seldom given
    std::string company;
    std::string position;
    std::optional<Instant> connected_on;  // midnight UTC of that day

    bool operator==(const Connection&) const = default;
};

/// What a file came to. A problem's `where` is "line 7" or "line 7, Connected On".
struct ConnectionReading {
    std::vector<Connection> connections;  // in the order of the file
    std::vector<int> lines;
    std::vector<Problem> refused;  // rows that name nobody, and days that cannot be read: such a
                                   // row is a connection without its day
    std::size_t refused_unlisted = 0;
    int left = 0;  // rows of members who closed their profile: nothing but a day is left of them
};

/// Fails when the file is too large or has no header line with "First Name" or "URL".
///
/// Days are read as "19 Aug 2025", "2025-08-19", "19.08.2025", "Aug 19, 2025" and "2025年8月19日".
/// Days in figures with slashes or dashes are read in the order that all rows together allow, as
/// only one order makes sense of "8/19/2025"; when they allow both, they are refused.
Result<ConnectionReading> read_linkedin(std::string_view bytes);

}  // namespace earshot
