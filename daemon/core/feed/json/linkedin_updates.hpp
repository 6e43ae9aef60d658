#pragma once
// The network updates of LinkedIn's old API (api.linkedin.com/v1/people/~/network/updates), which
// archives and mirrors still keep, in JSON ({"values":[{"updateType":"CONN","updateContent":...}]})
// and in XML (<updates><update><update-type>CONN</update-type>...). The type says what happened, so
// an update has typed markup, and a title in LinkedIn's words.

#include <optional>

#include "daemon/core/feed/json/feed_json_document.hpp"
#include "earshot/feed.hpp"

namespace pugi {
class xml_node;
}

namespace earshot {

/// Nothing when the document holds no updates.
std::optional<Feed> read_linkedin_updates(Json root);
std::optional<Feed> read_linkedin_updates(pugi::xml_node root);

}  // namespace earshot
