#include "daemon/app/watch/obstacle.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

constexpr double showings = 2;

std::string when(Instant t, const Zone& zone, Instant now) {
    const bool this_week = now - t < 6 * day;
    return collapse(zone.format(this_week ? "%A %H:%M" : "%e %B", t));
}

}  // namespace

Span patience_with(const io::Presence& presence, const io::States& states, SourceId id) {
    std::optional<double> usual;  // days, of the liveliest
    for (const PersonId person : presence.people_of(id)) {
        const double gap = usual_gap_days(states.of(person).rhythm);
        usual = std::min(usual.value_or(gap), gap);
    }
    if (!usual) return frozen_is_trouble;
    return std::max(frozen_is_trouble, Span(std::llround(showings * *usual * 86400.0)));
}

std::optional<Obstacle> obstacle_of(const io::Store& store, const Source& source,
                                    std::optional<Instant> offline_since) {
    using Kind = Obstacle::Kind;
    if (source.status == SourceStatus::paused) return std::nullopt;
    const PollState state = store.polls.state(source.id);
    const Coverage coverage = store.coverages.of(source.id);
    if (source.status == SourceStatus::gone || is_failing(state) || !coverage.proven_until) {
        const bool with_all = offline_since && state.failing_since >= offline_since;
        if (with_all) return Obstacle{Kind::offline, offline_since};
        return Obstacle{Kind::failing, state.failing_since};
    }
    if (state.recovering) return Obstacle{Kind::recovering, state.last_good};
    if (is_frozen(state, frozen_is_trouble) &&
        is_frozen(state, patience_with(store.presence, store.states, source.id)))
        return Obstacle{Kind::frozen, state.copy.made};
    if (source.carries != Carries::many) return std::nullopt;
    const FeedPulse pulse = store.pulses.of(source.id);
    if (gated(coverage, pulse) != coverage) return Obstacle{Kind::gate, pulse.last_item};
    if (const auto doubt = doubt_of(store.vouchings.of(source.id)))
        return Obstacle{Kind::nameless, doubt->since, doubt};
    return std::nullopt;
}

std::string sentence(const Obstacle& obstacle, const std::string& name, const Zone& zone,
                     Instant now) {
    const std::string since = obstacle.since ? when(*obstacle.since, zone, now) : std::string();
    switch (obstacle.kind) {
        case Obstacle::Kind::failing:
            return name +
                   (since.empty() ? " has not answered yet" : " has not answered since " + since);
        case Obstacle::Kind::offline:
            return "this machine may be offline: no host has answered since " + since;
        case Obstacle::Kind::recovering:
            return name + " answers again since " + since +
                   "; a second good look has to confirm it";
        case Obstacle::Kind::frozen: return name + " answers, but with a copy of " + since;
        case Obstacle::Kind::gate: return name + " as a whole has been quiet since " + since;
        case Obstacle::Kind::nameless:
            return name + ": " + std::to_string(obstacle.doubt->unnamed) + " of its last " +
                   std::to_string(obstacle.doubt->entries) +
                   " entries name nobody, so its silence says nothing since " + since;
    }
    return {};
}

std::string name_of(const Obstacle& obstacle, const Source& source) {
    switch (obstacle.kind) {
        case Obstacle::Kind::offline: return {};
        case Obstacle::Kind::gate:
        case Obstacle::Kind::nameless: return source.title;
        case Obstacle::Kind::failing:
        case Obstacle::Kind::recovering:
        case Obstacle::Kind::frozen: break;
    }
    return source.url.host().empty() ? source.title : source.url.host();
}

}  // namespace earshot::app
