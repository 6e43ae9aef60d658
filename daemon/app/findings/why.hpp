#pragma once
// The whole answer to `earshot why`: what the finding itself says, and what only the store knows,
// how well the sources were watched.

#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/finding.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

/// The lines of why() and, before "ruled out", one for each source of the finding's person (or the
/// finding's own source): "blog: polled 47 times since 21 Mar, 47 ok". When the history does not
/// reach back that far, the line says so: "blog: the last 200 polls, since 2 Apr: 200 ok".
std::vector<WhyLine> explained(const io::Store& store, const Finding& finding, const Zone& zone,
                               Instant now);

}  // namespace earshot::app
