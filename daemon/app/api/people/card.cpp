// The card of a person: how they are connected with the user, whom of the user's people they know,
// the last words both ways, and a year as marks.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/watch/measure.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/evidence.hpp"
#include "earshot/marks.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

constexpr int weeks = 52;
constexpr Span year = weeks * 7 * day;
constexpr std::size_t sightings_read = 5000;
constexpr std::size_t words_read = 500;     // touches
constexpr std::int64_t others_read = 5000;  // activities of all, in search of whom they know
constexpr std::size_t acquaintances = 5;

std::string text_of(marks::Day day) {
    return to_rfc3339(Instant(day.time_since_epoch())).substr(0, 10);
}

marks::Day local(const Zone& zone, Instant t) {
    return std::chrono::sys_days(zone.local_day(t));
}

json::value to_value(const std::optional<marks::Stretch>& stretch) {
    if (!stretch) return nullptr;
    return json::array{stretch->first, stretch->second};
}

json::object to_object(const marks::Strip& strip, const std::vector<marks::Word>& yours) {
    json::array cells, ticks, words;
    for (const marks::Week& week : strip.weeks)
        cells.push_back({{"from", text_of(week.from)},
                         {"to", text_of(week.to)},
                         {"seen", week.seen},
                         {"unknown", week.unknown},
                         {"before", week.before}});
    for (const marks::Tick& tick : strip.ticks)
        ticks.push_back({{"x", tick.x}, {"day", text_of(tick.day)}});
    for (const marks::Word& word : yours)
        words.push_back({{"x", word.x}, {"day", text_of(word.day)}, {"how", word.how}});
    json::object object{{"from", text_of(strip.start)}, {"to", text_of(strip.end)},
                        {"they", std::move(cells)},     {"ticks", std::move(ticks)},
                        {"you", std::move(words)},      {"rail", nullptr}};
    if (strip.rail)
        object["rail"] = json::object{{"from", strip.rail->from},
                                      {"to", strip.rail->to},
                                      {"band", to_value(strip.rail->band)}};
    return object;
}

json::object to_object(const marks::GapPlot& plot) {
    json::array columns;
    for (const marks::GapColumn& column : plot.columns)
        columns.push_back({{"days", column.days}, {"x", column.x}, {"count", column.count}});
    return {{"top_days", plot.top},
            {"columns", std::move(columns)},
            {"band", json::array{plot.band.first, plot.band.second}},
            {"median", plot.median},
            {"longest", plot.longest},
            {"line", plot.line ? json::value(*plot.line) : nullptr},
            {"now", plot.now ? json::value(*plot.now) : nullptr}};
}

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

/// That ended in the last twelve months.
std::vector<int> whole_gaps(const std::vector<Instant>& newest_first, Instant now) {
    std::vector<int> gaps;
    for (std::size_t i = 1; i < newest_first.size(); ++i) {
        if (newest_first[i - 1] < now - 365 * day) break;
        const double gap = in_days(newest_first[i - 1] - newest_first[i]);
        if (gap >= 0.25) gaps.push_back(static_cast<int>(std::lround(gap)));
    }
    return gaps;
}

/// Who is known to the user by an object of a sentence.
std::optional<PersonId> named(const io::Store& store, const Object& object, SourceId source) {
    const auto keys = identity_keys(Actor{object.uri, object.name}, source);
    return store.identities.find(keys);
}

class Acquaintances {
public:
    Acquaintances(const io::Store& store, PersonId of) : store_(store), of_(of) {}

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

    /// Newest first.
    json::array newest() const {
        std::vector<std::pair<Instant, PersonId>> order;
        for (const auto& [id, at] : since_)
            order.emplace_back(at, id);
        std::sort(order.rbegin(), order.rend());
        json::array people;
        for (const auto& [at, id] : order) {
            const auto person = store_.people.one(id);
            if (!person || people.size() == acquaintances) continue;
            json::object line = reference(id, person->name);
            line["at"] = to_rfc3339(at);
            people.push_back(std::move(line));
        }
        return people;
    }
    std::size_t count() const { return since_.size(); }

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

/// How the user and this person came to be connected, as far as anything says so.
json::value connection_of(const io::Store& store, const Person& person) {
    json::object connected{{"on", to_day(person.connected_on)}, {"where", nullptr}};
    for (const Finding& finding : store.findings.about(person.id, FindingKind::follow_up))
        if (const auto* met = std::get_if<FollowUp>(&finding.evidence)) {
            if (!person.connected_on) connected["on"] = to_day(met->connected);
            if (!met->where.empty()) connected["where"] = met->where;
        }
    if (connected["on"].is_null()) return nullptr;
    return connected;
}

/// What they last said, as far as it was seen.
json::value last_of_theirs(const io::Store& store, PersonId id) {
    const auto last = store.states.of(id).rhythm.last;
    if (!last) return nullptr;
    io::ActivityQuery query;
    query.person = id;
    query.since = *last;
    const io::StoredActivity* newest = nullptr;
    const auto found = store.activities.find(query);
    for (const io::StoredActivity& activity : found)
        if (newest == nullptr || activity.news.at >= newest->news.at) newest = &activity;
    return newest == nullptr ? json::value(nullptr) : json::value(app::to_object(*newest));
}

}  // namespace

void PersonRoutes::add_card(Commands& commands, const Person& person, json::object& answer) {
    const io::Store& store = commands.store_;
    const Instant now = commands.clock_.now();
    const Zone zone = commands.teller_.zone();
    const std::vector<Instant> sightings =
        store.activities.sighting_times(person.id, {}, std::nullopt, sightings_read);
    const GapFigures figures = gaps_of(store, person.id, now);
    const Coverage coverage = coverage_of(store, person.id);
    const PersonState state = store.states.of(person.id);

    marks::Lane lane;
    for (const Instant t : sightings)
        lane.seen.insert(local(zone, t));
    lane.unknown = unknown_days(coverage, zone, now);
    lane.first = first_look(store, person.id, sightings, zone, now);
    std::optional<marks::Usual> usual;
    std::optional<marks::Wait> wait;
    if (figures.gaps > 0) usual = marks::Usual{figures.p25, figures.p75};
    if (state.rhythm.last) wait = marks::Wait{local(zone, *state.rhythm.last), local(zone, now)};
    const marks::Strip strip = marks::strip_of(lane, local(zone, now), weeks, usual, wait);

    std::vector<std::pair<marks::Day, std::string>> words;
    const auto touches = store.touches.of(person.id, words_read);
    for (const Touch& touch : touches)
        words.emplace_back(local(zone, touch.at), touch.how);
    answer["year"] = to_object(strip, marks::words_on(strip, words));

    marks::GapValues values;
    values.gaps = whole_gaps(sightings, now);
    values.p25 = figures.p25;
    values.median = figures.median;
    values.p75 = figures.p75;
    values.longest = figures.longest;
    const auto silence = silence_now(store, person.id, state.rhythm,
                                     measure_of(store, commands.notice_, person.id), now);
    if (silence) {
        values.now = silence->watched_days;
        if (silence->line) values.line = silence->line->days;
    }
    answer["gaps"] = nullptr;
    if (figures.gaps > 0) answer["gaps"] = to_object(marks::gap_plot_of(values));

    answer["connected"] = connection_of(store, person);
    answer["first_seen"] = nullptr;
    if (!sightings.empty() && lane.first) answer["first_seen"] = to_rfc3339(sightings.back());
    Acquaintances knows(store, person.id);
    knows.look();
    answer["knows"] = knows.newest();
    answer["knows_count"] = knows.count();
    answer["last_words"] =
        json::object{{"you", touches.empty() ? json::value(nullptr)
                                             : json::value(app::to_object(touches.front()))},
                     {"they", last_of_theirs(store, person.id)}};
}

}  // namespace earshot::app
