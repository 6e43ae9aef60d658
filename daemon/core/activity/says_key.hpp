#pragma once
// The second key of an entry: what an activity says, told apart from how it is written.

#include <cstdint>
#include <optional>
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

/// Published, else updated. Feeds write 1970 and 0001 for "no date": such an entry has none.
bool is_believable(Instant time);
std::optional<Instant> believable_time(const Entry& entry);

/// The third key: author, title and text, without links and markup. Empty for what says nothing.
std::optional<std::uint64_t> words_key(const Entry& entry);

}  // namespace earshot
