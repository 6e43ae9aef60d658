#include "earshot/sensitivity.hpp"

#include "earshot/words.hpp"

namespace earshot {

std::string_view to_text(Sensitivity s) {
    switch (s) {
        case Sensitivity::low: return "low";
        case Sensitivity::normal: return "normal";
        case Sensitivity::high: return "high";
    }
    return {};
}

std::optional<Sensitivity> parse_sensitivity(std::string_view text) {
    return parse_word<Sensitivity>(text);
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
