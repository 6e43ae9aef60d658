#pragma once
// What becomes of a finding: when two reports are the same one, and what may happen to it.
//
//   found --> open --> told --> closed       by what is seen later, by an answer, by time
//
// What faded unanswered is closed and not over: it can still be answered. Pure steps: the caller
// loads what is known under a key, takes a step, and saves what it gives. Nothing here knows a
// store, and no step looks at findings that it was not given.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "earshot/finding.hpp"
#include "earshot/notice.hpp"
#include "earshot/person.hpp"
#include "earshot/poll.hpp"
#include "earshot/source.hpp"
#include "earshot/together.hpp"

namespace earshot {

// --- which one it is ---

/// One silence: the same as long as its line was passed at the same instant.
FindingKey quiet_key(PersonId person, Instant due);
/// One run: however it grows, its start identifies it.
FindingKey burst_key(PersonId person, Burst::Of of, Instant start);
/// One newcomer, by account key, or by name when there is none.
FindingKey newcomer_key(const std::string& newcomer);

// --- its states ---

/// An open one is told; any other stays as it is.
Finding told(Finding finding, Instant now);
/// The digest that told it reached nobody.
Finding untold(Finding finding);
Finding closed(Finding finding, ClosedBy by, Instant now);
/// Hidden until then, and told again.
Finding snoozed(Finding finding, Instant until);
/// As it stood `before`, or only open or told again: what closed it is taken back.
Finding reopened(Finding finding, const Finding& before);
Finding reopened(Finding finding, Finding::State state);

/// After the clock was wrong, and is `now`: nothing was found, told or closed later than that. What
/// rests on time that never passed is closed, what faded by it is open again.
Finding brought_back(Finding finding, Instant now);

/// Whether this is the quiet of a silence that passed its line at `quiet_due` and lasts.
bool is_of(const Finding& quiet, const std::optional<Instant>& quiet_due);
/// Closed, and not only because nobody answered.
bool is_over(const Finding& finding);
/// The user has said what it is worth: ok, normal or wrong.
bool is_answered(const Finding& finding);
/// What nobody answered is yesterday's news after two weeks; a trouble stays until it is over.
inline constexpr Span fade_after = 14 * day;
bool has_faded(const Finding& finding, Instant now);
/// What the user would call open: not closed, snoozed, faded or still being learned, of somebody
/// whom they want to hear of. `standing`: of its person, if it is about one.
bool is_open(const Finding& finding, std::optional<Standing> standing, Instant now);
/// The same, or a silence that goes on although nobody answered.
bool still_holds(const Finding& finding, std::optional<Standing> standing, Instant now);

/// Whether a return is told after this quiet: it was told or could have been, and the user has not
/// called it a mistake or the usual.
bool deserves_back(const Finding& quiet);

// --- steps ---

/// What is to be kept: `changed` by its number, `made` under a new one. `told` are told by another
/// one's line.
struct FindingStep {
    std::vector<Finding> changed;
    std::vector<Finding> made;
    std::vector<FindingNumber> told;
};

/// Somebody who was looked at, and the titles of the sources that show them.
struct Watched {
    PersonId id{};
    Standing standing = Standing::followed;
    std::vector<std::string> where;
};

/// Of the quiets of one person (newest first) the one of the silence that began: it stands in for
/// it, or bears its key, or was last seen at the same instant. A silence is told once, whatever its
/// line turns out to be; only a word with the user, or a leave, lets the same one be told again.
std::optional<Finding> same_silence(std::span<const Finding> quiets, PersonId person,
                                    const QuietBegan& began);

/// `known`: its same_silence. One that was taken back (who is who, a source removed, seen earlier)
/// goes on as it was, told or not; one that was answered stays so. Quiet and back are kept only of
/// people whom the user follows or lets rest.
FindingStep quiet_began(const std::optional<Finding>& known, const Watched& who, Quiet evidence,
                        Instant now);
/// `known`: under quiet_key of its due time.
FindingStep quiet_ended(const std::optional<Finding>& known, const Watched& who,
                        const QuietEnded& ended, Instant now);
/// `known`: under burst_key of its start.
FindingStep burst_seen(const std::optional<Finding>& known, const Watched& who,
                       const BurstSeen& seen, Burst evidence, Instant now);

/// A source after a poll, with what only its surroundings tell.
struct PolledSource {
    const Source& source;
    const PollStep& step;
    bool re_announcement = false;
    bool own_network = false;                     // the failure is our own line's
    Span patience{};                              // how long one copy may be the newest
    std::optional<Instant> host_down_since = {};  // nobody of its host was read since: one outage,
                                                  // though each notices it at its own pace
    bool host_is_told = false;                    // and that it is down was told
};
/// `known`: the troubles of the source that are not closed or that the user has answered: one that
/// was answered is not opened again as long as it lasts.
/// Whom the source shows, the caller adds to what is made.
FindingStep troubles_after_poll(std::span<const Finding> known, const PolledSource& polled,
                                Instant now);
/// Whoever pauses a source has no more trouble with it.
FindingStep troubles_after_pause(std::span<const Finding> known, Instant now);

/// A wave of people who met one newcomer. `untold`: the open one under newcomer_key, which only
/// grows; `rests` says that the newcomer's last wave is too recent for another.
FindingStep newcomer_met(const std::optional<Finding>& untold, const std::string& newcomer,
                         Shared evidence, bool rests, Instant now);

/// Whether a quiet may be part of a pattern: several who are quiet with one cause.
bool may_join_pattern(const Finding& quiet, Standing standing, Instant now);
/// Findings older than this belong to no new pattern.
inline constexpr Span pattern_age = 90 * day;
/// `known`: the patterns found within pattern_age. Whoever joins one that was told is told with
/// it; one that waits says only who is quiet now.
FindingStep quiets_together(std::span<const Finding> known, const std::vector<QuietOne>& quiets,
                            const std::map<std::string, std::size_t>& circles, Instant now);

/// The question of this day about a new connection of the user's, once. `known`: all that were
/// asked about this person.
FindingStep connection_asked(std::span<const Finding> known, PersonId person, Instant connected,
                             int on_day, Instant now);
/// A silence of a year is told once more: whether to keep or to let go is the user's choice.
FindingStep year_of_silence(const Finding& quiet, Instant anniversary, Instant now);
/// `known`: all that are not closed.
FindingStep faded(std::span<const Finding> known, Instant now);

}  // namespace earshot
