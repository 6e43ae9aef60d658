#pragma once
// Says what a document is when it is no feed, so that the user knows what to do.

#include <optional>
#include <string_view>

#include "earshot/feed.hpp"
#include "earshot/result.hpp"

namespace earshot {

/// Empty when the text may be XML. Of a page it says whether it asks to sign in or, when
/// `hint.base` is known, leads to another host, as the gates of networks do.
std::optional<Problem> not_markup(std::string_view text, const FeedHint& hint = {});

/// For JSON that no feed format has; `member` and what it says tell the reason, when there is one.
Problem not_this_json(std::string_view member, std::string_view says);

/// For XML whose root element is not that of a feed.
Problem not_this_root(std::string_view root);

}  // namespace earshot
