#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>

#include "daemon/app/answers/past_answers.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/findings/gather_evidence.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/backtest.hpp"
#include "earshot/tally.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using control::Answer;

constexpr std::int64_t days_unless_asked = 365;
constexpr std::int64_t most_days = 3650;
constexpr std::size_t sightings_limit = 10'000;  // the newest of a person: some milliseconds
constexpr std::size_t notes_limit = 500;         // given one by one, the newest

constexpr std::array levels{Sensitivity::low, Sensitivity::normal, Sensitivity::high};

/// The past of one person as the rules take it, oldest first.
std::vector<Sighting> history_of(const io::Store& store, PersonId id) {
    const auto times_of = [&](std::span<const Verb> verbs) {
        auto times = store.activities.sighting_times(id, verbs, {}, sightings_limit);
        std::reverse(times.begin(), times.end());
        return times;
    };
    const std::vector<Instant> all = times_of({});
    const std::vector<Instant> connections = times_of(connect_like_verbs());
    std::vector<Sighting> history(all.size());
    auto next = connections.begin();
    for (std::size_t i = 0; i < all.size(); ++i) {
        history[i].at = all[i];
        next = std::find_if(next, connections.end(), [&](Instant t) { return t >= all[i]; });
        if (next == connections.end() || *next != all[i]) continue;
        history[i].verb = Verb::connect;
        ++next;
    }
    return history;
}

/// The same where some of it was said in number, which takes a look at every activity.
std::vector<Sighting> counted_history_of(const io::Store& store, PersonId id, Instant since) {
    io::ActivityQuery query;
    query.person = id;
    query.since = since;
    query.limit = std::nullopt;
    std::vector<Sighting> history;
    Tally tally;
    for (const io::StoredActivity& one : store.activities.find(query)) {
        if (one.news.activity.sign != Sign::life) continue;
        Sighting& sighting = history.emplace_back();
        sighting.at = one.news.at;
        sighting.verb = one.news.activity.verb;
        sighting.count = tally.take(one.news.activity, one.news.at);
    }
    std::stable_sort(history.begin(), history.end(),
                     [](const Sighting& a, const Sighting& b) { return a.at < b.at; });
    return history;
}

Result<std::int64_t> days_asked(const Call& call) {
    const auto word = call.parameter("days");
    if (!word) return days_unless_asked;
    const auto days = parse_number(*word);
    if (days && *days <= most_days) return *days;
    return fail("must be a number from 1 to " + std::to_string(most_days), "days");
}

Result<std::vector<Sensitivity>> sensitivities_asked(const Call& call) {
    const auto word = call.parameter("sensitivity");
    if (!word) return std::vector<Sensitivity>(levels.begin(), levels.end());
    if (const auto one = parse_sensitivity(*word)) return std::vector<Sensitivity>(1, *one);
    return fail("must be low, normal or high", "sensitivity");
}

/// What is tried out: a proposed line, one sensitivity, or all three.
Result<std::vector<BacktestBy>> tried_out(const Call& call) {
    const auto sensitivities = sensitivities_asked(call);
    if (!sensitivities) return Failure(sensitivities.error());
    std::vector<BacktestBy> tried;
    for (const Sensitivity sensitivity : *sensitivities)
        tried.push_back({sensitivity, std::nullopt});
    const auto word = call.parameter("after");
    if (!word) return tried;
    const auto line = parse_own_line(*word);
    if (!line) return fail(line.error().what, "after");
    // By a line of one's own silence does not depend on the sensitivity.
    const bool one = call.parameter("sensitivity").has_value();
    return std::vector<BacktestBy>{{one ? sensitivities->front() : Sensitivity::normal, *line}};
}

Result<std::vector<Person>> people_asked(const io::Store& store, const Call& call) {
    std::vector<Person> people;
    if (const auto word = call.parameter("person")) {
        const auto number = parse_number(*word);
        auto person = number ? store.people.one(PersonId(*number)) : std::nullopt;
        if (!person || person->standing != Standing::followed)
            return fail("must be the number of somebody you follow", "person");
        people.push_back(std::move(*person));
    } else {
        for (Person& person : store.people.all())
            if (person.standing == Standing::followed) people.push_back(std::move(person));
    }
    return people;
}

/// Nothing is told of who rests; and a leave is no silence, as time that was lost is none.
Backtest told_of(std::span<const Sighting> history, const Coverage& coverage,
                 const PastAnswers& said, const BacktestBy& by, Instant from, Instant now) {
    Backtest told = earshot::backtest(history, with_lost(coverage, said.leaves), by, from, now);
    const auto is_unfollowed = [&said](Instant at) {
        return std::any_of(said.unfollowed.begin(), said.unfollowed.end(),
                           [at](const Stretch& rest) { return rest.from <= at && at < rest.to; });
    };
    std::erase_if(told.quiets,
                  [&](const ToldQuiet& quiet) { return is_unfollowed(quiet.noticed); });
    std::erase_if(told.bursts,
                  [&](const BurstSeen& burst) { return is_unfollowed(burst.span.start); });
    return told;
}

/// What would have been told at one sensitivity or line, person by person.
struct Level {
    BacktestBy by;
    std::vector<Backtest> told;
};

struct Note {
    Instant at;
    json::object object;
};

void add_notes(std::vector<Note>& notes, const io::Store& store, const Person& person,
               const Backtest& told) {
    for (const ToldQuiet& quiet : told.quiets) {
        Note note{quiet.noticed, {}};
        note.object["kind"] = "quiet";
        note.object["person"] = reference(person.id, person.name);
        note.object["noticed_at"] = to_value(quiet.noticed);
        note.object["last_seen"] = to_value(quiet.last_seen);
        note.object["confidence"] = json::string(to_text(quiet.confidence));
        note.object["back_at"] = to_value(quiet.back);
        note.object["back_after_days"] = nullptr;
        if (quiet.back) note.object["back_after_days"] = in_days(*quiet.back - quiet.noticed);
        notes.push_back(std::move(note));
    }
    for (const BurstSeen& burst : told.bursts) {
        Note note{burst.span.start, {}};
        note.object["kind"] = "burst";
        note.object["person"] = reference(person.id, person.name);
        note.object["noticed_at"] = to_value(burst.span.start);
        note.object["of"] = burst.connections ? "connections" : "anything";
        note.object["count"] = burst.span.count;
        const SaidInNumber said = said_in_number(store, person.id, burst);
        note.object["sentences"] = said.sentences;
        note.object["in_sentences"] = said.things;
        note.object["named"] = said.named;
        notes.push_back(std::move(note));
    }
}

json::array notes_of(const io::Store& store, const std::vector<Person>& people,
                     const std::vector<Backtest>& told) {
    std::vector<Note> notes;
    for (std::size_t i = 0; i < people.size(); ++i)
        add_notes(notes, store, people[i], told[i]);
    std::stable_sort(notes.begin(), notes.end(),
                     [](const Note& a, const Note& b) { return a.at > b.at; });
    if (notes.size() > notes_limit)
        notes.erase(notes.begin() + static_cast<std::ptrdiff_t>(notes_limit), notes.end());
    json::array items;
    for (Note& note : notes)
        items.push_back(std::move(note.object));
    return items;
}

json::object figures_of(const Level& level, Span window) {
    const BacktestSummary summary = summary_of(level.told, window);
    json::object object;
    object["sensitivity"] = json::string(to_text(level.by.sensitivity));
    object["after"] = nullptr;
    if (level.by.own_line) object["after"] = to_text(*level.by.own_line);
    object["quiet"] = summary.quiets;
    object["quiet_a_week"] = summary.quiets_a_week;
    object["people"] = summary.people;
    object["back"] = summary.backs;
    object["back_within_3_days"] = summary.backs_soon;
    object["median_days_to_note"] = nullptr;
    if (summary.median_days) object["median_days_to_note"] = *summary.median_days;
    object["burst"] = summary.bursts;
    return object;
}

}  // namespace

boost::asio::awaitable<Answer> FindingRoutes::backtest(Commands& commands, const Call& call) {
    const auto days = days_asked(call);
    if (!days) co_return bad_parameter(days.error());
    const auto tried = tried_out(call);
    if (!tried) co_return bad_parameter(tried.error());
    const auto people = people_asked(commands.store_, call);
    if (!people) co_return bad_parameter(people.error());

    const Instant now = commands.clock_.now();
    const Instant from = now - *days * day;
    std::vector<Level> asked;
    for (const BacktestBy& by : *tried)
        asked.push_back(Level{by, {}});
    Instant first = now;  // when anything of it was seen first
    // Of everybody together: weeks in which nobody was watched are in no average.
    Span watched_time{0};
    int with_history = 0;
    const std::map<PersonId, PastAnswers> answers = past_answers(commands.store_, now);
    const auto executor = co_await asio::this_coro::executor;
    UnderWay work(commands.backtests_, "people");
    work.progress().of = people->size();
    for (const Person& person : *people) {
        ++work.progress().taken;
        std::vector<Sighting> history = history_of(commands.store_, person.id);
        if (!history.empty() && commands.store_.activities.in_number(person.id, history.front().at))
            history = counted_history_of(commands.store_, person.id, history.front().at);
        const Coverage coverage = coverage_of(commands.store_, person.id);
        if (!history.empty()) {
            first = std::min(first, history.front().at);
            watched_time += observed(coverage, std::max(from, history.front().at), now);
            ++with_history;
        }
        const auto known = answers.find(person.id);
        const PastAnswers said = known == answers.end() ? PastAnswers() : known->second;
        for (Level& level : asked)
            level.told.push_back(told_of(history, coverage, said, level.by, from, now));
        co_await asio::post(executor, asio::use_awaitable);  // the daemon has its own work
    }

    json::object answer;
    const Instant since = std::max(from, first);
    answer["since"] = to_value(since);
    answer["until"] = to_value(now);
    answer["people"] = people->size();
    json::array items;
    for (const Level& level : asked)
        items.push_back(figures_of(level, watched_time / std::max(1, with_history)));
    answer["items"] = std::move(items);
    // One by one only at one sensitivity: three lists of nearly the same say nothing.
    if (asked.size() == 1) answer["notes"] = notes_of(commands.store_, *people, asked.front().told);
    co_return ok(answer);
}

Answer FindingRoutes::backtests(Commands& commands, const Call&) {
    return how_far(commands.backtests_);
}

}  // namespace earshot::app
