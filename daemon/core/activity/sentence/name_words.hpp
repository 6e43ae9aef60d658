#pragma once
// What a language puts around a name that is no part of it: "the group Farne", "Ο χρήστης Ann",
// "Annさん", "Ann ahora".

#include <array>
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Words in front of a name: "the group", "Mr". There may be thousands in a language.
class WordsBefore {
public:
    void add(const std::vector<std::string>& words);

    /// The name behind the longest of them that `text` begins with; all of it when there is none.
    std::string_view behind(std::string_view text) const;

private:
    bool holds(std::string_view word) const;

    std::vector<std::string> words_;  // sorted, in plain spelling (spelling.hpp)
    static constexpr std::size_t long_word = 63;
    std::array<std::bitset<long_word + 1>, 256> sizes_;  // of those with this first byte
    std::bitset<256> first_;                             // the bytes they begin with
    std::size_t longest_ = 0;
};

struct NameWords {
    WordsBefore before;              // kinds and titles
    WordsBefore of;                  // after one of these: "by" in "the photo by Bo"
    std::vector<std::string> after;  // titles and endings, the longest first
    std::vector<std::string> now;    // between a name and what somebody does, the longest first

    void add_after(const std::vector<std::string>& words);
    void add_now(const std::vector<std::string>& words);
};

/// The name alone, never empty unless `text` is; `people` when a verb may come next.
/// A part of `text`.
std::string_view bare_name(std::string_view text, const NameWords& words, bool people);

/// Whether a kind or title stands before the name.
bool has_words_before(std::string_view text, const NameWords& words);

/// “B”, 'B', „B“, 「 B 」: the name without its marks, otherwise as it is.
std::string_view unquoted(std::string_view text);

}  // namespace earshot
