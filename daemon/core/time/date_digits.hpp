#pragma once
// Dates written in digits alone: ISO 8601 with its week, ordinal and truncated forms, and the
// orders of day, month and year that people use.

#include <optional>
#include <string_view>

#include "daemon/core/time/civil.hpp"

namespace earshot {

/// Takes the date off the front of lower-case text; a T may follow. Where the orders of different
/// countries read different days (04/05/2026), and the weekday does not tell, there is none.
std::optional<Civil> take_date_in_digits(std::string_view& text, std::optional<int> weekday);

}  // namespace earshot
