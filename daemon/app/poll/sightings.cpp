#include "daemon/app/poll/sightings.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/poll/numbers_said.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/tally.hpp"

namespace earshot::app {
namespace {

Sighting sighting_of(const News& news) {
    Sighting sighting;
    sighting.at = news.at;
    sighting.verb = news.activity.verb;
    sighting.quality = news.quality;
    sighting.freshness = news.freshness;
    sighting.sentence = news.activity.sentence;
    sighting.link = news.activity.link;
    return sighting;
}

/// What was put there long after the day it bears is seen when it comes; but something was done on
/// that day, too, and no silence reaches over it.
std::optional<Sighting> on_its_own_day(const News& news) {
    const auto& stated = news.activity.at;
    const bool late = news.freshness == Freshness::backfill && news.quality == TimeQuality::clamped;
    if (!late || !stated || *stated >= news.at) return std::nullopt;
    Sighting sighting = sighting_of(news);
    sighting.at = *stated;
    sighting.quality = TimeQuality::stated;
    return sighting;
}

/// Of what states no time, beyond what may be of this day: kept, but no sighting of now.
void leave_a_days_share(std::vector<Sighting>& sightings) {
    const auto is_undated = [](const Sighting& s, Freshness freshness) {
        return s.quality == TimeQuality::first_seen && s.freshness == freshness;
    };
    if (std::any_of(sightings.begin(), sightings.end(),
                    [&](const Sighting& s) { return is_undated(s, Freshness::fresh); }))
        std::erase_if(sightings,
                      [&](const Sighting& s) { return is_undated(s, Freshness::backfill); });
}

}  // namespace

SightingsOf sightings_in(const std::vector<io::StoredActivity>& seen, const NumbersSaid& numbers,
                         std::optional<Instant> more_until) {
    SightingsOf sightings;
    for (const io::StoredActivity& one : seen) {
        if (!one.person || one.news.activity.sign != Sign::life) continue;
        Sighting& sighting = sightings[*one.person].emplace_back(sighting_of(one.news));
        sighting.count = numbers.count_of(one);
        sighting.at_least =
            (more_until && sighting.at <= *more_until) || is_beyond_belief(one.news.activity);
        if (auto earlier = on_its_own_day(one.news)) {
            earlier->count = 0;  // it was done once
            sightings[*one.person].push_back(*std::move(earlier));
        }
    }
    for (const auto& [id, more] : numbers.more)
        sightings[id].push_back(more);
    for (auto& [id, brought] : sightings)
        leave_a_days_share(brought);
    return sightings;
}

std::optional<Instant> more_until(const PollState& before, const Sifted& sifted) {
    const bool full = before.last_good && sifted.entries > 0 && !sifted.overlaps &&
                      !sifted.re_announcement && sifted.entries >= before.usual_entries;
    if (!full) return std::nullopt;
    return sifted.oldest.value_or(Instant::max() - burst_constants::link) + burst_constants::link;
}

}  // namespace earshot::app
