#include "daemon/app/poll/numbers_said.hpp"

#include <algorithm>
#include <optional>

#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/tally.hpp"

namespace earshot::app {
namespace {

struct Grown {
    io::StoredActivity was;
    Activity now;
};

/// What one poll brings of one person.
struct Brought {
    std::vector<const io::StoredActivity*> news;
    std::vector<Grown> grown;

    Instant first() const {
        Instant at = news.empty() ? grown.front().was.news.at : news.front()->news.at;
        for (const auto* one : news)
            at = std::min(at, one->news.at);
        for (const Grown& one : grown)
            at = std::min(at, one.was.news.at);
        return at;
    }
};

/// Whether it takes more than a look at each activity by itself.
bool depends_on_others(const Brought& brought, const BurstRun& run) {
    return !brought.grown.empty() ||
           std::ranges::any_of(brought.news, [&](const io::StoredActivity* one) {
               const Activity& activity = one->news.activity;
               return says_number(activity) || (run.in_number && is_connect_like(activity.verb));
           });
}

void count(io::Store& store, PersonId id, const Brought& brought, NumbersSaid& said) {
    const BurstRun run = store.states.of(id).anything;
    if (!depends_on_others(brought, run)) return;
    io::ActivityQuery query;
    query.person = id;
    query.since = std::min(brought.first(), run.start.value_or(brought.first()));
    query.limit = tally_limits::remembered;
    Tally tally;
    for (const io::StoredActivity& one : store.activities.find(query)) {
        if (one.news.activity.sign != Sign::life) continue;
        const int counted = tally.take(one.news.activity, one.news.at);
        const bool is_new = !brought.news.empty() && one.id >= brought.news.front()->id;
        if (is_new) said.counts[one.id] = counted;
    }
    for (const Grown& grown : brought.grown) {
        Sighting more;
        more.at = grown.was.news.at;
        more.verb = grown.was.news.activity.verb;
        more.freshness = grown.was.news.freshness;
        more.count = tally.take(grown.now, more.at, true);
        more.at_least = is_beyond_belief(grown.now);
        more.more_of_old = true;
        if (more.count > 0) said.more.emplace_back(id, std::move(more));
    }
}

}  // namespace

int NumbersSaid::count_of(const io::StoredActivity& one) const {
    const auto found = counts.find(one.id);
    return found == counts.end() ? number_said(one.news.activity) : found->second;
}

NumbersSaid numbers_said(io::Store& store, SourceId source,
                         std::span<const io::StoredActivity> seen, std::span<const News> again) {
    std::map<PersonId, Brought> people;
    for (const io::StoredActivity& one : seen)
        if (one.person && one.news.activity.sign == Sign::life &&
            (says_number(one.news.activity) || is_connect_like(one.news.activity.verb)))
            people[*one.person].news.push_back(&one);
    for (const News& as_read : again) {
        const News news = without_erased(store.erasure, as_read);
        auto was = store.activities.made_by(source, news);
        if (!was || was->news.activity.more_objects >= news.activity.more_objects) continue;
        if (was->person) people[*was->person].grown.push_back({*was, news.activity});
    }
    NumbersSaid said;
    for (const auto& [id, brought] : people)
        count(store, id, brought, said);
    for (const auto& [id, brought] : people)
        for (const Grown& grown : brought.grown)
            store.activities.grow(grown.was.id, grown.now);
    return said;
}

}  // namespace earshot::app
