#pragma once
// Which findings the user would call open: those that still hold, whether a digest told them or
// not; what holds is said in finding_life.hpp.

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/finding.hpp"

namespace earshot::app {

class Horizon;

/// The words of `earshot who`: "back", "quiet", "new", "busy", "shared", "trouble".
std::string_view topic_of(FindingKind kind);
std::optional<FindingKind> parse_topic(std::string_view text);

/// Of one kind, or of all in the order of a digest; within one the newest first. Of quiets alone,
/// those too that go on although nobody answered.
std::vector<Finding> open_findings(const io::Store& store, const Horizon& all,
                                   std::optional<FindingKind> kind, Instant now);
/// How many there are of each kind.
std::map<FindingKind, int> count_open(const Horizon& all, Instant now);

}  // namespace earshot::app
