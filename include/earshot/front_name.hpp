#pragma once
// The name with which a sentence begins: in a feed of many "NAME words" and "NAME: words" are
// NAME's doing, signed or not. Which of the possible names are known is asked elsewhere; here is
// where one can end, in every script, and what stands behind it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// A beginning of a sentence that can be a name.
struct FrontName {
    std::string name;
    bool owns = false;  // a genitive, "NAME's article ...": what follows is others' doing

    bool operator==(const FrontName&) const = default;
};
inline constexpr std::size_t longest_front_name = 120;  // bytes

/// The longest first. Where words are parted by spaces a name ends with a word: "Ann Berg" neither
/// begins "Ann Bergmann" nor "Ann Berg-Sund". Bullets and other signs in front are left out, but
/// not "@": who is addressed does nothing.
std::vector<FrontName> front_names(std::string_view sentence);

/// The ways in which the same name may be written elsewhere, itself first: apostrophes, and marks
/// as part of a letter or beside it.
std::vector<std::string> spellings(const std::string& name);

/// What somebody's name is followed by in a longer one that a sentence was read to have as actor.
enum class Behind {
    rest,   // of a longer name: "Ann Berg Holm"
    title,  // "Ann Berg, captain", "Ann Berg (Holm Ltd)"
    words,  // "Ann Berg mending boats": no name
};
Behind what_stands_behind(std::string_view name, std::string_view longer);

/// Whether this may be somebody's whole name: few words, and none of them a long one with a small
/// letter in front ("A poll was" is none).
bool looks_like_a_name(std::string_view text);

}  // namespace earshot
