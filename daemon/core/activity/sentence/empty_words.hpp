#pragma once
// Words that say nothing of their own: "Update", "New activity", "Tuesday, 09:12", "#123", "View |
// Unsubscribe". Networks put them where a title has to be, and around their sentences. Which words
// these are is data ([words.xx] empty = [...]); numbers, times and single letters always are.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace earshot {

/// Lower case, for scripts that have two cases; nothing else changes.
std::string lower_case(std::string_view text);
/// The words between spaces and punctuation, as they stand in the text, at most `most` of them.
std::vector<std::string_view> words_in(std::string_view text, std::size_t most);

class EmptyWords {
public:
    /// A wording may have several words: each of them counts.
    void add(const std::vector<std::string>& wordings);

    /// What a word says besides: all of it, or nothing. Of scripts without spaces the rest of it:
    /// "Annさんの最新情報" says "Ann". The word is in lower case.
    std::string_view own_part(std::string_view word) const;
    /// Whether no word of the text says anything.
    bool are_all(std::string_view text) const;

private:
    std::string_view beside_joined(std::string_view word) const;

    std::unordered_set<std::string> words_;
    std::vector<std::string> joined_;  // those of scripts without spaces, the longest first
};

}  // namespace earshot
