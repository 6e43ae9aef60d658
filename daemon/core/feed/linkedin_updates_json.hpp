#pragma once
// The network updates of LinkedIn's old API (api.linkedin.com/v1/people/~/network/updates), which
// archives and mirrors still keep: {"values":[{"updateType":"CONN","updateContent":...}]}. The type
// says what happened, so an update has typed markup, and a title in LinkedIn's words.

#include <optional>

#include "daemon/core/feed/feed_json_document.hpp"
#include "earshot/feed.hpp"

namespace earshot {

/// Nothing when the document holds no updates.
std::optional<Feed> read_linkedin_updates(Json root);

}  // namespace earshot
