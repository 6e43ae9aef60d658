#pragma once
// The row that every poll leaves in the history of its source (field.md rule 50).

#include "daemon/io/store/sources/polls.hpp"
#include "earshot/poll.hpp"

namespace earshot::app {

io::PollRecord record_of(const Source& source, const http::Outcome& outcome, const PollStep& step,
                         const PollReport& report, Instant now);

}  // namespace earshot::app
