#include "earshot/own_line.hpp"

#include <array>
#include <utility>

#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::string_view never = "never";

/// "6 weeks" as "6w": what parse_span reads.
std::string in_short(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char>, 4> units{
        {{" weeks", 'w'}, {" week", 'w'}, {" days", 'd'}, {" day", 'd'}}};
    for (const auto& [word, letter] : units)
        if (text.ends_with(word))
            return std::string(text.substr(0, text.size() - word.size())) + letter;
    return std::string(text);
}

}  // namespace

std::string to_text(const OwnLine& line) {
    return line.after ? to_text(*line.after) : std::string(never);
}

Result<OwnLine> parse_own_line(std::string_view text) {
    const std::string word = collapse(text);
    if (word == never) return OwnLine{};
    const auto after = parse_span(in_short(word));
    if (!after) return fail("must be \"never\" or a time such as \"12 days\" or \"6 weeks\"");
    if (*after < own_line_limits::shortest || *after > own_line_limits::longest)
        return fail("must be between a day and three years");
    return OwnLine{*after};
}

}  // namespace earshot
