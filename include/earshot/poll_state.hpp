#pragma once
// What is remembered of a source between polls, what a poll came to, and what can be said of a
// source by that alone. How one state becomes the next is in poll.hpp. Numbers are the rules of
// research/field.md section 3.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/result.hpp"
#include "earshot/schedule.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace earshot {

/// Opaque: sent back byte for byte (rules 2, 3), to the address that gave them only (10).
struct Validators {
    std::string etag;
    std::string last_modified;
    Url from = {};  // who gave them, after redirects; empty: the source's own address
    bool empty() const { return etag.empty() && last_modified.empty(); }
    bool operator==(const Validators&) const = default;
};

/// The newest document that a source gave, by its own words. What a cache gives again and again
/// shows nobody: it proves no more than the time at which it was made (promise P1).
struct Copy {
    std::optional<Instant> made;   // by Age or Date; empty when the server says neither
    std::optional<Instant> since;  // when it was first seen here
    std::optional<Instant> stamp;  // the feed's own lastBuildDate or updated
    int prompt_stamps = 0;         // polls without news whose stamp was the time of the poll
    int renewals = 0;              // old copies that made room when something was published
    bool operator==(const Copy&) const = default;
};

/// How often something is published, by the times that the entries of the last document state.
struct Publishing {
    std::optional<Span> gap;        // the usual one; empty when too few are known
    bool regular = false;           // most gaps are much like it: the next one can be expected
    std::optional<Instant> newest;  // the last one
    bool operator==(const Publishing&) const = default;
};

struct PollState {
    Validators validators;
    std::uint64_t body_hash = 0;  // of the last good body; equal bytes are like a 304 (11)
    std::optional<Instant> last_attempt;
    std::optional<Instant> first_good;  // since then it is watched
    std::optional<Instant> last_good;
    std::optional<Instant> last_new;  // the last poll that brought an unknown entry
    std::optional<Instant> failing_since;
    bool recovering = false;        // it failed, and one good poll since is not enough to trust it
    int failures = 0;               // in a row
    int gone_polls = 0;             // 410s in a row
    std::string problem;            // of the last failure, redacted; empty when good
    std::size_t usual_entries = 0;  // the longest document seen, forgetting slowly
    std::optional<Span> feed_ttl;   // remembered over 304s (16), as is the next
    std::optional<Span> server_fresh = {};  // max-age or Expires of the last 200 or 304 that had it
    std::optional<Span> stale_if_error = {};  // how long it may fail before that is news (49)
    std::uint32_t skip_hours = 0;
    std::uint8_t skip_days = 0;
    Url moved_to;  // target of the permanent redirects seen (34)
    std::optional<Instant> moved_since;
    Copy copy;
    /// When a whole document last came. Since then there were only answers of "not modified", which
    /// a server may give for ever: see is_taken_on_trust.
    std::optional<Instant> last_document = {};
    /// Since when its "not modified" is not believed: the next question is for the whole document.
    /// Put there by whoever had to rely on it (Polls::doubt), and over with the next document.
    std::optional<Instant> doubted = {};
    /// Its "not modified" was wrong once: it is asked without conditions, as if it gave nothing to
    /// ask with (11).
    bool stuck = false;
    bool refused = false;                     // by its last reply (22 to 24)
    std::optional<Instant> asked_until = {};  // Retry-After of its own last reply (21, 27)
    Publishing publishing = {};
    Due next;

    bool operator==(const PollState&) const = default;
};

/// What kind of poll it was, for the log, the history and the metrics.
enum class PollResult {
    fresh,      // 200 with a document that parsed
    same,       // 304, or 200 with the bytes of last time
    failed,     // anything else: nothing was seen
    cancelled,  // we were stopping: as if it had not been tried
};
std::string_view to_text(PollResult result);

/// What a poll brought, for the log, the API and the tests.
struct PollReport {
    SourceId source{};
    PollResult result = PollResult::failed;
    int status = 0;
    std::size_t entries = 0;
    std::size_t news = 0;
    bool re_announcement = false;
    Due next;
    std::optional<Problem> problem;
    std::vector<FindingNumber> findings;  // new or changed
    bool host_changed = false;            // what the host that answered wants, see HostState
    bool joined = false;                  // it has moved to where another source is
};

/// Whether a source counts as failing for status, digest and trouble: never good so far, or more
/// than a passing fault.
bool is_failing(const PollState& state);
inline constexpr Span failing_is_trouble = 48 * hour;

/// Until when the last good look answers for its source: three days, or as long as the plan of the
/// source itself lets it wait (an interval that the user chose). Who puts us off for longer - the
/// server, the feed, a failure, a clock that was wrong, ourselves - may do so, but is not read in
/// time. Empty while it was never read.
std::optional<Instant> read_until(const Source& source, const PollState& state);
inline constexpr Span look_holds = 3 * day;
inline constexpr Span late_look = day;  // beyond the plan: a host with many feeds takes its time
/// A look that lies in the future, by more than clocks are wrong, was taken by a false clock and
/// answers for nothing.
bool is_read_in_time(const Source& source, const PollState& state, Instant now);
inline constexpr Span clock_tolerance = 10 * minute;

/// Whether it rests on "not modified" alone that nothing was to be seen there at `line`, when a
/// silence became worth telling: a server may say so for ever, and nobody is called quiet before it
/// was asked once without conditions.
bool is_taken_on_trust(const Source& source, const PollState& state, Instant line);

/// Whether good polls bring one and the same old copy for longer than `patience`, from a source
/// that has not shown that its copies are renewed when something is published.
bool is_frozen(const PollState& state, Span patience);
inline constexpr Span frozen_is_trouble = 48 * hour;

/// Whether a source has been read for this long without ever showing an entry.
bool is_always_empty(const PollState& state);
inline constexpr Span empty_is_trouble = 14 * day;

}  // namespace earshot
