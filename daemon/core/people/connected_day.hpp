#pragma once
// The day of a connection, as exports and spreadsheets write it.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// How "8/9/2025" is to be read.
enum class DayOrder {
    unknown,      // all such days of the file make sense either way, or they contradict each other
    day_first,    // "19/8/2025" was among them
    month_first,  // "8/19/2025" was
};
DayOrder order_of(const std::vector<std::string>& days);

/// Midnight UTC of that day. A time of day beside it does not count.
Result<Instant> read_day(std::string_view text, DayOrder order);

}  // namespace earshot
