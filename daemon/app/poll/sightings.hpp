#pragma once
// What the news of a poll are to the people they show: sightings, in any order.

#include <map>
#include <optional>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/notice.hpp"
#include "earshot/novelty.hpp"
#include "earshot/poll.hpp"

namespace earshot::io {
struct StoredActivity;
}  // namespace earshot::io

namespace earshot::app {

struct NumbersSaid;

using SightingsOf = std::map<PersonId, std::vector<Sighting>>;

/// `more_until`: up to when there may have been more than was seen.
SightingsOf sightings_in(const std::vector<io::StoredActivity>& seen, const NumbersSaid& numbers,
                         std::optional<Instant> more_until);

/// Up to when a person's activities may follow others that fell out of the feed unseen: every entry
/// of the document is news, so the one before its oldest may be, too.
std::optional<Instant> more_until(const PollState& before, const Sifted& sifted);

}  // namespace earshot::app
