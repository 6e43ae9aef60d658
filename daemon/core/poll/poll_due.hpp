#pragma once
// When a source is polled next, and why: the longest of all that asks us to wait. Used by poll.cpp;
// numbers are those of research/field.md section 3.

#include "daemon/core/poll/poll_hints.hpp"
#include "earshot/poll.hpp"

namespace earshot {

/// A file: source has no server that wants to be spared.
bool is_local(const Source& source);

/// The user's wish, as far as manners allow (13), also those of its host.
Span wanted_interval(const Source& source, const PollSettings& settings);

/// After a good poll. `state` is the one this poll leaves. Whether a document came that was cut
/// short says whether the server gave us nothing to ask with (11).
Due due_after_good(const PollState& state, const Source& source, const Hints& hints, bool whole,
                   const PollSettings& settings, Instant now);

/// After a failure; `state` counts it already. `reached`: a request went out, so the interval
/// holds; otherwise nobody was bothered and we may look again sooner (32). What the failure says
/// of its freshness counts when it comes from the server that has the feed (17).
Due due_after_failure(const PollState& state, const Source& source, const Hints& hints,
                      bool reached, const PollSettings& settings, Instant now);

/// After a 429, or a 403 that counts as one (23, 24): `strikes` counts it already.
Due due_after_refusal(const PollState& state, const Source& source, const Hints& hints, int strikes,
                      const PollSettings& settings, Instant now);

/// How long a host that answered 429 without Retry-After is left alone (23).
Span refusal_wait(int strikes);

}  // namespace earshot
