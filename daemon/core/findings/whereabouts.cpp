#include "earshot/whereabouts.hpp"

#include <algorithm>

#include "daemon/core/findings/wording.hpp"
#include "earshot/notice.hpp"

namespace earshot {
namespace {

/// When the line of what came there was passed, if it was.
std::optional<Instant> passed(const ShownBy& feed, const std::optional<Stretch>& leave) {
    Measure measure;
    measure.leave = leave;
    const Rhythm rhythm = rhythm_of(feed.sightings, feed.coverage);
    const auto silence = silence_of(rhythm, feed.coverage, measure);
    if (!silence || !silence->due || !(silence->due <= feed.coverage.proven_until))
        return std::nullopt;
    return silence->due;
}

/// The feed on which they were seen last, after that line, and which is not silent itself.
const ShownBy* still_on(const std::vector<ShownBy>& feeds, const ShownBy& left, Instant line,
                        const std::optional<Stretch>& leave) {
    const ShownBy* newest = nullptr;
    for (const ShownBy& other : feeds) {
        if (&other == &left || other.sightings.empty()) continue;
        if (other.sightings.back() <= line || passed(other, leave)) continue;
        if (newest == nullptr || other.sightings.back() > newest->sightings.back()) newest = &other;
    }
    return newest;
}

}  // namespace

std::vector<LeftFeed> left_feeds(const std::vector<ShownBy>& feeds,
                                 const std::optional<Stretch>& leave, Instant now) {
    std::vector<LeftFeed> all;
    for (const ShownBy& feed : feeds) {
        if (!feed.is_theirs || feed.sightings.size() <= few_gaps) continue;
        const Instant last = feed.sightings.back();
        const GapFigures figures = gap_figures(feed.sightings, last);
        if (figures.gaps < few_gaps) continue;
        const auto line = passed(feed, leave);
        if (!line || *line > now) continue;
        if (const ShownBy* other = still_on(feeds, feed, *line, leave))
            all.push_back(
                {feed.source, other->source, feed.title, other->title, last, *line, figures});
    }
    return all;
}

std::string sentence(const LeftFeed& left, const Zone& zone, Instant now) {
    return "nothing on " + left.title + " since " + date_of(zone, left.last_seen, now) +
           " (usually " + usual_pace(left.figures) + " there), still on " + left.still_title;
}

std::string sentence(const SaidMoved& moved, const Zone& zone, Instant now) {
    return "said on " + date_of(zone, moved.at, now) + " that they have moved to " + moved.to +
           (moved.is_known ? ", which is theirs already" : "");
}

std::string step_of(const SaidMoved& moved) {
    return moved.is_known ? std::string() : "earshot add " + moved.to;
}

}  // namespace earshot
