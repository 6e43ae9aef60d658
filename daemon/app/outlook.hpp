#pragma once
// What earshot can and cannot see right now, from the store: for the digest's header, status and
// health.

#include "daemon/io/store.hpp"
#include "earshot/digest.hpp"

namespace earshot::app {

Outlook look_out(const io::Store& store, const Zone& zone, Instant now);

/// Whether every active source of this person can be read now.
bool is_visible(const io::Store& store, PersonId id);

}  // namespace earshot::app
