#include "daemon/app/api/counts.hpp"

#include <algorithm>

#include "daemon/app/api/api.hpp"
#include "daemon/app/findings/open_findings.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/io/store/digests/deliveries.hpp"

namespace earshot::app {
namespace {

void count_sources(Census& census, const Horizon& all) {
    using enum SourceHealth;
    census.failing = all.sources(failing);
    census.unread = all.sources(unread);
    census.waiting = all.sources(waiting);
    census.active = all.sources(ok) + census.failing + census.unread + census.waiting;
    census.paused = all.sources(paused);
    census.gone = all.sources(gone);
    census.last_poll = all.last_poll();
}

void look_around(Census& census, const Horizon& all, const Zone& zone, Instant now) {
    const std::vector<HeldBack> reasons = all.held_back();
    census.outlook = all.outlook(reasons, zone, now);
    std::set<PersonId> hidden;
    for (const HeldBack& reason : reasons) {
        census.offline = census.offline || reason.obstacle.kind == Obstacle::Kind::offline;
        const auto kind = reason.obstacle.kind;
        if (kind == Obstacle::Kind::nameless) census.nameless.push_back(reason);
        const bool is_well = kind == Obstacle::Kind::gate || kind == Obstacle::Kind::nameless ||
                             kind == Obstacle::Kind::paused;
        if (is_well) continue;  // earshot itself is
        hidden.insert(reason.people.begin(), reason.people.end());
        census.unwell.push_back(sentence(reason, zone, now));
    }
    census.hidden = static_cast<int>(hidden.size());
}

}  // namespace

Census count(const io::Store& store, const Horizon& all, const Zone& zone, Instant now) {
    Census census;
    look_around(census, all, zone, now);
    count_sources(census, all);
    for (const Standing standing :
         {Standing::followed, Standing::light, Standing::resting, Standing::let_go})
        census.people[to_text(standing)] = all.people().number_of(standing);
    for (const auto& [kind, number] : count_open(all, now))
        census.open[topic_of(kind)] = number;
    census.deliveries_given_up =
        static_cast<int>(store.deliveries.count(Delivery::State::given_up));
    for (const Delivery::State state : {Delivery::State::waiting, Delivery::State::sending}) {
        census.deliveries_waiting += static_cast<int>(store.deliveries.count(state));
        if (const auto oldest = store.deliveries.oldest(state))
            census.oldest_delivery = std::min(census.oldest_delivery.value_or(*oldest), *oldest);
    }
    return census;
}

Census Commands::count(Instant now) {
    Census census = app::count(store_, lookout_.at(now), teller_.zone(), now);
    for (const Problem& fault : teller_.templates().faults)
        census.faults.push_back(fault.where + ": " + fault.what);
    return census;
}

Verdict judge_health(const Census& census, Instant now) {
    HealthFacts facts;
    facts.hidden = census.hidden;
    facts.because = census.unwell;
    facts.offline = census.offline;
    facts.tried = census.active - census.waiting;
    facts.failing = census.failing + census.unread;
    facts.given_up = census.deliveries_given_up;
    facts.faults = census.faults;
    if (census.oldest_delivery) facts.oldest_waiting = now - *census.oldest_delivery;
    return judge_health(facts);
}

}  // namespace earshot::app
