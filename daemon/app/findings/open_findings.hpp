#pragma once
// Which findings the user would call open: those that still hold, whether a digest told them or
// not. A trouble holds until it is over; everything else fades when it was not answered for two
// weeks, or waits while it is snoozed. A silence that lasts longer than that is no longer open, but
// still one of the quiet ones.

#include <optional>
#include <string_view>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/finding.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

/// The words of `earshot who`.
enum class Matter { back, quiet, new_, busy, shared, trouble };
std::string_view to_text(Matter matter);  // "back", "quiet", "new", ...
std::optional<Matter> parse_matter(std::string_view text);
Matter matter_of(const Evidence& evidence);

bool is_current(const Finding& finding, Instant now);

/// Of one matter, or of all in the order of a digest; within one the newest first. What a rhythm
/// says that is still being learned is left out.
std::vector<Finding> current_findings(const io::Store& store, std::optional<Matter> matter,
                                      Instant now);

}  // namespace earshot::app
