#include "earshot/sensitivity.hpp"

#include <array>
#include <utility>

namespace earshot {
namespace {

constexpr std::array<std::pair<Sensitivity, std::string_view>, 3> words{{
    {Sensitivity::low, "low"},
    {Sensitivity::normal, "normal"},
    {Sensitivity::high, "high"},
}};

}  // namespace

std::string_view to_text(Sensitivity s) {
    for (const auto& [value, word] : words)
        if (value == s) return word;
    return "normal";
}

std::optional<Sensitivity> parse_sensitivity(std::string_view text) {
    for (const auto& [value, word] : words)
        if (word == text) return value;
    return std::nullopt;
}

double false_quiets_per_year(Sensitivity s) {
    switch (s) {
        case Sensitivity::low: return 0.15;
        case Sensitivity::normal: return 0.5;
        case Sensitivity::high: return 1.5;
    }
    return 0.5;
}

}  // namespace earshot
