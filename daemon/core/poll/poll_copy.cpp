#include "daemon/core/poll/poll_copy.hpp"

#include <algorithm>

namespace earshot {
namespace {

constexpr int stamps_to_believe = 3;
constexpr int renewals_to_trust = 2;
/// Many blogs date an entry to the midnight before it is published.
constexpr Span renewed_within = day;

bool is_old(Instant made, Instant now) {
    return now - made > clock_tolerance;
}

/// The Date of a server whose clock is wrong keeps step with ours, and is older than any copy can
/// be that was made when we last asked.
bool keeps_step(const Copy& known, Instant date, Instant now) {
    if (!known.made || !known.since) return false;
    const Span ours = now - *known.since;
    const Span theirs = date - *known.made;
    const Span apart = std::max(ours - theirs, theirs - ours);
    return theirs > ours / 2 && apart <= clock_tolerance && now - date > ours + clock_tolerance;
}

/// A stamp that was the time of the poll, again and again, is the time of the document's making.
bool is_made_when_stamped(const Copy& known, const Copy& copy) {
    return known.prompt_stamps >= stamps_to_believe && copy.stamp;
}

/// How often the stamp was the time of the poll, after one more look at it.
int prompt_stamps(const PollState& before, Instant stamp, const DocumentSummary& summary,
                  Instant now) {
    const Copy& known = before.copy;
    if (stamp == known.stamp) return known.prompt_stamps;
    if (stamp <= now && !is_old(stamp, now))
        return summary.news > 0 ? known.prompt_stamps
                                : std::min(known.prompt_stamps + 1, stamps_to_believe);
    // Somebody else asked since we did, and what was made then is given to us too. A stamp from
    // before that, or of the newest entry, is no time of making at all.
    const bool made_since = before.last_good && stamp > *before.last_good && stamp <= now;
    const bool of_an_entry = summary.newest && stamp <= *summary.newest + clock_tolerance;
    return made_since && !of_an_entry ? known.prompt_stamps : 0;
}

}  // namespace

Instant note_copy(PollState& state, const PollState& before, const http::Reply& reply,
                  const Feed* feed, Instant now) {
    Copy& copy = state.copy;
    const Copy& known = before.copy;
    std::optional<Instant> made;
    Instant as_of = now;
    if (const auto date = http::date_of(reply.headers)) {
        made = std::min(*date, now);
        if (is_old(*made, now) && !keeps_step(known, *made, now)) as_of = *made;
    }
    if (const auto age = http::age_of(reply.headers)) {
        made = std::min(made.value_or(now), now - *age);
        if (is_old(now - *age, now)) as_of = std::min(as_of, now - *age);
    }
    if (known.renewals >= renewals_to_trust) as_of = now;
    if (feed) copy.stamp = feed->updated;
    if (is_made_when_stamped(known, copy)) {
        made = std::min(made.value_or(now), *copy.stamp);
        if (is_old(*copy.stamp, now)) as_of = std::min(as_of, *copy.stamp);
    }
    if (!made) {
        copy.made.reset();
        copy.since.reset();
    } else if (!known.made || *made > *known.made + clock_tolerance) {
        copy.made = made;
        copy.since = now;
    }
    return as_of;
}

void note_renewal(PollState& state, const PollState& before, const Feed& feed,
                  const DocumentSummary& summary, Instant now) {
    Copy& copy = state.copy;
    const Copy& known = before.copy;
    if (feed.updated) copy.prompt_stamps = prompt_stamps(before, *feed.updated, summary, now);
    if (summary.news == 0) return;
    const bool renewed = known.made && copy.made && *copy.made > *known.made && before.last_good &&
                         *before.last_good - *known.made > frozen_is_trouble;
    if (!renewed || !summary.newest || *summary.newest > *copy.made + clock_tolerance) return;
    const bool at_once = *copy.made - *summary.newest <= renewed_within;
    copy.renewals = at_once ? std::min(known.renewals + 1, renewals_to_trust) : 0;
}

bool is_frozen(const PollState& state, Span patience) {
    const Copy& copy = state.copy;
    if (!copy.since || !state.last_good || copy.renewals >= renewals_to_trust) return false;
    return *state.last_good - *copy.since > patience;
}

}  // namespace earshot
