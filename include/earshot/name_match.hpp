#pragma once
// How well a person's name answers what the user typed: `earshot show ine`. Names are folded once
// and kept so; what is compared here is folded.

#include <cstddef>
#include <string>
#include <string_view>

namespace earshot {

enum class NameMatch {
    none,
    typo,       // a word with one or two letters amiss
    inside,     // somewhere inside
    word,       // begins one of the words: "duarte", "du"
    beginning,  // begins the name: "ines d"
    exact,      // the name, case and spaces aside
};

/// Of what the user typed; empty, which matches nothing, when it is longer than longest_query.
std::string folded_query(std::string_view text);
inline constexpr std::size_t longest_query = 100;
/// Of a name, as far as a query can reach into it.
std::string folded_name(std::string_view text);

NameMatch match_name(std::string_view query, std::string_view name);
/// The same without typos, which take longer to find and come last.
NameMatch match_letters(std::string_view query, std::string_view name);

}  // namespace earshot
