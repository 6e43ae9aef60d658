#pragma once
// Lists of accounts that one follows somewhere, as the places give them out: Mastodon's
// following_accounts.csv, Bluesky's and GitHub's answers in JSON, and LinkedIn's invitations. Knows
// nothing of whom earshot follows.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

namespace account_list_limits {
inline constexpr std::size_t bytes = 32 * 1024 * 1024;
inline constexpr std::size_t accounts = 50'000;  // what is beyond is refused
inline constexpr std::size_t text = 200;         // bytes of a name; cut
inline constexpr std::size_t note = 500;         // bytes of what came with an invitation; cut
inline constexpr std::size_t refused = 1000;     // problems listed; then only their number
}  // namespace account_list_limits

struct ListedAccount {
    std::string name;      // as the place has it; a login or an address where it has no other
    bool is_name = false;  // and not a login
    std::string account;   // an address
    std::string note;      // of an invitation: when, and what was written

    bool operator==(const ListedAccount&) const = default;
};

struct AccountReading {
    std::vector<ListedAccount> accounts;
    std::vector<int> lines;  // 0 where the file has no lines worth naming
    std::vector<Problem> refused;
    std::size_t refused_unlisted = 0;
    int not_people = 0;  // organisations, programs
};

/// Each fails when the file is too large or something else, and says what it was looked for.
Result<AccountReading> read_mastodon_follows(std::string_view bytes);
Result<AccountReading> read_bluesky_follows(std::string_view bytes);
Result<AccountReading> read_github_follows(std::string_view bytes);
/// Who waits for an answer: of each row the one of the two who is not the user.
Result<AccountReading> read_invitations(std::string_view bytes);

}  // namespace earshot
