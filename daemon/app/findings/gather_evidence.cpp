#include "daemon/app/findings/gather_evidence.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/coverage.hpp"

namespace earshot::app {
namespace {

/// Rhythm figures and usual counts are shown over this long a past.
constexpr Span figures_span = 365 * day;
constexpr Span usual_span = 90 * day;
constexpr std::size_t figures_limit = 4096;  // sightings that figures are made of
constexpr std::size_t names_limit = 1000;    // activities of a run whose objects are named

/// Those whom the user follows come first, the rest in order of the alphabet.
void name_objects(Burst& burst, const io::Store& store, PersonId id) {
    io::ActivityQuery query;
    query.person = id;
    query.since = burst.start;
    query.until = burst.end + Span{1};
    query.limit = names_limit;
    std::vector<std::string> others;
    for (const io::StoredActivity& one : store.activities.find(query)) {
        const Activity& activity = one.news.activity;
        if (burst.of == Burst::Of::connections && !is_connect_like(activity.verb)) continue;
        if (burst.where.empty() && one.source)
            if (const auto source = store.sources.one(*one.source)) burst.where = source->title;
        for (const Object& object : activity.objects) {
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

}  // namespace

std::vector<std::string> titles_of(const io::Presence& presence, const io::Sources& sources,
                                   PersonId id) {
    std::vector<std::string> titles;
    for (const SourceId source : presence.sources_of(id))
        if (const auto found = sources.one(source)) titles.push_back(found->title);
    return titles;
}

Quiet gather(const io::Store& store, const Watched& who, const QuietBegan& began) {
    Quiet quiet;
    quiet.last_seen = began.last_seen;
    quiet.due = began.due;
    quiet.usual_gap_days = began.usual_gap_days;
    quiet.line_days = began.line.days;
    quiet.because = began.line.because;
    quiet.unevenness = began.unevenness;
    quiet.longest_days = began.longest_days;
    quiet.at_start = began.at_start;
    const Span seen = observed(coverage_of(store, who.id), began.last_seen, began.due);
    quiet.lost_days = in_days((began.due - began.last_seen) - seen);
    quiet.figures = gap_figures(
        store.activities.sighting_times(who.id, {}, began.last_seen - figures_span, figures_limit),
        began.last_seen);
    quiet.where = who.where;
    return quiet;
}

Burst gather(const io::Store& store, PersonId id, const BurstSeen& seen) {
    Burst burst;
    burst.of = seen.connections ? Burst::Of::connections : Burst::Of::anything;
    burst.start = seen.span.start;
    burst.end = seen.span.end;
    burst.count = seen.span.count;
    burst.threshold = seen.span.threshold;
    burst.closed = seen.closed;

    const std::span<const Verb> verbs =
        seen.connections ? connect_like_verbs() : std::span<const Verb>();
    auto times =
        store.activities.sighting_times(id, verbs, burst.start - usual_span, figures_limit);
    std::erase_if(times, [&](Instant t) { return t >= burst.start && t <= burst.end; });
    std::tie(burst.usual_low, burst.usual_high) =
        usual_per_day(std::move(times), burst.start - usual_span, burst.start);
    name_objects(burst, store, id);
    return burst;
}

}  // namespace earshot::app
