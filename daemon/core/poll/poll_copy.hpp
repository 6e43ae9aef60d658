#pragma once
// How old a reply is by its own words, and what it is worth then. Used by poll.cpp.
//
// A cache says so with Age, or its Date stands in the past; a feed that stamps itself whenever it
// is asked for gives itself away when its stamp stands still. Unchanged bytes and validators say
// nothing: a quiet person looks the same.

#include "earshot/poll.hpp"

namespace earshot {

/// After a good reply: notes the copy and gives the instant up to which the reply shows everything.
/// `feed` is null when the document was that of last time.
Instant note_copy(PollState& state, const PollState& before, const http::Reply& reply,
                  const Feed* feed, Instant now);

/// After the reading of a fresh document: whether its stamp is the time of the poll, and whether an
/// old copy made room for news at once, as caches do that are emptied when something is published.
void note_renewal(PollState& state, const PollState& before, const Feed& feed,
                  const DocumentSummary& summary, Instant now);

}  // namespace earshot
