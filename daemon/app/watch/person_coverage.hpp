#pragma once
// What is observed of a person: all active sources together, feed gates included.

#include "daemon/io/store/store.hpp"
#include "earshot/coverage.hpp"
#include "earshot/ids.hpp"

namespace earshot::app {

Coverage coverage_of(const io::Store& store, PersonId id);

}  // namespace earshot::app
