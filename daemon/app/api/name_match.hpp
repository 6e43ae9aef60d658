#pragma once
// How well a person's name answers what the user typed: `earshot show ine`. Pure.

#include <cstddef>
#include <string_view>
#include <vector>

namespace earshot::app {

enum class NameMatch {
    none,
    typo,       // a word with one or two letters amiss
    inside,     // somewhere inside
    word,       // begins one of the words: "duarte", "du"
    beginning,  // begins the name: "ines d"
    exact,      // the name, case and spaces aside
};

/// `wanted` and `name` as people write them. What is longer than `longest_query` matches nothing.
NameMatch match_name(std::string_view wanted, std::string_view name);
inline constexpr std::size_t longest_query = 100;

}  // namespace earshot::app
