#pragma once
// How much of a digest a destination gets.

#include <optional>
#include <string_view>

namespace earshot {

enum class Detail {
    full,      // all
    names,     // no words of anybody's, no addresses and no links
    initials,  // what kind of news it is, and of whom, in letters
};
std::string_view to_text(Detail detail);
std::optional<Detail> parse_detail(std::string_view text);

}  // namespace earshot
