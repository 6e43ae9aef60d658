// How silences stand that are not told: who is near their line, and why somebody is not told.

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/person_coverage.hpp"
#include "daemon/app/api/request.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/api/whereabouts.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/app/watch/measure.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/not_told.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

json::object to_object(const Silence& silence, std::optional<Instant> digest) {
    json::object object{{"last_seen", to_rfc3339(silence.last_seen)},
                        {"since", to_rfc3339(silence.since)},
                        {"watched_days", silence.watched_days},
                        {"longest_days", silence.longest_days},
                        {"beyond_longest", is_beyond_longest(silence)},
                        {"line_days", nullptr},
                        {"because", nullptr},
                        {"due", to_value(silence.due)},
                        {"would_be_told", to_value(digest)}};
    if (silence.line) {
        object["line_days"] = silence.line->days;
        object["because"] = json::string(to_text(silence.line->because));
    }
    return object;
}

/// The first digest that could tell a silence.
std::optional<Instant> digest_after(const Teller& teller, std::optional<Instant> due, Instant now) {
    if (!due) return std::nullopt;
    return teller.next_after(std::max(*due, now));
}

struct Waiting {
    Person person;
    Rhythm rhythm;
    Silence silence;
};

bool comes_first(const Waiting& a, const Waiting& b) {
    const auto due_of = [](const Waiting& one) { return one.silence.due.value_or(Instant::max()); };
    return std::pair(due_of(a), a.person.id) < std::pair(due_of(b), b.person.id);
}

}  // namespace

Answer PersonRoutes::told_soon(Commands& commands, Paging paging) {
    const io::Store& store = commands.store_;
    const Instant now = commands.clock_.now();
    const std::set<PersonId> hidden = hidden_by(commands.lookout_.at(now).held_back());
    std::vector<Waiting> waiting;
    for (Person& person : store.people.all()) {
        if (person.standing != Standing::followed || hidden.contains(person.id)) continue;
        const PersonState state = store.states.of(person.id);
        if (state.quiet_due) continue;
        const auto silence = silence_now(store, person.id, state.rhythm,
                                         measure_of(store, commands.notice_, person.id), now);
        if (!silence || !is_told_soon(*silence, now)) continue;
        waiting.push_back({std::move(person), state.rhythm, *silence});
    }
    std::sort(waiting.begin(), waiting.end(), comes_first);
    json::array items;
    for (const Waiting& one : waiting) {
        const Paging::Place place = paging.next();
        if (place == Paging::Place::before) continue;
        if (place == Paging::Place::behind) break;
        json::object line = line_of(store, one.person, now);
        line["regularity"] = json::string(regularity(unevenness(one.rhythm)));
        line["silence"] =
            to_object(one.silence, digest_after(commands.teller_, one.silence.due, now));
        items.push_back(std::move(line));
    }
    return list(std::move(items), paging.then());
}

Answer PersonRoutes::why(Commands& commands, const Call& call) {
    const io::Store& store = commands.store_;
    const auto person = person_named(store.people, call);
    if (!person) return person.error();
    const Instant now = commands.clock_.now();
    const Zone zone = commands.teller_.zone();
    const PersonState state = store.states.of(person->id);
    const Measure measure = measure_of(store, commands.notice_, person->id);

    NotTold one;
    one.silence = silence_now(store, person->id, state.rhythm, measure, now);
    one.is_shown = !store.presence.sources_of(person->id).empty();
    one.usual_gap_days = usual_gap_days(state.rhythm);
    one.unevenness = unevenness(state.rhythm);
    one.figures = gaps_of(store, person->id, now);
    one.passed = state.quiet_due;
    std::optional<Finding> quiet;
    if (state.quiet_due) quiet = store.findings.by_key(quiet_key(person->id, *state.quiet_due));
    if (quiet) {
        one.confidence = quiet->confidence;
        one.told_at = quiet->told_at;
        one.closed_by = quiet->closed_by;
    }
    const json::object seen = watching(store, person->id, zone, now);
    for (const json::value& cause : seen.at("held_because").as_array())
        one.held_because.emplace_back(cause.as_string());
    if (measure.leave && now < measure.leave->to) one.away_until = measure.leave->to;
    if (one.silence) one.digest = digest_after(commands.teller_, one.silence->due, now);

    json::array why;
    for (const WhyLine& line : why_not(one, zone, now))
        why.push_back({{"label", line.label}, {"text", line.text}});
    const char* label = "elsewhere";
    for (const json::value& place : whereabouts(store, person->id, zone, now)) {
        const json::value& step = place.at("step");
        why.push_back({{"label", std::exchange(label, "")}, {"text", place.at("sentence")}});
        if (!step.is_null()) why.push_back({{"label", ""}, {"text", step}});
    }
    json::object answer{{"person", reference(person->id, person->name)},
                        {"finding", nullptr},
                        {"silence", nullptr},
                        {"why", std::move(why)}};
    if (quiet && quiet->state != Finding::State::closed)
        answer["finding"] = static_cast<std::int64_t>(quiet->number);
    if (one.silence) answer["silence"] = to_object(*one.silence, one.digest);
    return ok(answer);
}

}  // namespace earshot::app
