#include "earshot/own_line.hpp"

#include "earshot/text.hpp"
#include "earshot/when.hpp"

namespace earshot {
namespace {

constexpr std::string_view never = "never";

}  // namespace

std::string to_text(const OwnLine& line) {
    return line.after ? to_text(*line.after) : std::string(never);
}

Result<OwnLine> parse_own_line(std::string_view text) {
    const std::string word = collapse(text);
    if (word == never) return OwnLine{};
    const auto after = parse_length(word);
    if (!after) return fail("must be \"never\" or a time such as \"12 days\" or \"6 weeks\"");
    if (*after < own_line_limits::shortest || *after > own_line_limits::longest)
        return fail("must be between a day and three years");
    return OwnLine{*after};
}

}  // namespace earshot
