#pragma once
// What a good poll proves of its source. Runs inside the intake's transaction.

#include "daemon/io/store/store.hpp"
#include "earshot/novelty.hpp"
#include "earshot/poll.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

/// What a good poll proves, kept for the source (promise P1).
void keep_coverage(io::Store& store, const Source& source, const PollState& before,
                   const PollStep& step, const Sifted& sifted);

}  // namespace earshot::app
