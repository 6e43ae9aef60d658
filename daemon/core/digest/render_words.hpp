#pragma once
// What text and HTML have in common: the same words in the same order, ready for a terminal or a
// mail. Only how they are laid out differs.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/digest.hpp"

namespace earshot {

struct ItemWords {
    std::string number;  // "[3]"
    std::string name;    // "Ines Duarte"
    std::string line;    // goes on right after the name: ": usually every 3-6 days."
    std::string more;    // stands below; may be empty
    bool operator==(const ItemWords&) const = default;
};
struct SectionWords {
    std::string heading;
    std::vector<ItemWords> items;
    bool operator==(const SectionWords&) const = default;
};
struct DigestWords {
    std::string headline;
    std::string coverage;
    std::vector<SectionWords> sections;  // none of them empty
    std::string left;                    // "And 4 more: earshot open"; may be empty
    std::vector<std::string> commands;   // "earshot why 3"; none when there are no items
    std::string reminder;                // with the commands
    bool operator==(const DigestWords&) const = default;
};
DigestWords words_of(const Digest& digest);

}  // namespace earshot
