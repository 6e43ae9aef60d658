#include "daemon/app/watch/obstacle.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/io/store/glances.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

constexpr double showings = 2;

std::string when(Instant t, const Zone& zone, Instant now) {
    const Span away = t > now ? t - now : now - t;
    const char* pattern = away < 6 * day ? "%A %H:%M" : away < 300 * day ? "%e %B" : "%e %B %Y";
    return collapse(zone.format(pattern, t));
}

/// Whether it is the server or the feed that wants to be left alone.
bool is_put_off(Reason reason) {
    switch (reason) {
        case Reason::server_max_age:
        case Reason::feed_ttl:
        case Reason::retry_after:
        case Reason::slowed_down:
        case Reason::skip_hours:
        case Reason::host_asked: return true;
        case Reason::first_poll:
        case Reason::usual_interval:
        case Reason::no_validators:
        case Reason::backoff:
        case Reason::rarely_new:
        case Reason::gone:
        case Reason::line_back:
        case Reason::asked: break;
    }
    return false;
}

/// What comes next for somebody who was not looked at.
std::string prospect(const Obstacle& obstacle, const Zone& zone, Instant now) {
    if (obstacle.since && *obstacle.since > now + clock_tolerance)
        return "; the last look was made by a clock that was wrong";
    if (!obstacle.next || *obstacle.next <= now) return "; a look is due";
    const std::string then = when(*obstacle.next, zone, now);
    return obstacle.put_off ? "; it asks to be left alone until " + then
                            : "; the next look is on " + then;
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

std::optional<Obstacle> obstacle_of(const io::Store& store, const io::SourceGlance& glance,
                                    std::optional<Instant> offline_since, Instant now) {
    using Kind = Obstacle::Kind;
    const auto& [source, state, proven_until, insecure] = glance;
    if (source.status == SourceStatus::paused) return std::nullopt;
    const bool failing = source.status == SourceStatus::gone || is_failing(state) || !proven_until;
    const bool unread = !failing && !is_read_in_time(source, state, now);
    const bool with_all = offline_since && state.failing_since >= offline_since;
    if ((failing || unread) && with_all) return Obstacle{Kind::offline, offline_since};
    if (failing) return Obstacle{Kind::failing, state.failing_since};
    if (unread)
        return Obstacle{Kind::unread, state.last_good, std::nullopt, state.next.at,
                        is_put_off(state.next.reason)};
    if (state.recovering) return Obstacle{Kind::recovering, state.last_good};
    if (is_frozen(state, frozen_is_trouble) &&
        is_frozen(state, patience_with(store.presence, store.states, source.id)))
        return Obstacle{Kind::frozen, state.copy.made};
    if (source.carries != Carries::many) return std::nullopt;
    const Coverage coverage = store.coverages.of(source.id);
    const FeedPulse pulse = store.pulses.of(source.id);
    if (gated(coverage, pulse) != coverage) return Obstacle{Kind::gate, pulse.last_item};
    if (const auto doubt = doubt_of(store.vouchings.of(source.id)))
        return Obstacle{Kind::nameless, doubt->since, doubt};
    return std::nullopt;
}

std::optional<Obstacle> obstacle_of(const io::Store& store, const Source& source,
                                    std::optional<Instant> offline_since, Instant now) {
    const auto glance = store.glances.source(source.id);
    return glance ? obstacle_of(store, *glance, offline_since, now) : std::nullopt;
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
        case Obstacle::Kind::unread:
            return name +
                   (*obstacle.since > now ? " was not read in time"
                                          : " has not been read since " + since) +
                   prospect(obstacle, zone, now);
        case Obstacle::Kind::paused: return name + " is paused";
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
        case Obstacle::Kind::paused:
        case Obstacle::Kind::gate:
        case Obstacle::Kind::nameless: return source.title;
        case Obstacle::Kind::failing:
        case Obstacle::Kind::unread:
        case Obstacle::Kind::recovering:
        case Obstacle::Kind::frozen: break;
    }
    return source.url.host().empty() ? source.title : source.url.host();
}

}  // namespace earshot::app
