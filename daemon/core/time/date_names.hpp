#pragma once
// The words that dates are written with: months, halves of the day, zones; in the languages that
// feeds are met in. Words are folded first (`folded_word`), so case and accents do not count.

#include <optional>
#include <string>
#include <string_view>

#include "earshot/time.hpp"

namespace earshot {

/// Lower case and without accents, for Latin, Greek and Cyrillic letters.
std::string folded_word(std::string_view word);

/// 1 to 12 for the name of a month, or three or more letters that it begins with.
std::optional<int> month_of(std::string_view folded);

/// 0 (Sunday) to 6 for an English weekday, or three or more letters of it.
std::optional<int> weekday_of(std::string_view folded);

/// "EST", "CEST", "Z": east of Greenwich. Empty when the name is unknown, or claimed by many.
std::optional<Span> zone_offset(std::string_view folded);

/// A word before the time that says which half of the day it counts from: "오후".
struct HalfOfDay {
    bool afternoon = false;
    std::optional<Span> offset;  // the language has one zone
};
std::optional<HalfOfDay> half_of_day(std::string_view word);

/// A word after a number that says what it counts: "년", "月".
struct Counter {
    std::string_view word;
    char letter;                 // y, b or d, as in date_forms.hpp
    std::optional<Span> offset;  // the language has one zone
};
std::optional<Counter> counter_at(std::string_view text);

/// Words between the others that say nothing: "at", "de" before the time, "Uhr" after it.
bool says_nothing(std::string_view folded, bool is_after_time);

}  // namespace earshot
