#pragma once
// What a good poll proves of its source: nothing by a clock that is in doubt. Runs inside the
// intake's transaction.

#include "daemon/io/store/store.hpp"
#include "earshot/novelty.hpp"
#include "earshot/poll.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

/// What a good poll with a document proves, kept for the source (promise P1).
void keep_coverage(io::Store& store, const Source& source, const PollState& before,
                   const PollStep& step, const Sifted& sifted, bool clock_in_doubt);

/// The same of a poll that brought no document; and with it what else such a poll moves, when that
/// is all it moves of the state. Whether it is.
bool keep_quiet_poll(io::Store& store, SourceId id, const PollState& before, const PollStep& step,
                     bool clock_in_doubt);

}  // namespace earshot::app
