#include "daemon/app/watch/whereabouts.hpp"

#include <algorithm>

#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/moved.hpp"
#include "earshot/poll_state.hpp"

namespace earshot::app {
namespace {

constexpr Span looked_back = 400 * day;  // a rhythm and the silence after it

bool is_sighting(const io::StoredActivity& activity) {
    return activity.news.activity.sign == Sign::life;
}

/// Of theirs alone, and nothing speaks against its silence.
bool is_read_well(const io::Store& store, const Source& source, PersonId id, Instant now) {
    if (source.owner != id || source.status != SourceStatus::active) return false;
    const PollState state = store.polls.state(source.id);
    return !is_failing(state) && !state.recovering && is_read_in_time(source, state, now) &&
           !is_frozen(state, frozen_is_trouble);
}

/// Whether an address is that of an account of theirs, or on the host of a feed of theirs.
bool is_theirs(const io::Store& store, PersonId id, const Object& where, SourceId from) {
    const std::string& uri = where.uri;
    if (store.identities.find(account_identities(uri)) == id) return true;
    const auto url = Url::parse(uri);
    for (const Source& source : store.sources.showing(id))
        if (url && source.id != from && source.owner == id && source.url.host() == url->host())
            return true;
    return false;
}

/// The newest of them, when it says that its writer has moved.
std::optional<SaidMoved> moved_by(const io::Store& store, PersonId id,
                                  const std::vector<io::StoredActivity>& seen) {
    const io::StoredActivity* newest = nullptr;
    for (const io::StoredActivity& one : seen)
        if (is_sighting(one) && (newest == nullptr || one.news.at >= newest->news.at))
            newest = &one;
    const Object* where = newest == nullptr ? nullptr : moved_to(newest->news.activity);
    if (where == nullptr || !newest->source) return std::nullopt;
    const auto source = store.sources.one(*newest->source);
    if (!source) return std::nullopt;
    return SaidMoved{source->id, source->title, newest->news.at, where->name,
                     is_theirs(store, id, *where, source->id)};
}

}  // namespace

Whereabouts whereabouts_of(const io::Store& store, PersonId id, Instant now) {
    Whereabouts all;
    std::vector<ShownBy> feeds;
    for (const Source& source : store.sources.showing(id)) {
        io::ActivityQuery query;
        query.person = id;
        query.source = source.id;
        query.since = now - looked_back;
        query.limit.reset();
        const auto seen = store.activities.find(query);
        if (source.owner == id)
            if (auto moved = moved_by(store, id, seen)) all.moved.push_back(*std::move(moved));
        ShownBy feed{source.id,
                     source.title,
                     {},
                     store.coverages.of(source.id),
                     is_read_well(store, source, id, now)};
        for (const io::StoredActivity& activity : seen)
            if (is_sighting(activity)) feed.sightings.push_back(activity.news.at);
        std::sort(feed.sightings.begin(), feed.sightings.end());
        feeds.push_back(std::move(feed));
    }
    for (LeftFeed& left : left_feeds(feeds, store.answers.of(id).leave, now)) {
        const auto source = store.sources.one(left.source);
        if (source && is_taken_on_trust(*source, store.polls.state(left.source), left.line))
            continue;
        const auto is_said = [&left](const SaidMoved& moved) {
            return moved.source == left.source;
        };
        if (std::none_of(all.moved.begin(), all.moved.end(), is_said))
            all.left.push_back(std::move(left));
    }
    return all;
}

std::optional<SaidMoved> last_word_on_moving(const io::Store& store, PersonId id) {
    const auto last = store.states.of(id).rhythm.last;
    if (!last) return std::nullopt;
    io::ActivityQuery query;
    query.person = id;
    query.since = *last;
    return moved_by(store, id, store.activities.find(query));
}

}  // namespace earshot::app
