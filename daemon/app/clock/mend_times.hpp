#pragma once
// Times that a wrong clock left in the store: what was planned or seen "later" than now.

#include <optional>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

/// How far ahead of the clock the latest time lies at which anything was done; nothing when no more
/// than clocks differ. Either it was wrong then, or it is now.
std::optional<Span> times_ahead(const io::Store& store, Instant now);

/// What is kept shows which of the two: the looks at most of the sources that can tell, by their
/// pace (leaps_over); where none can, what people wrote bears no date after now, or does.
enum class Wrong { then, now, unknown };
Wrong which_is_wrong(const io::Store& store, Instant now);

/// Whatever is to come is planned anew, wrong or not: a look too many does no harm.
void plan_anew(io::Store& store, Instant now);

/// All that was done or seen later than now is brought back to it, or to where it is proven; plans
/// are made anew, rhythms learned anew, and what rests on time that never passed is closed. One
/// transaction; gives the findings that changed. Only when the clock is right now: true times
/// would be lost.
std::vector<FindingNumber> mend_times(io::Store& store, Instant now);

}  // namespace earshot::app
