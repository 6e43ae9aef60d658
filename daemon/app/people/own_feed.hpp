#pragma once
// What the user's own feed shows: a new connection of theirs, or a word with somebody.

#include <set>
#include <string>

#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/feed.hpp"
#include "earshot/novelty.hpp"

namespace earshot::app {

/// Takes one activity of the user's: a connection becomes somebody's connected_on, a word with a
/// known person becomes a touch. Runs inside the intake's transaction; gives the findings that a
/// touch closed.
std::vector<FindingNumber> take_own(io::Store& store, const News& news, Instant now);

}  // namespace earshot::app
