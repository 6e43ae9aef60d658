#pragma once
// Everything that the user could take elsewhere: people, who they are, and their feeds.

#include <boost/json/object.hpp>

#include "daemon/io/store/store.hpp"
#include "earshot/opml.hpp"

namespace earshot::app {

/// The feeds: a person's in the folder of the circle, under the person's name.
Opml feeds_of(const io::Store& store, Instant now);

/// People and sources with all that the user said of them. Light people whom only feeds brought are
/// left out: they come back with the feeds.
boost::json::object address_book(const io::Store& store, Secrets secrets, Instant now);

}  // namespace earshot::app
