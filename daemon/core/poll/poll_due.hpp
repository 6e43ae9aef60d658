#pragma once
// When a source is polled next, and why: the longest of all that asks us to wait. Used by poll.cpp;
// numbers are those of research/field.md section 3.

#include <optional>

#include "earshot/http.hpp"
#include "earshot/poll.hpp"

namespace earshot {

/// What a reply says about the time to come.
struct Hints {
    std::optional<http::Wait> fresh;  // Cache-Control, Expires
    std::optional<http::Wait> retry;  // Retry-After, also of a redirect on the way
};
Hints hints_of(const http::Reply& reply, Instant now);

/// A file: source has no server that wants to be spared.
bool is_local(const Source& source);

/// The user's wish, as far as manners allow (13).
Span wanted_interval(const Source& source, const PollSettings& settings);

/// After a good poll. `state` is the one this poll leaves.
Due due_after_good(const PollState& state, const Source& source, const Hints& hints,
                   const PollSettings& settings, Instant now);

/// After a failure; `state` counts it already. `reached`: a request went out, so the interval
/// holds; otherwise nobody was bothered and we may look again sooner (32).
Due due_after_failure(const PollState& state, const Source& source, const Hints& hints,
                      bool reached, const PollSettings& settings, Instant now);

/// After a 429, or a 403 that counts as one (23, 24): `host` counts it already.
Due due_after_refusal(const PollState& state, const Source& source, const Hints& hints,
                      const HostState& host, const PollSettings& settings, Instant now);

/// How long a host that answered 429 without Retry-After is left alone (23).
Span refusal_wait(int strikes);

}  // namespace earshot
