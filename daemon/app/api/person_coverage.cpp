#include "daemon/app/api/person_coverage.hpp"

#include <algorithm>
#include <cmath>

#include <boost/json.hpp>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/obstacle.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

constexpr Span a_year = 365 * day;

/// Of the time between the first look and the proof, in days with one decimal.
double lost_days(const Coverage& coverage, std::optional<Instant> since, Instant now) {
    if (!since || !coverage.proven_until) return 0;
    const Instant from = std::max(*since, now - a_year);
    const Instant to = *coverage.proven_until;
    if (to <= from) return 0;
    return std::round(in_days((to - from) - observed(coverage, from, to)) * 10) / 10;
}

}  // namespace

json::object watching(const io::Store& store, PersonId id, const Zone& zone, Instant now) {
    const auto offline_since = line_down(store.marks, store.polls);
    std::optional<Instant> since;
    json::array sources, because;
    for (const Source& source : store.sources.showing(id)) {
        const PollState state = store.polls.state(source.id);
        if (state.first_good)
            since = std::min(since.value_or(*state.first_good), *state.first_good);
        json::object line = reference(source.id, source.title);
        line["since"] = to_value(state.first_good);
        line["last_good"] = to_value(state.last_good);
        line["proven_until"] = to_value(store.coverages.of(source.id).proven_until);
        line["held_because"] = nullptr;
        if (const auto obstacle = obstacle_of(store, source, offline_since, now)) {
            line["held_because"] = sentence(*obstacle, name_of(*obstacle, source), zone, now);
            because.push_back(line["held_because"]);
        }
        sources.push_back(std::move(line));
    }
    const Coverage coverage = coverage_of(store, id);
    return {{"since", to_value(since)},
            {"proven_until", to_value(coverage.proven_until)},
            {"lost_days", lost_days(coverage, since, now)},
            {"sources", std::move(sources)},
            {"held_because", std::move(because)}};
}

}  // namespace earshot::app
