#pragma once
// rel=me: what a person's own feed says of their other addresses. Both ways it is proof, and the
// two are merged; one way it is a claim, of which `earshot suggest` tells.

#include "daemon/io/store/store.hpp"
#include "earshot/feed.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

inline constexpr std::size_t most_me_links = 50;  // of one feed

/// Runs inside the intake's transaction. Who was told apart by the user is never merged, nor is
/// whom the configuration declares.
void take_me_links(io::Store& store, PersonId owner, const Feed& feed, Instant now);

}  // namespace earshot::app
