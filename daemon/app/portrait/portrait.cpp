#include "daemon/app/portrait/portrait.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/evidence.hpp"

namespace earshot::app {
namespace {

constexpr Span year = 52 * 7 * day;
constexpr std::size_t sightings_read = 5000;
constexpr std::int64_t others_read = 5000;  // activities of all, in search of whom they know

/// Days of which more than half was lost.
std::set<marks::Day> unknown_days(const Coverage& coverage, const Zone& zone, Instant now) {
    std::set<marks::Day> unknown;
    std::vector<Stretch> lost = coverage.lost;
    // Between two looks nothing is lost yet.
    if (coverage.proven_until && now - *coverage.proven_until > between_looks)
        lost.push_back({*coverage.proven_until, now});
    for (const Stretch& stretch : lost) {
        const marks::Day last = local(zone, std::min(stretch.to, now));
        marks::Day one = local(zone, std::max(stretch.from, now - year - day));
        for (; one <= last; one += std::chrono::days(1)) {
            const std::chrono::year_month_day next(one + std::chrono::days(1));
            const Instant begin = zone.at(std::chrono::year_month_day(one), TimeOfDay{0, 0});
            const Instant end = zone.at(next, TimeOfDay{0, 0});
            const Span gone = std::min(stretch.to, end) - std::max(stretch.from, begin);
            if (gone * 2 > std::min(end, now) - begin) unknown.insert(one);
        }
    }
    return unknown;
}

/// When anybody first looked, or what was seen then begins: before that nothing is known. Empty
/// when that is long ago.
std::optional<marks::Day> first_look(const io::Store& store, PersonId id,
                                     const std::vector<Instant>& newest_first, const Zone& zone,
                                     Instant now) {
    if (newest_first.size() == sightings_read) return std::nullopt;
    std::optional<Instant> first;
    if (!newest_first.empty()) first = newest_first.back();
    for (const Source& source : store.sources.showing(id))
        if (const auto good = store.polls.state(source.id).first_good)
            first = std::min(first.value_or(*good), *good);
    return first ? local(zone, *first) : local(zone, now) + std::chrono::days(1);
}

/// Who is known to the user by an object of a sentence.
std::optional<PersonId> named(const io::Store& store, const Object& object, SourceId source) {
    const auto keys = identity_keys(Actor{object.uri, object.name}, source);
    return store.identities.find(keys);
}

class Connections {
public:
    Connections(const io::Store& store, PersonId of) : store_(store), of_(of) {}

    void look() {
        io::ActivityQuery theirs;
        theirs.person = of_;
        theirs.limit.reset();
        for (const Verb verb : connect_like_verbs()) {
            theirs.verb = verb;
            for (const io::StoredActivity& activity : store_.activities.find(theirs))
                for (const Object& object : activity.news.activity.objects)
                    note(named(store_, object, activity.source.value_or(SourceId{})), activity);
        }
        io::ActivityQuery others;
        others.after = std::max<std::int64_t>(0, store_.activities.newest() - others_read);
        others.limit.reset();
        for (const io::StoredActivity& activity : store_.activities.find(others)) {
            if (!activity.person || activity.person == of_) continue;
            if (!is_connect_like(activity.news.activity.verb)) continue;
            for (const Object& object : activity.news.activity.objects)
                if (named(store_, object, activity.source.value_or(SourceId{})) == of_)
                    note(activity.person, activity);
        }
    }

    std::vector<Acquaintance> newest() const {
        std::vector<std::pair<Instant, PersonId>> order;
        for (const auto& [id, at] : since_)
            order.emplace_back(at, id);
        std::sort(order.rbegin(), order.rend());
        std::vector<Acquaintance> people;
        for (const auto& [at, id] : order)
            if (auto person = store_.people.one(id)) people.push_back({std::move(*person), at});
        return people;
    }

private:
    void note(std::optional<PersonId> whom, const io::StoredActivity& activity) {
        if (!whom || *whom == of_) return;
        const auto person = store_.people.one(*whom);
        if (!person || person->standing == Standing::light) return;
        Instant& at = since_[*whom];
        at = std::max(at, activity.news.at);
    }

    const io::Store& store_;
    const PersonId of_;
    std::map<PersonId, Instant> since_;
};

}  // namespace

marks::Day local(const Zone& zone, Instant t) {
    return std::chrono::sys_days(zone.local_day(t));
}

std::vector<Instant> sightings_of(const io::Store& store, PersonId id) {
    return store.activities.sighting_times(id, {}, std::nullopt, sightings_read);
}

marks::Lane lane_of(const io::Store& store, PersonId id, const std::vector<Instant>& sightings,
                    const Zone& zone, Instant now) {
    marks::Lane lane;
    for (const Instant t : sightings)
        lane.seen.insert(local(zone, t));
    lane.unknown = unknown_days(coverage_of(store, id), zone, now);
    lane.first = first_look(store, id, sightings, zone, now);
    return lane;
}

std::vector<Acquaintance> acquaintances_of(const io::Store& store, PersonId id) {
    Connections connections(store, id);
    connections.look();
    return connections.newest();
}

std::optional<io::StoredActivity> last_words_of(const io::Store& store, PersonId id) {
    const auto last = store.states.of(id).rhythm.last;
    if (!last) return std::nullopt;
    io::ActivityQuery query;
    query.person = id;
    query.since = *last;
    const io::StoredActivity* newest = nullptr;
    const auto found = store.activities.find(query);
    for (const io::StoredActivity& activity : found)
        if (newest == nullptr || activity.news.at >= newest->news.at) newest = &activity;
    return newest == nullptr ? std::nullopt : std::optional(*newest);
}

}  // namespace earshot::app
