#pragma once
// How well people's names answer what the user typed: `earshot show ine`. Names are folded once and
// kept so. Case, accents and letters that a plain keyboard has not are set aside: "olafur thorsson"
// finds Ólafur Þórsson, "jurgen gross" and "juergen gross" find Jürgen Groß. What is typed as it is
// written comes first all the same.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

enum class NameMatch {
    none,
    typo,       // a word with one or two letters amiss
    inside,     // somewhere inside
    word,       // begins one of the words: "duarte", "du"
    beginning,  // begins the name: "ines d"
    alike,      // the name, accents aside
    exact,      // the name, case and spaces aside
};

inline constexpr std::size_t longest_query = 100;  // bytes

/// A name in each of its spellings, as far as a query can reach into it: as it is, in plain
/// letters, and in those with "ue" for "ü". What several of these come to, one behind the other, is
/// several names.
std::string folded_name(std::string_view text);

/// What the user typed, in each of its spellings.
class NameQuery {
public:
    /// Nothing answers a text that is empty or longer than longest_query.
    explicit NameQuery(std::string_view text);

    bool empty() const { return spellings_.empty(); }
    /// The best match among names that were folded.
    NameMatch match(std::string_view names) const;
    /// The same without typos, which take longer to find.
    NameMatch match_letters(std::string_view names) const;

private:
    std::vector<std::string> spellings_;
};

}  // namespace earshot
