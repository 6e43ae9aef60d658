#pragma once
// LinkedIn's messages.csv: on which days there was a word between the user and somebody. Nothing of
// what was written is kept.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot {

namespace linkedin_message_limits {
inline constexpr std::size_t bytes = 64 * 1024 * 1024;
inline constexpr std::size_t rows = 500'000;
inline constexpr std::size_t words = 100'000;
}  // namespace linkedin_message_limits

/// The first message of a day between the user and one person, whoever wrote it.
struct DayOfWords {
    std::string name;
    std::string profile;
    Instant at;

    bool operator==(const DayOfWords&) const = default;
};

struct MessageReading {
    std::vector<DayOfWords> days;  // in order of time
    std::vector<int> lines;
    std::vector<Problem> refused;
    int of_nobody = 0;  // messages of sponsors, of members without a profile, of groups
};

/// The user is whoever takes part in all conversations. Fails when the file is too large, is
/// another one, or when nobody takes part in all of them.
Result<MessageReading> read_linkedin_messages(std::string_view bytes);

}  // namespace earshot
