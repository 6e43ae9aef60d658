#pragma once
// Several people at once: many who connect with the same newcomer, many who went quiet on the same
// days. Each is one line. Pure; who is known and what was told is the caller's business.
//
// Source of the wave: research/detection.md C4 and D4. Of the quiet: research/needs.md T8.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// Somebody connected with the newcomer.
struct Meeting {
    PersonId person{};
    Instant at;
    bool followed = false;  // by the user; others are only seen in a feed that carries many
};

inline constexpr Span wave_window = day;
inline constexpr std::size_t wave_people = 5;           // distinct ones within the window
inline constexpr std::size_t wave_followed = 3;         // or so many whom the user follows,
inline constexpr std::size_t small_address_book = 150;  // who follows no more than these
inline constexpr Span wave_rest = 30 * day;  // the same newcomer makes no other wave that long

/// The people of the wave that the newest of these meetings completes or belongs to, in order of
/// time, each once; empty when there is none. `followed_people`: how many the user follows.
std::vector<Meeting> wave_of(std::vector<Meeting> meetings, std::size_t followed_people);

/// Somebody who is quiet.
struct QuietOne {
    FindingNumber number{};
    PersonId person{};
    std::string circle;
    Instant last_seen;
    bool told = false;
    std::string name = {};
};

inline constexpr Span together_window = 10 * day;      // between the first and the last sighting
inline constexpr std::size_t together_circle = 3;      // of one circle, and
inline constexpr std::size_t together_share = 3;       // one in so many of it;
inline constexpr std::size_t together_anybody = 5;     // or so many of all, and
inline constexpr std::size_t together_all_share = 10;  // one in so many of all

/// Quiets with one cause, as far as it can be seen: groups of whom at least one is untold, largest
/// first, nobody in two. `circles`: how many people with a known rhythm each circle has; "" is all.
struct QuietTogether {
    std::string circle;             // empty: people of any
    std::vector<QuietOne> members;  // in order of their last sighting
};
std::vector<QuietTogether> quiet_together(const std::vector<QuietOne>& quiets,
                                          const std::map<std::string, std::size_t>& circles);

/// Somebody of a circle who is silent for longer than ever seen of late, past their line or not.
struct SilentOne {
    Instant last_seen;
    bool past_line = false;
};
/// Whether a quiet of a circle waits to be told: enough of the circle have been silent since the
/// same days to be told by one line, and some of them are not past theirs yet. `people`: of the
/// circle with a known rhythm.
bool waits_for_circle(Instant last_seen, const std::vector<SilentOne>& silent, std::size_t people);
inline constexpr Span together_patience = 3 * day;  // from when it was found; then it is told

/// The days on which a new connection of the user's is asked about, when no word has followed.
inline constexpr int first_follow_up = 7;
inline constexpr int last_follow_up = 21;
inline constexpr int follow_up_patience = 7;  // days after the last one: later it is never asked

/// Which of the two is due `days_since` the connection; empty: neither.
std::optional<int> follow_up_due(long long days_since);

}  // namespace earshot
