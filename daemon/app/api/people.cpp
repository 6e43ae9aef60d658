#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/person_coverage.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/api/whereabouts.hpp"
#include "daemon/app/findings/open_findings.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/source_health.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

constexpr std::size_t matches = 20;        // people given for one ?q=
constexpr std::size_t last_findings = 20;  // of one person
constexpr std::size_t last_touches = 20;
constexpr std::size_t year_sightings = 5000;  // read for one timeline
constexpr int weeks = 52;
constexpr Span figures_span = 365 * day;
constexpr std::size_t figures_limit = 4096;

json::array where(const io::Store& store, PersonId id) {
    json::array titles;
    for (const Source& source : store.sources.showing(id))
        titles.push_back(reference(source.id, source.title));
    return titles;
}

}  // namespace

GapFigures PersonRoutes::gaps_of(const io::Store& store, PersonId id, Instant now) {
    return gap_figures(store.activities.sighting_times(id, {}, now - figures_span, figures_limit),
                       now);
}

json::object PersonRoutes::line_of(const io::Store& store, const Person& person, Instant now) {
    json::object line = to_object(person, store.states.of(person.id));
    // The figures of what was seen, and no second ones of what the line is drawn by.
    const GapFigures gaps = gaps_of(store, person.id, now);
    line["gap_days"] = to_object(gaps);
    if (gaps.gaps > 0) line["usual_gap_days"] = gaps.median;
    line["sources"] = where(store, person.id);
    return line;
}

namespace {

/// What the user said of a person: words with them, a leave, what is usual.
json::object answered_by_the_user(const io::Store& store, PersonId id) {
    json::array touches;
    for (const Touch& touch : store.touches.of(id, last_touches))
        touches.push_back(to_object(touch));
    const Answers answers = store.answers.of(id);
    json::object you{{"touches", std::move(touches)}, {"away_until", nullptr}};
    if (answers.leave) you["away_until"] = to_rfc3339(answers.leave->to);
    you["usual_silence_days"] = answers.usual_silence_days;
    you["usual_run"] = answers.usual_run;
    you["usual_connections"] = answers.usual_connections;
    return you;
}

/// A sighting falls into one of 52 weeks that end now.
json::array per_week(const std::vector<Instant>& sightings, Instant now) {
    std::vector<int> counts(weeks, 0);
    for (const Instant t : sightings) {
        const auto back = (now - t) / (7 * day);
        if (t <= now && back < weeks) ++counts[static_cast<std::size_t>(weeks - 1 - back)];
    }
    return json::array(counts.begin(), counts.end());
}

/// A person's activities of the last stretch, newest first.
json::array latest(const io::Store& store, PersonId id, const std::vector<Instant>& newest_first,
                   Paging& paging) {
    io::ActivityQuery query;
    query.person = id;
    query.limit = year_sightings;
    if (newest_first.size() > paging.needed()) query.since = newest_first[paging.needed() - 1];
    std::vector<io::StoredActivity> found = store.activities.find(query);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::pair(a.news.at, a.id) > std::pair(b.news.at, b.id);
    });
    json::array items;
    for (const io::StoredActivity& activity : found) {
        const Paging::Place place = paging.next();
        if (place == Paging::Place::behind) break;
        if (place == Paging::Place::on) items.push_back(to_object(activity));
    }
    return items;
}

}  // namespace

Answer PersonRoutes::people(Commands& commands, const Call& call) {
    const io::Store& store = commands.store_;
    json::array items;
    const Instant now = commands.clock_.now();

    if (const auto wanted = call.parameter("q")) {
        for (const PersonId id : commands.roster_.called(*wanted, matches))
            if (const auto person = store.people.one(id))
                items.push_back(line_of(store, *person, now));
        return list(std::move(items));
    }

    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    if (call.parameter("state") == "soon") return told_soon(commands, *paging);
    if (const auto state = call.parameter("state"); state && !is_list(*state)) {
        const auto kind = parse_topic(*state);
        if (!kind && *state != "open")
            return bad_parameter(
                {"must be open, soon, quiet, back, busy, new, shared, trouble, away, connected, "
                 "lapsed or provisional",
                 "state"});
        for (const Finding& finding : open_findings(store, commands.lookout_.at(now), kind, now)) {
            const Paging::Place place = paging->next();
            if (place == Paging::Place::before) continue;
            if (place == Paging::Place::behind) break;
            const auto person = finding.person ? store.people.one(*finding.person) : std::nullopt;
            json::object line = person ? line_of(store, *person, now) : json::object{};
            if (person) {
                const auto words = store.touches.of(person->id, 1);
                line["last_word"] =
                    words.empty() ? json::value(nullptr) : json::value(to_object(words.front()));
            }
            line["state"] = json::string(topic_of(kind_of(finding.evidence)));
            line["finding"] = FindingRoutes::object_of(commands, finding);
            items.push_back(std::move(line));
        }
        return list(std::move(items), paging->then());
    }

    return listed(commands, call);
}

Answer PersonRoutes::person(Commands& commands, const Call& call) {
    const io::Store& store = commands.store_;
    const auto person = person_named(store.people, call);
    if (!person) return person.error();
    json::object answer = line_of(store, *person, commands.clock_.now());
    answer["visible"] = is_visible(store, person->id, commands.clock_.now());
    answer["you"] = answered_by_the_user(store, person->id);
    answer["coverage"] =
        watching(store, person->id, commands.teller_.zone(), commands.clock_.now());

    answer["whereabouts"] =
        whereabouts(store, person->id, commands.teller_.zone(), commands.clock_.now());
    add_card(commands, *person, answer);

    json::array sources;
    for (const Source& source : store.sources.showing(person->id)) {
        const PollState state = store.polls.state(source.id);
        json::object line = reference(source.id, source.title);
        line["url"] = source.url.redacted();
        line["health"] = json::string(to_text(health_of(source, state, commands.clock_.now())));
        line["last_good"] = to_value(state.last_good);
        sources.push_back(std::move(line));
    }
    answer["sources"] = std::move(sources);

    io::FindingQuery query;
    query.person = person->id;
    query.limit = last_findings;
    json::array findings, open;
    for (const Finding& finding : store.findings.page(query)) {
        json::object object = FindingRoutes::object_of(commands, finding);
        if (is_open(finding, person->standing, commands.clock_.now())) open.push_back(object);
        findings.push_back(std::move(object));
    }
    answer["open"] = std::move(open);
    answer["findings"] = std::move(findings);
    return ok(answer);
}

Answer PersonRoutes::timeline(Commands& commands, const Call& call) {
    const io::Store& store = commands.store_;
    const auto person = person_named(store.people, call);
    if (!person) return person.error();
    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    const Instant now = commands.clock_.now();
    const std::vector<Instant> sightings =
        store.activities.sighting_times(person->id, {}, now - weeks * 7 * day, year_sightings);
    json::array items = latest(store, person->id, sightings, *paging);
    return ok({{"person", reference(person->id, person->name)},
               {"sightings", sightings.size()},
               {"weeks", per_week(sightings, now)},
               {"gap_days", to_object(gaps_of(store, person->id, now))},
               {"items", std::move(items)},
               {"next", paging->then() ? json::value(std::to_string(*paging->then())) : nullptr}});
}

Answer PersonRoutes::activities(Commands& commands, const Call& call) {
    io::ActivityQuery query;
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    const auto after = after_of(call);
    if (!after) return bad_parameter(after.error());
    const auto since = instant_of(call, "since");
    if (!since) return bad_parameter(since.error());
    query.since = *since;
    query.after = *after;
    query.limit = *limit + 1;  // one more says that there is a next page
    if (const auto text = call.parameter("person")) {
        const auto id = parse_number(*text);
        if (!id) return bad_parameter({"must be the number of a person", "person"});
        query.person = PersonId(*id);
    }
    if (const auto text = call.parameter("source")) {
        const auto id = parse_number(*text);
        if (!id) return bad_parameter({"must be the number of a source", "source"});
        query.source = SourceId(*id);
    }
    if (const auto text = call.parameter("verb")) {
        query.verb = parse_verb(*text);
        if (!query.verb) return bad_parameter({"is not a verb", "verb"});
    }
    json::array items;
    std::optional<std::int64_t> last;
    for (const io::StoredActivity& activity : commands.store_.activities.find(query)) {
        if (items.size() == *limit) return list(std::move(items), last);
        items.push_back(to_object(activity));
        last = activity.id;
    }
    return list(std::move(items));
}

}  // namespace earshot::app
