#pragma once
// What the user has said of people over time, as far as it is still known: a change is kept for as
// long as it can be undone, and the last leave of everybody for good.

#include <map>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

struct PastAnswers {
    std::vector<Stretch> leaves;      // known to be away: silence in them says nothing
    std::vector<Stretch> unfollowed;  // at rest or let go: no silence was told
};

/// Of those of whom anything of the kind was said; what was undone was not.
std::map<PersonId, PastAnswers> past_answers(const io::Store& store, Instant now);

}  // namespace earshot::app
