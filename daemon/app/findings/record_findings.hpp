#pragma once
// What was noticed, filed as findings with their evidence: one open quiet for a person, one finding
// for a burst however it grows, one open trouble of a kind for a source. Runs inside the intake's
// transaction; what counts as what is said by the core.

#include <optional>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/finding.hpp"
#include "earshot/notice.hpp"
#include "earshot/poll.hpp"
#include "earshot/source.hpp"

namespace earshot::io {
struct StoredActivity;
}  // namespace earshot::io

namespace earshot::app {

class Me;

/// The coverage of a person: all active sources together, feed gates included.
Coverage coverage_of(const io::Store& store, PersonId id);

/// Files the changes of one look at one person; gives the findings that are new or changed.
/// Quiet and back are kept only for people whom the user follows or lets rest.
std::vector<FindingNumber> file_changes(io::Store& store, PersonId id,
                                        const std::vector<Change>& changes, Instant now);

/// A quiet with what could not be watched until now, and not only until its line was passed.
Finding as_of_now(const io::Store& store, Finding finding, Instant now);

/// The quiet that passed its line then, if it was filed; the newest when it was told again.
std::optional<Finding> quiet_due_at(const io::Store& store, PersonId id, Instant due);

/// Newcomers with whom several of the people seen have connected.
std::vector<FindingNumber> file_waves(io::Store& store, const Me& me,
                                      const std::vector<io::StoredActivity>& seen, Instant now);

/// Quiets with one cause become one finding; who joins one that was told is told with it.
std::vector<FindingNumber> file_quiet_together(io::Store& store, Instant now);

/// Whoever pauses a source has no more trouble with it.
void close_troubles(io::Store& store, SourceId id, const std::string& by, Instant now);

/// Opens, updates and closes the troubles of a source after a poll.
std::vector<FindingNumber> file_troubles(io::Store& store, const Source& source,
                                         const PollStep& step, bool re_announcement, Instant now);

}  // namespace earshot::app
