#pragma once
// Where somebody is now, of what the store knows: feeds they left, and where they said that they
// have moved (whereabouts.hpp).

#include <optional>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/whereabouts.hpp"

namespace earshot::app {

struct Whereabouts {
    std::vector<SaidMoved> moved;
    std::vector<LeftFeed> left;  // without those of `moved`
};
Whereabouts whereabouts_of(const io::Store& store, PersonId id, Instant now);

/// What was last seen of somebody, anywhere, if it says that they have moved. Cheap.
std::optional<SaidMoved> last_word_on_moving(const io::Store& store, PersonId id);

}  // namespace earshot::app
