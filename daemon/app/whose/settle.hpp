#pragma once
// Whose a source is: decided by its first good document, in the intake's transaction.
//
// An owner whose name is a title of a list is named by the feed itself, or given up where it says
// that several write it, or a firm.

#include "daemon/io/store/store.hpp"
#include "earshot/me.hpp"
#include "earshot/reader.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

/// Decides what an undecided source carries, gives a one-person source its owner (the user's own
/// has none), and names a source that the user did not name after its feed. Stores and returns what
/// changed.
Source settle(io::Store& store, const Me& me, Source source, const Feed& feed,
              const ReadFeed& document, Instant now);

/// What was never read says nothing: a name that the list gave stands as the user's word.
void stand_by_the_list(io::Store& store, const Source& source);

}  // namespace earshot::app
