#pragma once
// The second key of an entry: what an activity says, told apart from how it is written.

#include <string>

#include "earshot/feed.hpp"
#include "earshot/novelty.hpp"

namespace earshot {

/// `home` is the feed's own address: a link below its host is named by the path alone, so that the
/// move of a site to another host changes no key.
SaysKey says_key(const Activity& activity, const std::string& home);

/// The first key. Ids that are addresses are compared without scheme, "www." and a closing slash.
std::uint64_t id_key(const Entry& entry);
/// For entries whose id is missing or was met before in the document: link, title and time.
std::uint64_t key_without_id(const Entry& entry);

}  // namespace earshot
