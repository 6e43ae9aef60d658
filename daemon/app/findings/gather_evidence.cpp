#include "daemon/app/findings/gather_evidence.hpp"

#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/coverage.hpp"

namespace earshot::app {
namespace {

/// Rhythm figures are shown over this long a past.
constexpr Span figures_span = 365 * day;
constexpr std::size_t figures_limit = 4096;  // sightings that figures are made of

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

}  // namespace earshot::app
