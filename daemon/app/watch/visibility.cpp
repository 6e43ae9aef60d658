#include "daemon/app/watch/visibility.hpp"

#include <algorithm>
#include <vector>

#include "daemon/app/watch/measure.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/evidence.hpp"
#include "earshot/notice.hpp"

namespace earshot::app {
namespace {

constexpr Span figures_span = 365 * day;
constexpr std::size_t figures_limit = 4096;  // sightings that figures are made of

/// Newest first.
std::vector<Instant> sightings_of_a_year(const io::Store& store, PersonId id, Instant now) {
    return store.activities.sighting_times(id, {}, now - figures_span, figures_limit);
}

void take_figures(Silence& silence, const std::vector<Instant>& sightings, Instant now) {
    silence.longest_days = std::max(silence.longest_days, gap_figures(sightings, now).longest);
}

/// When other sightings than these are those of a year: the oldest falls out, or one that was
/// stated of the future begins to count.
std::optional<Instant> others_count_at(const std::vector<Instant>& newest_first, Instant now) {
    if (newest_first.empty()) return std::nullopt;
    Instant turns = newest_first.back() + figures_span + Span{1};
    for (const Instant t : newest_first)
        if (t > now) turns = std::min(turns, t);
    return std::max(turns, now + Span{1});
}

bool is_paused_altogether(const std::vector<Source>& showing) {
    return !showing.empty() && std::all_of(showing.begin(), showing.end(), [](const Source& s) {
        return s.status == SourceStatus::paused;
    });
}

}  // namespace

std::optional<Silence> silence_now(const io::Store& store, PersonId id, const Rhythm& rhythm,
                                   const Measure& measure, Instant now) {
    auto silence = silence_of(rhythm, coverage_of(store, id), measure);
    if (silence && is_beyond_longest(*silence))
        take_figures(*silence, sightings_of_a_year(store, id, now), now);
    return silence;
}

Beyond beyond_longest(const io::Store& store, PersonId id, const Rhythm& rhythm, Instant now) {
    if (!rhythm.last || rhythm.longest_days <= 0) return {};
    // What was watched is never more than what has passed: most people need no closer look.
    if (in_days(now - *rhythm.last) <= rhythm.longest_days) {
        const Span longest(static_cast<Span::rep>(rhythm.longest_days * 86400.0));
        return {false, false, std::max(*rhythm.last + longest, now + Span{1})};
    }
    Beyond beyond{false, true};  // it may be proven by any look
    auto silence = silence_of(rhythm, coverage_of(store, id), answered_measure(store, id));
    if (!silence || !is_beyond_longest(*silence)) return beyond;
    const std::vector<Instant> sightings = sightings_of_a_year(store, id, now);
    take_figures(*silence, sightings, now);
    beyond.is_beyond = is_beyond_longest(*silence);
    beyond.is_near = !beyond.is_beyond;
    beyond.turns = others_count_at(sightings, now);
    return beyond;
}

bool is_silent_beyond(const io::Store& store, PersonId id, const Rhythm& rhythm, Instant now) {
    return beyond_longest(store, id, rhythm, now).is_beyond;
}

bool is_paused_altogether(const io::Store& store, PersonId id) {
    return is_paused_altogether(store.sources.showing(id));
}

bool is_visible(const io::Store& store, PersonId id, Instant now) {
    const auto offline_since = line_down(store.marks, store.polls);
    const std::vector<Source> showing = store.sources.showing(id);
    if (is_paused_altogether(showing)) return false;
    for (const Source& source : showing)
        if (obstacle_of(store, source, offline_since, now)) return false;
    return true;
}

}  // namespace earshot::app
