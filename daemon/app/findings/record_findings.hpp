#pragma once
// What was noticed, kept as findings. Here the evidence is gathered and what is known is loaded by
// its key; what a report does to a finding is the core's (finding_life.hpp). Everything runs inside
// the caller's transaction and gives the numbers of the findings that are new or changed.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/finding.hpp"
#include "earshot/notice.hpp"
#include "earshot/poll.hpp"
#include "earshot/source.hpp"
#include "earshot/together.hpp"

namespace earshot {
class Me;
struct FindingStep;
struct Person;
}  // namespace earshot

namespace earshot::io {
class Findings;
struct StoredActivity;
}  // namespace earshot::io

namespace earshot::app {

class Horizon;

std::vector<FindingNumber> keep(io::Findings& findings, const FindingStep& step, Instant now);

/// The changes of one look at one person.
std::vector<FindingNumber> record_changes(io::Store& store, PersonId id,
                                          const std::vector<Change>& changes, Instant now);

/// Newcomers with whom several of the people seen have connected.
std::vector<FindingNumber> record_waves(io::Store& store, const Me& me,
                                        const std::vector<io::StoredActivity>& seen, Instant now);

/// Quiets with one cause become one finding; who joins one that was told is told with it.
std::vector<FindingNumber> record_quiets_together(io::Store& store, const Horizon& all,
                                                  Instant now);

/// Who is silent in each circle, with how many it has.
struct SilentCircle {
    std::vector<SilentOne> silent;
    std::size_t people = 0;  // with a known rhythm
};
std::map<std::string, SilentCircle> silent_circles(const Horizon& all);

/// Whether this quiet waits for others of the circle, to be told with them by one line.
bool waits_for_others(const std::map<std::string, SilentCircle>& circles, const Finding& quiet,
                      const Person& person, Instant now);

/// The troubles of a source after a poll.
std::vector<FindingNumber> record_troubles(io::Store& store, const Source& source,
                                           const PollStep& step, bool re_announcement, Instant now);
/// Whoever pauses a source has no more trouble with it.
std::vector<FindingNumber> record_pause(io::Findings& findings, SourceId id, Instant now);

/// A quiet with what was watched of it until now, and not only until its line was passed; one that
/// is over stays as it was when it ended.
Finding as_of_now(const io::Store& store, Finding finding, Instant now);

}  // namespace earshot::app
