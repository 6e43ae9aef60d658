#pragma once
// Our own line: when no host answers any more, the fault is not theirs (field.md rule 33). Then no
// source is in trouble for it, one of them is asked now and then, and all that failed meanwhile are
// asked again as soon as anybody answers.

#include <optional>

#include "earshot/schedule.hpp"
#include "earshot/time.hpp"

namespace earshot::io {
class Marks;
class Polls;
}  // namespace earshot::io

namespace earshot::app {

/// Since when nobody has answered, when that looks like our own line: sources of two hosts or more
/// began to fail since, so it is not the fault of one. Empty while somebody can be reached.
std::optional<Instant> line_down(const io::Marks& marks, const io::Polls& polls);

/// A host answered: that is remembered, and when the line was down its victims are due again,
/// spread over `spread_again`.
void note_answer(io::Marks& marks, io::Polls& polls, Instant now);
inline constexpr Span spread_again = 10 * minute;

/// A host did not answer: `next`, or sooner when the line is down and nobody else is asked before.
Due after_no_answer(const io::Marks& marks, const io::Polls& polls, Due next, Instant now);
inline constexpr Span probe_interval = 15 * minute;

}  // namespace earshot::app
