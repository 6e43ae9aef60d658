#pragma once
// How many things the activities of a poll say, by what the same people did before in the run that
// goes on (tally.hpp).

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/notice.hpp"

namespace earshot::io {
class Store;
struct StoredActivity;
}  // namespace earshot::io

namespace earshot::app {

struct NumbersSaid {
    std::map<std::int64_t, int> counts;  // of new activities whose number depends on others, by id
    std::vector<std::pair<PersonId, Sighting>> more;  // what known ones say more than before

    int count_of(const io::StoredActivity& one) const;
};

/// `seen` is stored already. Of `again` (Sifted), what says more than it did is written down.
NumbersSaid numbers_said(io::Store& store, SourceId source,
                         std::span<const io::StoredActivity> seen, std::span<const News> again);

}  // namespace earshot::app
