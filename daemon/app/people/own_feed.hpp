#pragma once
// The user in the feeds: whoever acts under an account or the name of [me] is nobody to watch. What
// the user's own feed shows is a new connection of theirs, or a word with somebody.

#include <set>
#include <string>

#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/feed.hpp"
#include "earshot/novelty.hpp"

namespace earshot::app {

class Me {
public:
    Me() = default;
    explicit Me(const MeSettings& settings);

    bool is(const Actor& actor) const;
    /// Whether a feed that shows one person shows the user.
    bool writes(const Source& source, const Feed& feed) const;

private:
    bool has(std::string_view account) const;

    std::string name_;
    std::set<std::string> accounts_;  // account keys
};

/// A source that carries one person and has no owner is the user's own.
bool is_own(const Source& source);

/// Takes one activity of the user's: a connection becomes somebody's connected_on, a word with a
/// known person becomes a touch. Runs inside the intake's transaction; gives the findings that a
/// touch closed.
std::vector<FindingNumber> take_own(io::Store& store, const News& news, Instant now);

}  // namespace earshot::app
