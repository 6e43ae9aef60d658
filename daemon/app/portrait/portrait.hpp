#pragma once
// What is known of a person beside their rhythm: when they were seen, whom of the user's people
// they know, what they said last. For the card of the API and for mails.

#include <optional>
#include <vector>

#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/marks.hpp"
#include "earshot/person.hpp"

namespace earshot::app {

/// A day of the user's calendar.
marks::Day local(const Zone& zone, Instant t);

/// Newest first; the last 5,000 of them.
std::vector<Instant> sightings_of(const io::Store& store, PersonId id);

/// The days on which they were seen, those on which nobody could look, in the last twelve months,
/// and the first look. `sightings` are theirs.
marks::Lane lane_of(const io::Store& store, PersonId id, const std::vector<Instant>& sightings,
                    const Zone& zone, Instant now);

struct Acquaintance {
    Person person;
    Instant at;  // when the connection was last seen
};
/// Of the people whom the user does not only see in passing, newest first.
std::vector<Acquaintance> acquaintances_of(const io::Store& store, PersonId id);

/// What they last said, as far as it was seen.
std::optional<io::StoredActivity> last_words_of(const io::Store& store, PersonId id);

}  // namespace earshot::app
