#pragma once
// Noticing: sightings, coverage and time in; what changed about a person out. A pure step; the only
// state is PersonState, O(1) for each person.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "earshot/burst.hpp"
#include "earshot/coverage.hpp"
#include "earshot/novelty.hpp"
#include "earshot/own_line.hpp"
#include "earshot/rhythm.hpp"
#include "earshot/sensitivity.hpp"

namespace earshot {

/// What is remembered of one person between polls.
struct PersonState {
    Rhythm rhythm;                     // all verbs together
    BurstRun connects;                 // connect-like verbs
    BurstRun anything;                 // any verb
    std::optional<Instant> quiet_due;  // set while a quiet is on: when its line was passed

    bool operator==(const PersonState&) const = default;
};

struct Sighting {
    Instant at;
    Verb verb = Verb::other;
    TimeQuality quality = TimeQuality::stated;
    Freshness freshness = Freshness::fresh;
    std::string sentence;
    std::string link;
    int count = 1;             // how many things it says: 0 when all of it was said before
    bool at_least = false;     // earlier ones may have fallen out of the feed unseen
    bool more_of_old = false;  // no sighting: something known says a greater number now
};

/// By what measure somebody is looked at: what the user set, and what the answers taught.
struct Measure {
    Sensitivity sensitivity = Sensitivity::normal;
    std::optional<Instant> touched;   // the user's last word with them: the line is counted from
                                      // there when it is later than the last sighting
    std::optional<OwnLine> own_line;  // in place of the one that the rhythm gives
    std::optional<Stretch> leave;     // known to be away: does not count as silence
    double usual_silence_days = 0;    // "this is normal for them": the line is never below that
    int usual_run = 0;                // the same for bursts: a run up to this is none
    int usual_connections = 0;        // and for runs of connections

    bool operator==(const Measure&) const = default;
};

struct QuietBegan {
    Instant last_seen;
    Instant due;
    double usual_gap_days = 0;
    double unevenness = 1;  // s of rhythm.hpp
    double longest_days = 0;
    QuietLine line;
    bool at_start = false;                   // found in the history of a first look
    std::optional<Instant> instead_of = {};  // the due time of a quiet that was on: a sighting came
                                             // late and the silence after it is beyond the line
                                             // too, so that one silence goes on
    bool operator==(const QuietBegan&) const = default;
};
struct QuietEnded {
    Instant last_before;
    Instant due;  // of the quiet that ended
    Instant seen;
    bool welcome = false;  // a fresh sighting: they are back. Otherwise the quiet is taken back
    std::string sentence;
    std::string link;
    bool operator==(const QuietEnded&) const = default;
};
/// Begins, grows or closes. `span.start` identifies the burst and never moves, though a late
/// activity may have come before it.
struct BurstSeen {
    bool connections = false;
    BurstSpan span;
    bool closed = false;
    bool replaced = false;  // connections make up the burst after all: it is told as such, and this
                            // one, a burst of anything, is taken back
    bool operator==(const BurstSeen&) const = default;
};
using Change = std::variant<QuietBegan, QuietEnded, BurstSeen>;

struct NoticeStep {
    PersonState state;
    std::vector<Change> changes;        // in order of time
    std::optional<Instant> next_check;  // when a quiet falls due as known now; empty: nothing is
                                        // armed or a quiet is on
};

/// One look at one person: `sightings` (oldest first, may be empty) came with a good poll at `now`,
/// which `coverage`, of all the person's sources, has taken in.
///
/// A quiet begins only when `coverage` proves it, that is when its due time is not after
/// coverage.proven_until; a run of activities is closed by the same proof. A fresh sighting after a
/// quiet is a welcome return, also when the quiet fell into the time between two polls and the
/// feed itself says when the sighting was. Any other newer sighting takes a quiet back: one from
/// before its due time that came late, or backfill; when the silence since that sighting has passed
/// its line as well, the quiet goes on (`instead_of`). Sightings not newer than the newest change
/// no rhythm.
///
/// Nobody becomes quiet during a known leave. Neither that nor a word with the user hides a return:
/// whoever is seen again after a silence beyond the line is back, also when nobody was worried.
///
/// With `first_look` true the person was not watched before: history teaches silently, and a
/// silence already on is marked at_start. When connections burst, the same run does not count as a
/// burst of anything too.
NoticeStep notice(PersonState state, std::span<const Sighting> sightings, const Coverage& coverage,
                  const Measure& measure, bool first_look, Instant now);

/// The line of somebody by this measure. Empty when there is none: nobody was seen, they are hardly
/// known, or the user said never.
std::optional<QuietLine> line_of(const Rhythm& rhythm, const Measure& measure);

/// The silence that is on, whether its line was passed or not: for who may be told of soon, and for
/// what may be said of those who are not told.
struct Silence {
    Instant last_seen;
    Instant since;            // last seen, or the user's word with them after that
    double watched_days = 0;  // of the time since then, what was proven and counts
    double longest_days = 0;  // the longest gap of late; 0: none is known
    std::optional<QuietLine> line;
    std::optional<Instant> due;  // when the line is passed, as known now

    bool operator==(const Silence&) const = default;
};
/// Empty for whoever was never seen.
std::optional<Silence> silence_of(const Rhythm& rhythm, const Coverage& coverage,
                                  const Measure& measure);
/// Longer than ever seen of late, by more than the hours of a session: nobody can say that this one
/// looks like themselves.
bool is_beyond_longest(const Silence& silence);

/// The rhythm that these sightings (oldest first) teach by themselves: for a person who was put
/// together from two, or taken apart again.
Rhythm rhythm_of(std::span<const Instant> sightings, const Coverage& coverage);

}  // namespace earshot
