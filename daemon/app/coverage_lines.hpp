#pragma once
// The part of `earshot why` that only the store knows: how well the sources were watched.

#include <string>
#include <vector>

#include "daemon/io/store.hpp"

namespace earshot::app {

/// For each source of the finding's person (or the finding's own source):
/// "blog: polled 47 times since 21 Mar, 47 ok". When the history does not reach back that far, the
/// line says so: "blog: the last 200 polls, since 2 Apr: 200 ok".
std::vector<std::string> coverage_lines(const io::Store& store, const Finding& finding,
                                        const Zone& zone);

}  // namespace earshot::app
