#pragma once
// A line that the user draws for somebody, or for a circle, in place of the one that their rhythm
// gives. It says after how much observed time silence is told; coverage still has to prove it.

#include <optional>
#include <string>
#include <string_view>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot {

struct OwnLine {
    std::optional<Span> after;  // empty: never

    bool operator==(const OwnLine&) const = default;
};

namespace own_line_limits {
inline constexpr Span shortest = day;
inline constexpr Span longest = 3 * 365 * day;
}  // namespace own_line_limits

/// "never", or the length: "6w", "12d".
std::string to_text(const OwnLine& line);
/// "never", "6 weeks", "12 days", "10d", "2w". The problem continues a sentence: "must be ...".
Result<OwnLine> parse_own_line(std::string_view text);

}  // namespace earshot
