#include "daemon/app/outlook.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// Fewer gaps than this and nothing can be said of a person (needs.md, acceptance test T12).
constexpr double learned_weight = 2.5;  // the forgetting weight after three gaps is 2.85

bool is_readable(const io::Store& store, const Source& source) {
    return source.status == SourceStatus::active && !is_failing(store.poll_state(source.id)) &&
           store.coverage(source.id).proven_until.has_value();
}

/// Failing sources of one host are one reason.
struct Failing {
    std::optional<Instant> since;
    std::set<PersonId> people;
};

std::string reason(const std::string& host, const Failing& failing, const Zone& zone, Instant now) {
    std::string text = host;
    if (!failing.since) {
        text += " has not answered yet";
    } else {
        const bool this_week = now - *failing.since < 6 * day;
        text += " has not answered since " +
                collapse(zone.format(this_week ? "%A %H:%M" : "%e %B", *failing.since));
    }
    const auto people = failing.people.size();
    if (people > 0) text += " (" + std::to_string(people) + (people == 1 ? " person)" : " people)");
    return text;
}

}  // namespace

bool is_visible(const io::Store& store, PersonId id) {
    for (const SourceId source_id : store.sources_of(id)) {
        const auto source = store.source(source_id);
        if (source && source->status != SourceStatus::paused && !is_readable(store, *source))
            return false;
    }
    return true;
}

Outlook look_out(const io::Store& store, const Zone& zone, Instant now) {
    Outlook outlook;
    std::set<PersonId> followed;
    for (const Person& person : store.people())
        if (person.standing == Standing::followed) followed.insert(person.id);
    outlook.people = static_cast<int>(followed.size());

    std::map<std::string, Failing> failing;
    std::set<PersonId> hidden;
    for (const Source& source : store.sources()) {
        if (source.status == SourceStatus::paused) continue;
        ++outlook.sources;
        if (is_readable(store, source)) {
            ++outlook.sources_read;
            continue;
        }
        const std::string name = source.url.host().empty() ? source.title : source.url.host();
        Failing& group = failing[name];
        if (const auto since = store.poll_state(source.id).failing_since)
            group.since = group.since ? std::min(*group.since, *since) : *since;
        for (const PersonId id : store.people_of(source.id))
            if (followed.contains(id)) {
                group.people.insert(id);
                hidden.insert(id);
            }
    }
    for (const auto& [host, group] : failing)
        outlook.held_because.push_back(reason(host, group, zone, now));
    outlook.held_back = static_cast<int>(hidden.size());

    for (const PersonId id : followed) {
        if (hidden.contains(id)) continue;
        const PersonState state = store.person_state(id);
        if (state.rhythm.weight < learned_weight)
            ++outlook.learning;
        else if (!state.quiet_due)
            ++outlook.as_usual;
    }
    return outlook;
}

}  // namespace earshot::app
