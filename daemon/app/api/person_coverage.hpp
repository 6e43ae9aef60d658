#pragma once
// How well a person is watched, for GET /v1/people/{id} and `earshot show`: since when, how far the
// proof goes, what was lost, and what holds them back.

#include <boost/json/object.hpp>

#include "daemon/io/store/store.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

/// {"since","proven_until","lost_days","sources":[...],"held_because":[...]}: times null while
/// nothing was seen; `lost_days` of the last twelve months.
boost::json::object watching(const io::Store& store, PersonId id, const Zone& zone, Instant now);

}  // namespace earshot::app
