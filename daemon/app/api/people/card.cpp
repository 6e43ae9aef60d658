// The card of a person: how they are connected with the user, whom of the user's people they know,
// the last words both ways, and a year as marks.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/portrait/portrait.hpp"
#include "daemon/app/watch/measure.hpp"
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
constexpr std::size_t words_read = 500;  // touches
constexpr std::size_t acquaintances = 5;

std::string text_of(marks::Day day) {
    return to_rfc3339(Instant(day.time_since_epoch())).substr(0, 10);
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

}  // namespace

void PersonRoutes::add_card(Commands& commands, const Person& person, json::object& answer) {
    const io::Store& store = commands.store_;
    const Instant now = commands.clock_.now();
    const Zone zone = commands.teller_.zone();
    const std::vector<Instant> sightings = sightings_of(store, person.id);
    const GapFigures figures = gaps_of(store, person.id, now);
    const PersonState state = store.states.of(person.id);

    const marks::Lane lane = lane_of(store, person.id, sightings, zone, now);
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
    const std::vector<Acquaintance> knows = acquaintances_of(store, person.id);
    json::array lines;
    for (std::size_t i = 0; i < knows.size() && i < acquaintances; ++i) {
        json::object line = reference(knows[i].person.id, knows[i].person.name);
        line["at"] = to_rfc3339(knows[i].at);
        lines.push_back(std::move(line));
    }
    answer["knows"] = std::move(lines);
    answer["knows_count"] = knows.size();
    const auto said = last_words_of(store, person.id);
    answer["last_words"] =
        json::object{{"you", touches.empty() ? json::value(nullptr)
                                             : json::value(app::to_object(touches.front()))},
                     {"they", said ? json::value(app::to_object(*said)) : json::value(nullptr)}};
}

}  // namespace earshot::app
