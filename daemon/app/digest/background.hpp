#pragma once
// What a mail may say of somebody besides the finding, and what it says once of a feed that was
// mended.

#include <string>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/digest_settings.hpp"
#include "earshot/selection.hpp"

namespace earshot::app {

/// Of the person of a candidate; what the user does not want in mail is not looked up.
Background background_of(const io::Store& store, const Candidate& candidate,
                         const DigestSettings& settings, const Zone& zone, Instant now);

/// Feeds and hosts that a digest told as broken and that are read again since the last one was
/// made.
std::vector<std::string> recovered_since_last(const io::Store& store, Instant now);

}  // namespace earshot::app
