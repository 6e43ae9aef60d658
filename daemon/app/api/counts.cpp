#include "daemon/app/api/counts.hpp"

#include <algorithm>

#include "daemon/app/findings/open_findings.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

void count_sources(Census& census, const io::Store& store, Instant now) {
    for (const Source& source : store.sources.all()) {
        const PollState state = store.polls.state(source.id);
        if (state.last_attempt && (!census.last_poll || *state.last_attempt > *census.last_poll))
            census.last_poll = state.last_attempt;
        switch (source.status) {
            case SourceStatus::active:
                ++census.active;
                if (is_failing(state))
                    ++census.failing;
                else if (!state.last_good)
                    ++census.waiting;
                else if (!is_read_in_time(source, state, now))
                    ++census.unread;
                break;
            case SourceStatus::paused: ++census.paused; break;
            case SourceStatus::gone: ++census.gone; break;
        }
    }
}

void look_around(Census& census, const io::Store& store, const Zone& zone, Instant now) {
    const std::vector<HeldBack> reasons = held_back(store, now);
    census.outlook = look_out(store, reasons, zone, now);
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

Census count(const io::Store& store, const Zone& zone, Instant now) {
    Census census;
    look_around(census, store, zone, now);
    count_sources(census, store, now);
    for (const Standing standing :
         {Standing::followed, Standing::light, Standing::resting, Standing::let_go})
        census.people[to_text(standing)] = static_cast<int>(store.people.count(standing));
    for (const FindingKind kind : {FindingKind::back, FindingKind::quiet, FindingKind::follow_up,
                                   FindingKind::burst, FindingKind::shared, FindingKind::trouble})
        census.open[topic_of(kind)] = 0;
    for (const Finding& finding : open_findings(store, std::nullopt, now))
        ++census.open[topic_of(kind_of(finding.evidence))];
    census.deliveries_given_up =
        static_cast<int>(store.deliveries.count(Delivery::State::given_up));
    for (const Delivery::State state : {Delivery::State::waiting, Delivery::State::sending}) {
        census.deliveries_waiting += static_cast<int>(store.deliveries.count(state));
        if (const auto oldest = store.deliveries.oldest(state))
            census.oldest_delivery = std::min(census.oldest_delivery.value_or(*oldest), *oldest);
    }
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
    if (census.oldest_delivery) facts.oldest_waiting = now - *census.oldest_delivery;
    return judge_health(facts);
}

}  // namespace earshot::app
