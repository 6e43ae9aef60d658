#pragma once
// What can be read and is no look at anybody all the same: a document of nothing but error reports,
// one without entries after full ones, and a notice in the place of all posts.

#include <optional>
#include <string>

#include "earshot/poll.hpp"

namespace earshot {

/// Why this document, which parsed, shows nobody; empty when it does.
///
/// A notice ("this reader is not on our list", "sign in to read on", "we have moved") stands where
/// posts were: a few entries, none of them known, in a document that used to be longer. It may bear
/// any date or none. Of the following nothing is a notice, because feeds of people do that:
///
/// * as many entries as ever, however few those are and however often all of them change;
/// * what is known by what it says, under whatever id (another program makes the feed now);
/// * what somebody signed who wrote there before;
/// * entries of several days since the last look: whoever began anew writes on;
/// * new entries where the old ones had time to age out of the feed, or it stood empty.
///
/// In a document that is only a little shorter, strangeness has to show in every entry: an older
/// date than that of what is gone, no date where all had one, a link to another site, the title of
/// the whole feed.
std::optional<std::string> no_look(const PollState& before, const Feed& feed,
                                   const DocumentSummary& summary, Instant now);

}  // namespace earshot
