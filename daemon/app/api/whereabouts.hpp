#pragma once
// Where somebody is now, as the API says it.

#include <boost/json/array.hpp>

#include "daemon/io/store/store.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

/// {"kind":"moved"|"left",...,"sentence":...,"step":"earshot add ..."}.
boost::json::array whereabouts(const io::Store& store, PersonId id, const Zone& zone, Instant now);

}  // namespace earshot::app
