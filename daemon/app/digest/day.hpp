#pragma once
// What the day brings by itself, once before each digest: new connections of the user's without a
// word (day 7 and day 21), a silence that has lasted a year, quiets that have one cause, and what
// nobody answered and fades. Runs inside the caller's transaction.

#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

class Lookout;

/// Gives the findings that are new or changed.
std::vector<FindingNumber> turn_day(io::Store& store, Lookout& lookout, const Zone& zone,
                                    Instant now);

}  // namespace earshot::app
