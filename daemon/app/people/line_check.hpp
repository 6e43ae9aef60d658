#pragma once
// Whether everybody has to be looked at anew, because lines may be nearer than they were when the
// program last ran: only then does a start write to every person.

#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"

namespace earshot::app {

/// At start, after reconcile(): with the next poll everybody is looked at anew, unless lines are
/// drawn as they were, by the same version, and of the same people.
void check_lines(io::Store& store, const NoticeSettings& settings, Instant now);

/// After a reload, which has moved the lines itself.
void note_lines(io::Marks& marks, const NoticeSettings& settings);

/// Somebody's line may be another one: inside the transaction that changes them.
void forget_lines(io::Marks& marks);

}  // namespace earshot::app
