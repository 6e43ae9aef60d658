#pragma once
// YouTube's subscriptions.csv, from Google Takeout: each row is a channel, whose feed is known by
// its id. The header is in the user's language and says nothing.

#include <string_view>

#include "earshot/opml.hpp"

namespace earshot {

/// As a list of feeds; the limits are those of such lists. Fails when no row begins with the id of
/// a channel.
Result<OpmlReading> read_youtube_subscriptions(std::string_view bytes);

}  // namespace earshot
