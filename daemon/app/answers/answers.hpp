#pragma once
// What the user answers, kept: to one finding, or about one person. Each is one transaction and
// leaves what it takes to undo it. What an answer means is the core's (feedback.hpp).

#include <span>
#include <string>
#include <vector>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/feedback.hpp"

namespace earshot::app {

/// ok, snooze (with `until`), normal, wrong: to one finding, or to several as one change. When it
/// is refused for one of them, nothing is changed.
Allowed<io::StoredChange> answer_findings(io::Store& store, std::span<const FindingNumber> numbers,
                                          Feedback verb, std::optional<Instant> until,
                                          const Zone& zone, Instant now);

/// The user and this person were in touch.
Allowed<io::StoredChange> touch_person(io::Store& store, PersonId id, const Touch& touch,
                                       const Zone& zone, Instant now);

/// Known to be away from now until then; now ends a leave. The past is refused: it is a slip of the
/// year.
Allowed<io::StoredChange> away_person(io::Store& store, PersonId id, Instant until,
                                      const Zone& zone, Instant now);

/// Followed again, at rest (only a return is told) or let go (nothing is, and feeds that show
/// nobody else are paused). Whom the configuration declares may rest, but not be let go: the
/// refusal names the line.
Allowed<io::StoredChange> set_standing(io::Store& store, PersonId id, Standing standing,
                                       Instant now);

/// The newest answer to this finding that was not undone, by the number of its change.
std::optional<std::int64_t> answer_to(const io::Changes& changes, FindingNumber number);

/// Takes an answer back, inside the transaction of undo. False when it cannot be read.
bool take_back_answer(io::Store& store, const NoticeSettings& settings,
                      const io::StoredChange& change, Instant now);

}  // namespace earshot::app
