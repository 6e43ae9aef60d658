#pragma once
// One look at one person: what is remembered of them, what came, what can be seen, and by what
// measure; then what that changed, kept. Runs inside the caller's transaction.

#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/notice.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

/// `sightings` came with a good poll, in any order; none when only time has passed. `first_look`:
/// the source that brought them was never read before. Gives the findings that are new or changed.
std::vector<FindingNumber> look_at(io::Store& store, const NoticeSettings& settings, PersonId id,
                                   std::vector<Sighting> sightings, bool first_look, Instant now);

/// Whether "not modified" would not do for an answer now: the line of somebody whom this source
/// shows is passed, and no document was read after it. look_at() would wait for one.
bool needs_document(const io::Store& store, const NoticeSettings& settings, const Source& source,
                    const PollState& state, Instant now);

/// The line of somebody was moved: in force at once, not with the next poll. A quiet that is not
/// one by the new line is closed; one that is begins.
std::vector<FindingNumber> move_line(io::Store& store, const NoticeSettings& settings, PersonId id,
                                     Instant now);

}  // namespace earshot::app
