#pragma once
// Of one person: whether anything stands between us and them, and how long they have been silent.
// Of all of them at once: horizon.hpp.

#include <optional>

#include "daemon/app/watch/obstacle.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/notice.hpp"
#include "earshot/rhythm.hpp"

namespace earshot::app {

/// The silence of somebody that is on. Its longest gap is that of the last twelve months where that
/// is longer than the one the rhythm keeps, which is capped.
std::optional<Silence> silence_now(const io::Store& store, PersonId id, const Rhythm& rhythm,
                                   const Measure& measure, Instant now);

/// Whether somebody has been silent for longer than ever seen of late.
struct Beyond {
    bool is_beyond = false;
    bool is_near = false;  // for longer than their rhythm knows, but that is not proven: yet
    std::optional<Instant> turns = {};  // when time alone may change that; empty: never
};
Beyond beyond_longest(const io::Store& store, PersonId id, const Rhythm& rhythm, Instant now);
bool is_silent_beyond(const io::Store& store, PersonId id, const Rhythm& rhythm, Instant now);

/// The user looks at none of what shows them.
bool is_paused_altogether(const io::Store& store, PersonId id);

/// Whether nothing stands between us and this person now.
bool is_visible(const io::Store& store, PersonId id, Instant now);

}  // namespace earshot::app
