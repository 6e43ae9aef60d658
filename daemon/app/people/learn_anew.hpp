#pragma once
// What an older version did not keep of a rhythm, learned from the activities that are kept.

#include "daemon/io/store/store.hpp"

namespace earshot::app {

/// Once, after the store was brought to a newer schema: how even everybody is, and their longest
/// gap of late. One transaction; nothing when nothing is missing.
void learn_anew(io::Store& store);

}  // namespace earshot::app
