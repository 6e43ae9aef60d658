#pragma once
// A line of one's own as a column: its seconds, 0 for never, NULL for none.

#include <optional>

#include "earshot/own_line.hpp"

namespace earshot::io {

inline Span stored(const OwnLine& line) {
    return line.after.value_or(Span{0});
}
inline std::optional<Span> stored(const std::optional<OwnLine>& line) {
    return line ? std::optional(stored(*line)) : std::nullopt;
}
inline std::optional<OwnLine> line_of(const std::optional<Span>& column) {
    if (!column) return std::nullopt;
    return *column > Span{0} ? OwnLine{*column} : OwnLine{};
}

}  // namespace earshot::io
