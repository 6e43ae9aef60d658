#pragma once
// Whether earshot itself is well, in one word and with the reasons. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/digest.hpp"

namespace earshot::app {

enum class Health {
    ok,
    degraded,  // works, but somebody is hidden or something is not delivered
    failing,   // sees nobody at all
};
std::string_view to_text(Health health);

struct HealthFacts {
    int hidden = 0;                    // followed people who cannot be seen
    std::vector<std::string> because;  // why not
    bool offline = false;              // no host at all has answered for a while
    int tried = 0;                     // active sources that were polled at least once
    int failing = 0;                   // of them, those that fail or were not read in time
    int given_up = 0;                  // deliveries that nobody will get
    Span oldest_waiting{0};            // how long the oldest delivery has been on its way
    std::vector<std::string> faults;   // of files that are not used
};

struct Verdict {
    Health health = Health::ok;
    std::vector<std::string> reasons;  // sentences for the user; empty when ok
    bool operator==(const Verdict&) const = default;
};

/// A delivery may wait this long before it is worth a word.
inline constexpr Span delivery_patience = 24 * hour;
/// One failing feed among many is everyday; a tenth of them is not.
inline constexpr int everyday_share = 10;

Verdict judge_health(const HealthFacts& facts);

}  // namespace earshot::app
