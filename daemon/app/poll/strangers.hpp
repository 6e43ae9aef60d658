#pragma once
// What a document without anything known in it is held against (no_look in the core): what its
// source showed before.

#include <optional>

#include "daemon/io/store/sources/activities.hpp"
#include "earshot/novelty.hpp"
#include "earshot/poll.hpp"
#include "earshot/reader.hpp"

namespace earshot::app {

/// Empty for a document of which anything was known, that was only announced anew, or that is no
/// shorter than it usually is: nearly every one.
std::optional<Strangers> strangers_in(const io::Activities& activities, SourceId id,
                                      const PollState& before, const ReadFeed& document,
                                      const Sifted& sifted);

}  // namespace earshot::app
