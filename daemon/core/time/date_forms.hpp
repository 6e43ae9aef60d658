#pragma once
// Reading a date by a table of forms. A form is the order of the parts, one letter each:
//
//   d day   b month in words   y year of two or four digits   Y year of four digits
//   i 2026-04-14, in digits   t 05:30[:00[.5]][ pm]   h 0530   e seconds since 1970
//   z zone, "GMT", "+0200", "Z", "Europe/Brussels"
//
// Commas, comments in parentheses and a leading weekday do not count. The whole text has to be
// understood, or there is no date.

#include <optional>
#include <span>
#include <string_view>

#include "earshot/time.hpp"

namespace earshot {

inline constexpr std::size_t longest_date_text = 100;

std::optional<Instant> read_date(std::string_view text, std::span<const std::string_view> forms);

}  // namespace earshot
