#pragma once
// The events of GitHub's API (api.github.com/users/USER/events, .../received_events), and of its
// timeline of 2010 to 2012: lists of {"type":"PushEvent","actor":...,"repo":...,"payload":...}.
//
// An event is the entry that the Atom feed of the same user has for it: it gets that entry's id,
// words and link, so that one who is watched by both is not seen twice.

#include <optional>

#include "daemon/core/feed/json/feed_json_document.hpp"
#include "earshot/feed.hpp"

namespace earshot {

/// Nothing when the document is no list of events.
std::optional<Feed> read_github_events(Json root);

}  // namespace earshot
