#pragma once
// What a good poll proves of its source: nothing by a clock that is in doubt. Runs inside the
// intake's transaction.

#include <optional>

#include "daemon/io/store/store.hpp"
#include "earshot/novelty.hpp"
#include "earshot/poll.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

/// What a good poll with a document proves, kept for the source (promise P1).
void keep_coverage(io::Store& store, const Source& source, const PollState& before,
                   const PollStep& step, const Sifted& sifted, bool clock_in_doubt);

/// The same of a poll that brought no document, by what was proven before it: until when.
std::optional<Instant> proven_without_document(std::optional<Instant> before, const PollStep& step,
                                               bool clock_in_doubt);

/// Whether Polls::record_quiet writes all that a poll moved of the state.
bool moved_only_times(const PollState& before, PollState after);

}  // namespace earshot::app
