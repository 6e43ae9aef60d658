#pragma once
// The numbers behind `earshot status` and /metrics.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/app/api/health.hpp"
#include "daemon/app/watch/horizon.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {

struct Census {
    Outlook outlook;
    std::vector<std::string> unwell;         // why people are hidden; not that a feed is just quiet
    std::vector<HeldBack> nameless;          // feeds whose silence says nothing
    int hidden = 0;                          // people, for those reasons
    bool offline = false;                    // our own line is down
    int active = 0, paused = 0, gone = 0;    // sources
    int failing = 0;                         // of the active ones
    int unread = 0;                          // active, not failing, and not read in time
    int waiting = 0;                         // active, never read and not failing
    std::map<std::string_view, int> people;  // by standing
    std::map<std::string_view, int> open;    // current findings by matter
    int deliveries_waiting = 0, deliveries_given_up = 0;
    std::vector<std::string> faults;         // "/etc/earshot/templates/digest.html:12: ..."
    std::optional<Instant> oldest_delivery;  // of those that wait
    std::optional<Instant> last_poll;
};

Census count(const io::Store& store, const Horizon& all, const Zone& zone, Instant now);

Verdict judge_health(const Census& census, Instant now);

}  // namespace earshot::app
