// What makes a burst: whom and what it names, what it says in number, what it was about.

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include "daemon/app/findings/gather_evidence.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/reason.hpp"
#include "earshot/tally.hpp"

namespace earshot::app {
namespace {

constexpr Span usual_span = 90 * day;         // usual counts are shown over this long a past
constexpr std::size_t usual_limit = 4096;     // sightings that they are made of, the newest
constexpr std::size_t counted_limit = 20000;  // the same where each has to be looked at
constexpr std::size_t names_limit = 1000;     // activities of a run whose objects are named
constexpr std::size_t titles_limit = 1000;    // earlier ones, in which no reason stands

using StoredActivities = std::vector<io::StoredActivity>;

StoredActivities activities_in(const io::Store& store, PersonId id, Instant from, Instant until,
                               std::size_t limit, bool connections) {
    io::ActivityQuery query;
    query.person = id;
    query.since = from;
    query.until = until;
    query.limit = limit;
    auto found = store.activities.find(query);
    std::erase_if(found, [connections](const io::StoredActivity& one) {
        const Activity& activity = one.news.activity;
        return activity.sign != Sign::life || (connections && !is_connect_like(activity.verb));
    });
    return found;
}

StoredActivities run_of(const io::Store& store, PersonId id, const BurstSeen& seen) {
    return activities_in(store, id, seen.span.start, seen.span.end + Span{1}, names_limit,
                         seen.connections);
}

SaidInNumber said_in_number(const StoredActivities& run) {
    Tally tally;
    int greatest = 0;
    SaidInNumber said;
    for (const io::StoredActivity& one : run) {
        const Activity& activity = one.news.activity;
        tally.take(activity, one.news.at);
        if (!says_number(activity) || number_said(activity) <= greatest) continue;
        greatest = number_said(activity);
        said.most = activity.sentence;
    }
    said.sentences = tally.sentences();
    said.things = tally.in_sentences();
    said.named = tally.named();
    return said;
}

/// Those whom the user follows come first, the rest in order of the alphabet.
void name_objects(Burst& burst, const io::Store& store, const StoredActivities& run) {
    std::vector<std::string> others;
    for (const io::StoredActivity& one : run) {
        if (burst.where.empty() && one.source)
            if (const auto source = store.sources.one(*one.source)) burst.where = source->title;
        for (const Object& object : one.news.activity.objects) {
            if (object.name.empty()) continue;
            const bool known = store.people.followed_as(object.name).has_value();
            (known ? burst.shared : others).push_back(object.name);
        }
    }
    for (auto* names : {&burst.shared, &others}) {
        std::sort(names->begin(), names->end());
        names->erase(std::unique(names->begin(), names->end()), names->end());
    }
    burst.objects = burst.shared;
    burst.objects.insert(burst.objects.end(), others.begin(), others.end());
    if (burst.objects.size() > Burst::max_objects) burst.objects.resize(Burst::max_objects);
}

std::vector<std::string> titles_in(const StoredActivities& activities) {
    std::vector<std::string> titles;
    for (const io::StoredActivity& one : activities) {
        const Activity& activity = one.news.activity;
        if (activity.verb != Verb::post) continue;
        const bool named = !activity.objects.empty() && !activity.objects.front().name.empty();
        titles.push_back(named ? activity.objects.front().name : activity.sentence);
    }
    return titles;
}

/// A title that says why, of a run that is mostly posts.
std::string reason_for(const io::Store& store, PersonId id, Instant start,
                       const StoredActivities& run) {
    const std::vector<std::string> titles = titles_in(run);
    if (titles.size() * 2 < run.size()) return {};
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(start));
    return reason_of(
        titles, titles_in(activities_in(store, id, start - usual_span, start, titles_limit, false)),
        int(date.year()));
}

/// Usual counts of the days before; what is said in number counts as such.
std::pair<int, int> usual_before(const io::Store& store, PersonId id, const Burst& burst) {
    const bool connections = burst.of == Burst::Of::connections;
    const Instant from = burst.start - usual_span;
    const auto is_in_it = [&](Instant t) { return t >= burst.start && t <= burst.end; };
    if (!store.activities.in_number(id, from)) {
        auto times = store.activities.sighting_times(
            id, connections ? connect_like_verbs() : std::span<const Verb>(), from, usual_limit);
        std::erase_if(times, is_in_it);
        return usual_per_day(std::move(times), from, burst.start);
    }
    std::vector<std::pair<Instant, int>> counts;
    Tally tally;
    for (const io::StoredActivity& one :
         activities_in(store, id, from, burst.start, counted_limit, connections))
        counts.emplace_back(one.news.at, tally.take(one.news.activity, one.news.at));
    return usual_counts_per_day(counts, from, burst.start);
}

}  // namespace

Burst gather(const io::Store& store, PersonId id, const BurstSeen& seen) {
    Burst burst;
    burst.of = seen.connections ? Burst::Of::connections : Burst::Of::anything;
    burst.start = seen.span.start;
    burst.end = seen.span.end;
    burst.count = seen.span.count;
    burst.threshold = seen.span.threshold;
    burst.at_least = seen.span.at_least;
    burst.closed = seen.closed;
    std::tie(burst.usual_low, burst.usual_high) = usual_before(store, id, burst);

    const StoredActivities run = run_of(store, id, seen);
    name_objects(burst, store, run);
    const SaidInNumber number = said_in_number(run);
    burst.sentences = number.sentences;
    burst.in_sentences = number.things;
    burst.named = number.named;
    if (seen.connections) return burst;
    burst.posts = number.sentences == 0 && !run.empty() &&
                  std::ranges::all_of(run, [](const io::StoredActivity& one) {
                      return one.news.activity.verb == Verb::post;
                  });
    burst.reason =
        number.things * 2 > burst.count ? number.most : reason_for(store, id, burst.start, run);
    return burst;
}

SaidInNumber said_in_number(const io::Store& store, PersonId id, const BurstSeen& seen) {
    return said_in_number(run_of(store, id, seen));
}

}  // namespace earshot::app
