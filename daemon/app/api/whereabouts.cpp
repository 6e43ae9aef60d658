#include "daemon/app/api/whereabouts.hpp"

#include <boost/json.hpp>

#include "daemon/app/watch/whereabouts.hpp"
#include "daemon/app/wire/objects.hpp"

namespace earshot::app {

namespace json = boost::json;

json::array whereabouts(const io::Store& store, PersonId id, const Zone& zone, Instant now) {
    const Whereabouts all = whereabouts_of(store, id, now);
    json::array items;
    for (const SaidMoved& moved : all.moved) {
        const std::string step = step_of(moved);
        items.push_back({{"kind", "moved"},
                         {"source", reference(moved.source, moved.title)},
                         {"at", to_rfc3339(moved.at)},
                         {"to", moved.to},
                         {"still", nullptr},
                         {"sentence", sentence(moved, zone, now)},
                         {"step", step.empty() ? json::value(nullptr) : json::value(step)}});
    }
    for (const LeftFeed& left : all.left)
        items.push_back({{"kind", "left"},
                         {"source", reference(left.source, left.title)},
                         {"at", to_rfc3339(left.last_seen)},
                         {"to", nullptr},
                         {"still", reference(left.still, left.still_title)},
                         {"sentence", sentence(left, zone, now)},
                         {"step", nullptr}});
    return items;
}

}  // namespace earshot::app
