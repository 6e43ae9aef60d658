#pragma once
// The two forms in which nearly every feed writes its dates, read where they stand. What is written
// in any other way is left to date_forms.hpp, which reads these two alike, forty times slower.

#include <optional>
#include <string_view>

#include "earshot/time.hpp"

namespace earshot {

/// "Tue, 14 Apr 2026 05:30:00 GMT" (or +0000) and "2026-04-14T05:30:00Z" (or .25+00:00), white
/// space around them.
std::optional<Instant> read_usual_date(std::string_view text);

}  // namespace earshot
