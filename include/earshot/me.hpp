#pragma once
// The user in the feeds: whoever acts under an account or the name of [me] is nobody to watch.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/source.hpp"

namespace earshot {

struct Feed;  // feed.hpp

struct MeSettings {
    std::string name;
    std::vector<std::string> accounts;  // the user's own, never a person
    bool operator==(const MeSettings&) const = default;
};

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

}  // namespace earshot
