// `earshot show`: one person on one screen. Who they are, why they are known, whom they know, the
// last words both ways, a year, and what is open.

#include <chrono>

#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/screen/feed_line.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/lanes.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

using Lines = std::vector<Session::Line>;

/// Other names and addresses; what only programs can read is left out.
std::string shown_accounts(const json::object& person) {
    std::string out;
    for (const char* field : {"names", "accounts"})
        for (const json::value& value : array_at(person, field)) {
            const std::string text = text_of(value);
            if (text.empty() || text.starts_with("uid:")) continue;
            out += (out.empty() ? "" : "   ") + text;
        }
    return out;
}

/// How well somebody is watched, and what holds them back.
void add_watching(Lines& lines, const json::object& person, const Zone& zone, Instant now) {
    const json::object& coverage = object_at(person, "coverage");
    const auto since = instant_at(coverage, "since");
    const auto proven = instant_at(coverage, "proven_until");
    if (since) {
        std::string text = "since " + day_of(*since, zone, now);
        if (proven) text += ", shown up to " + ago(proven, now);
        const auto lost = number_at(coverage, "lost_days").value_or(0);
        if (lost > 0) text += "; " + days(lost) + " of the last year could not be watched";
        lines.push_back({"watched", text, ""});
    }
    bool first = true;
    for (const json::value& cause : array_at(coverage, "held_because")) {
        lines.push_back({first ? "held back" : "", text_of(cause), ""});
        first = false;
    }
}

marks::Day day_at(const json::object& object, std::string_view key) {
    const auto midnight = parse_rfc3339(text_at(object, key) + "T00:00:00Z");
    return midnight ? std::chrono::floor<std::chrono::days>(*midnight) : marks::Day();
}

std::optional<marks::Stretch> stretch_at(const json::object& object, std::string_view key) {
    const json::array& pair = array_at(object, key);
    if (pair.size() != 2 || !pair[0].is_number() || !pair[1].is_number()) return std::nullopt;
    return marks::Stretch(pair[0].to_number<double>(), pair[1].to_number<double>());
}

int small_at(const json::object& object, std::string_view key) {
    return static_cast<int>(count_at(object, key));
}

std::vector<marks::Week> weeks_at(const json::object& year) {
    std::vector<marks::Week> weeks;
    for (const json::value& value : array_at(year, "they")) {
        const json::object& week = as_object(value);
        weeks.push_back({day_at(week, "from"), day_at(week, "to"), small_at(week, "seen"),
                         small_at(week, "unknown"), small_at(week, "before")});
    }
    return weeks;
}

/// The two lanes, with what they mean.
void add_year(Lines& lines, const json::object& year) {
    const std::vector<marks::Week> weeks = weeks_at(year);
    if (weeks.empty()) return;
    std::vector<marks::Tick> ticks;
    for (const json::value& tick : array_at(year, "ticks"))
        ticks.push_back(
            {number_at(as_object(tick), "x").value_or(0), day_at(as_object(tick), "day")});
    std::vector<marks::Word> words;
    for (const json::value& word : array_at(year, "you"))
        words.push_back({number_at(as_object(word), "x").value_or(0),
                         day_at(as_object(word), "day"), text_at(as_object(word), "how")});
    lines.push_back({"52 weeks", months_line(ticks, weeks.size()), ""});
    lines.push_back({"they", they_lane(weeks), "a column is a week, its height days seen"});
    if (const json::object& rail = object_at(year, "rail"); !rail.empty())
        lines.push_back({"usual",
                         rail_line({number_at(rail, "from").value_or(0),
                                    number_at(rail, "to").value_or(1), stretch_at(rail, "band")},
                                   weeks.size()),
                         "═ when the next word usually comes"});
    lines.push_back({"you", you_lane(words, weeks.size()),
                     "· nothing   ░ nobody could look   c called w wrote m met"});
}

void add_gaps(Lines& lines, const json::object& one, const Zone& zone, Instant now) {
    const json::object& figures = object_at(one, "gap_days");
    const std::optional<Instant> seen = instant_at(one, "last_seen");
    if (count_at(figures, "gaps") == 0) return lines.push_back({"gaps", "not known yet", ""});
    std::string text = "usual " + usual_days(number_at(figures, "p25"), number_at(figures, "p75")) +
                       "   longest " + days(number_at(figures, "longest"));
    const json::object& gaps = object_at(one, "gaps");
    const double top = number_at(gaps, "top_days").value_or(0);
    if (const auto line = number_at(gaps, "line")) text += "   told after " + days(*line * top);
    // The same number as of the day when they were last seen.
    if (seen) text += "   now " + ago(seen, now, zone);
    if (text.ends_with(" ago")) text.resize(text.size() - 4);
    // The mark stands at the days in which somebody looked.
    const auto watched = number_at(gaps, "now");
    if (seen && watched && std::chrono::abs(now - *seen - *watched * top * day) > day)
        text += ", " + days(*watched * top) + " of them watched";
    lines.push_back({"gaps", text, ""});
    const auto band = stretch_at(gaps, "band");
    if (!band) return;
    constexpr std::size_t columns = 52;
    marks::GapPlot plot;
    plot.band = *band;
    plot.median = number_at(gaps, "median").value_or(0);
    plot.longest = number_at(gaps, "longest").value_or(0);
    plot.line = number_at(gaps, "line");
    plot.now = number_at(gaps, "now");
    lines.push_back({"", gap_line(plot, columns), "═ usual   ┴ longest   ┊ told after   ▲ now"});
}

/// Company, position, since when they are known.
std::string who_of(const json::object& one, const Zone& zone, Instant now) {
    std::string text;
    const auto say = [&text](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
    };
    say(text_at(one, "position"));
    say(text_at(one, "company"));
    if (const auto first = instant_at(one, "first_seen"))
        say("seen since " + day_of(*first, zone, now));
    return text;
}

std::string why_of(const json::object& one) {
    std::string text = text_at(one, "note");
    const json::object& connected = object_at(one, "connected");
    const std::string on = text_at(connected, "on"), where = text_at(connected, "where");
    if (!on.empty())
        text += (text.empty() ? "" : "; ") + std::string("connected ") + on +
                (where.empty() ? "" : " (" + where + ")");
    return text;
}

std::string knows_of(const json::object& one) {
    const json::array& people = array_at(one, "knows");
    std::string text = joined(people, "name");
    const long long more = count_at(one, "knows_count") - static_cast<long long>(people.size());
    if (more > 0) text += " and " + std::to_string(more) + " more of yours";
    return text;
}

void add_questions(Lines& lines, const json::object& one, const Zone& zone, Instant now) {
    const std::string id = text_at(one, "id");
    const auto answer = [&lines](const char* label, const std::string& text, const char* unknown,
                                 const std::string& step) {
        if (text.empty())
            lines.push_back({label, unknown, step});
        else
            lines.push_back({label, text, ""});
    };
    if (const std::string who = who_of(one, zone, now); !who.empty())
        lines.push_back({"who", who, ""});
    answer("why", why_of(one), "not known", "earshot note person:" + id + " \"met at ...\"");
    if (const std::string knows = knows_of(one); !knows.empty())
        lines.push_back({"knows", knows, ""});
}

/// The last words both ways, each with its day.
void add_words(Lines& lines, const json::object& one, const Zone& zone, Instant now) {
    const json::object& words = object_at(one, "last_words");
    const auto when = [&](Instant t) { return day_of(t, zone, now) + ", " + ago(t, now, zone); };
    const std::optional<Instant> seen = instant_at(one, "last_seen");
    std::string theirs = seen ? when(*seen) : "never";
    const std::string sentence = text_at(object_at(words, "they"), "sentence");
    if (!sentence.empty()) theirs += "   \"" + sentence + "\"";
    lines.push_back({"last seen", theirs, ""});
    const json::object& touch = object_at(words, "you");
    const std::string how = text_at(touch, "how"), note = text_at(touch, "note");
    const auto at = instant_at(touch, "at");
    lines.push_back({"your word",
                     at ? when(*at) + (how.empty() ? "" : ", " + how) +
                              (note.empty() ? "" : "   \"" + note + "\"")
                        : "none",
                     at ? "" : "earshot touch person:" + text_at(one, "id") + " called"});
}

}  // namespace

void PeopleCommands::show() {
    const json::object one = person_called(session_, name_, "earshot show");
    if (session_.json) return session_.print(json::serialize(one) + "\n");
    const Instant now = session_.daemon().now();
    const Zone zone = session_.daemon().zone();

    session_.print(session_.screen.bold(text_at(one, "name")) + "   " + text_at(one, "circle") +
                   (text_at(one, "circle").empty() ? "" : "   ") + text_at(one, "standing") + "\n");
    Lines lines;
    for (const json::value& item : array_at(one, "sources"))
        lines.push_back({lines.empty() ? "feeds" : "", feed_line(as_object(item), now), ""});
    if (const std::string accounts = shown_accounts(one); !accounts.empty())
        lines.push_back({"known as", accounts, ""});
    if (flag_at(one, "provisional"))
        lines.push_back({"called", "as a list calls their feed, until that says who writes it",
                         "earshot edit " + text_at(one, "id") + " --name NAME"});
    if (const std::string phone = text_at(one, "phone"); !phone.empty())
        lines.push_back({"phone", phone, ""});
    add_questions(lines, one, zone, now);
    const auto until = instant_at(object_at(one, "you"), "away_until");
    if (until && *until > now) lines.push_back({"away", "until " + day_of(*until, zone, now), ""});
    add_year(lines, object_at(one, "year"));
    add_gaps(lines, one, zone, now);
    add_words(lines, one, zone, now);
    for (const json::value& value : array_at(one, "whereabouts"))
        lines.push_back({"elsewhere", text_at(as_object(value), "sentence"),
                         text_at(as_object(value), "step")});
    add_watching(lines, one, zone, now);
    const json::array& open = array_at(one, "open");
    for (std::size_t i = 0; i < open.size(); ++i) {
        const json::object& finding = as_object(open[i]);
        lines.push_back({i == 0 ? "open" : "",
                         "#" + text_at(finding, "number") + "  " + text_at(finding, "sentence"),
                         "earshot why " + text_at(finding, "number")});
    }
    session_.print_sheet(lines);
}

}  // namespace earshot::client
