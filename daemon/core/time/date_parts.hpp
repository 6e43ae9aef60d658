#pragma once
// The parts that a date is written with, before anybody knows their order.

#include <string_view>
#include <vector>

#include "daemon/core/time/civil.hpp"

namespace earshot {

struct DatePart {
    enum class Kind { number, month, date, time, zone, epoch } kind = Kind::number;
    int digits = 0;            // of a number
    long long value{};         // number, month, epoch seconds
    Civil fields{};            // of date, time and zone
    std::string_view place{};  // of a zone that is named by it: "Europe/Brussels"
};

/// Of collapsed text without comments. Empty when something was not understood. The parts refer to
/// the text.
std::vector<DatePart> date_parts(std::string_view text);

}  // namespace earshot
