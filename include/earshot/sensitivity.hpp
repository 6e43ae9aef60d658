#pragma once
// How soon the user wants to hear of a silence: for everybody, a circle or one person.

#include <optional>
#include <string_view>

namespace earshot {

/// One dial: the wanted rate of needless quiet findings, per person and year.
enum class Sensitivity {
    low,     // 0.15
    normal,  // 0.5
    high,    // 1.5
};
std::string_view to_text(Sensitivity s);
std::optional<Sensitivity> parse_sensitivity(std::string_view text);
double false_quiets_per_year(Sensitivity s);

}  // namespace earshot
