#pragma once
// How a source stands, in one word: what lists show and what status counts. Whom it keeps from
// being seen is another question, to which those it shows belong, too.

#include <optional>
#include <string_view>

#include "earshot/poll_state.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"

namespace earshot {

enum class SourceHealth {
    ok,
    unread,   // not read in time
    failing,  // its last polls failed
    waiting,  // never read, and not failing
    paused,   // by the user
    gone,     // the server said so
};
std::string_view to_text(SourceHealth health);
std::optional<SourceHealth> parse_source_health(std::string_view text);

SourceHealth health_of(const Source& source, const PollState& state, Instant now);

/// When that may change by time alone; empty: never.
std::optional<Instant> health_turns(const Source& source, const PollState& state, Instant now);

}  // namespace earshot
