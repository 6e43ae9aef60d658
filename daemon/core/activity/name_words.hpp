#pragma once
// What a language puts around a name that is no part of it: "the group Farne", "Ο χρήστης Ann",
// "Annさん", "Ann ahora".

#include <string>
#include <string_view>
#include <vector>

namespace earshot {

struct NameWords {
    std::vector<std::string> before;  // kinds and titles: "the group", "Mr"
    std::vector<std::string> of;      // after one of these: "by" in "the photo by Bo"
    std::vector<std::string> after;   // titles and endings
    std::vector<std::string> now;     // between a name and what somebody does

    /// With those of another file; in the order in which they are looked for.
    void add(const NameWords& more);
};

/// The name alone, never empty unless `text` is; `people` when a verb may come next.
/// A part of `text`.
std::string_view bare_name(std::string_view text, const NameWords& words, bool people);

/// Whether a kind or title stands before the name.
bool has_words_before(std::string_view text, const NameWords& words);

/// “B”, 'B', „B“, 「 B 」: the name without its marks, otherwise as it is.
std::string_view unquoted(std::string_view text);

}  // namespace earshot
