#include "daemon/app/watch/visibility.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "daemon/app/watch/measure.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/evidence.hpp"
#include "earshot/notice.hpp"

namespace earshot::app {
namespace {

/// Fewer gaps than this and nothing can be said of a person (needs.md, acceptance test T12).
constexpr double learned_weight = 2.5;  // the forgetting weight after three gaps is 2.85

constexpr Span figures_span = 365 * day;
constexpr std::size_t figures_limit = 4096;  // sightings that figures are made of

std::set<PersonId> followed_people(const io::People& people) {
    const auto ids = people.ids(Standing::followed);
    return {ids.begin(), ids.end()};
}

/// The user looks at none of what shows them.
bool is_paused_altogether(const std::vector<Source>& showing) {
    return !showing.empty() && std::all_of(showing.begin(), showing.end(), [](const Source& s) {
        return s.status == SourceStatus::paused;
    });
}

bool is_read(Obstacle::Kind kind) {
    return kind != Obstacle::Kind::failing && kind != Obstacle::Kind::offline &&
           kind != Obstacle::Kind::unread;
}

}  // namespace

std::optional<Silence> silence_now(const io::Store& store, PersonId id, const Rhythm& rhythm,
                                   const Measure& measure, Instant now) {
    auto silence = silence_of(rhythm, coverage_of(store, id), measure);
    if (!silence || !is_beyond_longest(*silence)) return silence;
    const GapFigures figures = gap_figures(
        store.activities.sighting_times(id, {}, now - figures_span, figures_limit), now);
    silence->longest_days = std::max(silence->longest_days, figures.longest);
    return silence;
}

bool is_silent_beyond(const io::Store& store, PersonId id, const Rhythm& rhythm, Instant now) {
    // What was watched is never more than what has passed: most people need no closer look.
    if (!rhythm.last || in_days(now - *rhythm.last) <= rhythm.longest_days) return false;
    const auto silence = silence_now(store, id, rhythm, answered_measure(store, id), now);
    return silence && is_beyond_longest(*silence);
}

bool is_visible(const io::Store& store, PersonId id, Instant now) {
    const auto offline_since = line_down(store.marks, store.polls);
    const std::vector<Source> showing = store.sources.showing(id);
    if (is_paused_altogether(showing)) return false;
    for (const Source& source : showing)
        if (obstacle_of(store, source, offline_since, now)) return false;
    return true;
}

std::vector<HeldBack> held_back(const io::Store& store, Instant now) {
    const std::set<PersonId> followed = followed_people(store.people);
    const auto offline_since = line_down(store.marks, store.polls);
    std::map<std::pair<std::string, Obstacle::Kind>, HeldBack> reasons;
    for (const Source& source : store.sources.all()) {
        if (source.status == SourceStatus::paused) {
            const Obstacle paused{Obstacle::Kind::paused, std::nullopt};
            for (const PersonId id : store.presence.people_of(source.id))
                if (followed.contains(id) && is_paused_altogether(store.sources.showing(id)))
                    reasons.try_emplace({source.title, paused.kind}, HeldBack{paused, source.title})
                        .first->second.people.insert(id);
            continue;
        }
        const auto obstacle = obstacle_of(store, source, offline_since, now);
        if (!obstacle) continue;
        const std::string name = name_of(*obstacle, source);
        HeldBack& reason =
            reasons.try_emplace({name, obstacle->kind}, HeldBack{*obstacle, name}).first->second;
        if (obstacle->since)
            reason.obstacle.since =
                std::min(reason.obstacle.since.value_or(*obstacle->since), *obstacle->since);
        ++reason.sources;
        reason.which.push_back(source.id);
        for (const PersonId id : store.presence.people_of(source.id))
            if (followed.contains(id)) reason.people.insert(id);
    }
    std::vector<HeldBack> all;
    for (auto& [key, reason] : reasons)
        all.push_back(std::move(reason));
    return all;
}

std::string sentence(const HeldBack& reason, const Zone& zone, Instant now) {
    std::string text = sentence(reason.obstacle, reason.name, zone, now);
    const auto people = reason.people.size();
    if (people > 0) text += " (" + std::to_string(people) + (people == 1 ? " person)" : " people)");
    return text;
}

Outlook look_out(const io::Store& store, const std::vector<HeldBack>& reasons, const Zone& zone,
                 Instant now) {
    Outlook outlook;
    for (const Source& source : store.sources.all())
        if (source.status != SourceStatus::paused) ++outlook.sources;
    outlook.sources_read = outlook.sources;
    std::set<PersonId> hidden;
    for (const HeldBack& reason : reasons) {
        if (!is_read(reason.obstacle.kind)) outlook.sources_read -= reason.sources;
        hidden.insert(reason.people.begin(), reason.people.end());
        outlook.held_because.push_back(sentence(reason, zone, now));
    }
    outlook.held_back = static_cast<int>(hidden.size());

    const std::set<PersonId> followed = followed_people(store.people);
    outlook.people = static_cast<int>(followed.size());
    for (const PersonId id : followed) {
        if (hidden.contains(id)) continue;
        const PersonState state = store.states.of(id);
        if (state.rhythm.weight < learned_weight)
            ++outlook.learning;
        else if (state.quiet_due)
            ++outlook.quiet;
        else if (is_silent_beyond(store, id, state.rhythm, now))
            ++outlook.beyond;
        else
            ++outlook.as_usual;
    }
    return outlook;
}

Outlook look_out(const io::Store& store, const Zone& zone, Instant now) {
    return look_out(store, held_back(store, now), zone, now);
}

}  // namespace earshot::app
