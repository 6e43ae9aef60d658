// `earshot who`, `earshot open` and `earshot show`: people, what is open about them, and one of
// them on one screen.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/feed_line.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

constexpr const char* page = "limit=500";

/// Whom or what a finding is about.
std::string name_of(const json::object& line) {
    const json::object& finding = object_at(line, "finding");
    for (const std::string& name :
         {text_at(line, "name"), text_at(object_at(finding, "person"), "name"),
          text_at(object_at(finding, "source"), "title"),
          text_at(object_at(finding, "evidence"), "newcomer")})
        if (!name.empty()) return name;
    return "-";
}

std::string range_of(const json::object& gaps) {
    return usual_days(number_at(gaps, "p25"), number_at(gaps, "p75"));
}

Table quiet_table(const json::array& items, Instant now) {
    Table table({{"n", true},
                 {"who", false, true},
                 {"usual"},
                 {"last seen"},
                 {"longest"},
                 {"sure"},
                 {"where", false, true}});
    for (const json::value& item : items) {
        const json::object& line = as_object(item);
        const json::object& finding = object_at(line, "finding");
        const json::object& evidence = object_at(finding, "evidence");
        const json::object& gaps = object_at(evidence, "gap_days");
        table.add({text_at(finding, "number"), name_of(line), range_of(gaps),
                   ago(instant_at(evidence, "last_seen"), now), days(number_at(gaps, "longest")),
                   text_at(finding, "confidence"), joined(array_at(evidence, "where"), "")});
    }
    return table;
}

Table soon_table(const json::array& items, const Zone& zone, Instant now) {
    Table table({{"who", false, true},
                 {"now", true},
                 {"usual"},
                 {"rhythm"},
                 {"longest", true},
                 {"told after", true},
                 {"told on"}});
    for (const json::value& item : items) {
        const json::object& line = as_object(item);
        const json::object& silence = object_at(line, "silence");
        const auto told = instant_at(silence, "would_be_told");
        table.add({text_at(line, "name"), days(number_at(silence, "watched_days")),
                   range_of(object_at(line, "gap_days")), text_at(line, "regularity"),
                   days(number_at(silence, "longest_days")), days(number_at(silence, "line_days")),
                   told ? day_of(*told, zone, now) : "never"});
    }
    return table;
}

Table open_table(const json::array& items) {
    Table table({{"n", true}, {"what"}, {"who", false, true}, {"evidence", false, true}, {"sure"}});
    for (const json::value& item : items) {
        const json::object& line = as_object(item);
        const json::object& finding = object_at(line, "finding");
        table.add({text_at(finding, "number"), text_at(line, "state"), name_of(line),
                   text_at(finding, "sentence"), text_at(finding, "confidence")});
    }
    return table;
}

std::string none_of(const std::string& state) {
    if (state == "quiet") return "Nobody is quiet longer than usual.";
    if (state == "back") return "Nobody came back lately.";
    if (state == "busy") return "Nobody is busier than usual.";
    if (state == "new") return "No new connection waits for a word.";
    return "Nothing is open.";
}

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
void add_watching(std::vector<Session::Line>& lines, const json::object& person, const Zone& zone,
                  Instant now) {
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

std::vector<long long> weeks_of(const json::object& timeline) {
    std::vector<long long> weeks;
    for (const json::value& count : array_at(timeline, "weeks"))
        weeks.push_back(count.is_int64() ? count.get_int64() : 0);
    return weeks;
}

}  // namespace

PeopleCommands::PeopleCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* who = app.add_subcommand("who", "Who is quiet, back, busy or new; all: everybody");
    who->add_option("state", state_, "open, soon, quiet, back, busy, new or all")
        ->check(CLI::IsMember({"open", "soon", "quiet", "back", "busy", "new", "all"}));
    who->footer(
        "  earshot who quiet\n  earshot who soon\n  earshot who open\n  earshot who all --json");
    who->callback([this] { who_asked(); });

    CLI::App* open = app.add_subcommand("open", "All that is open (the same as: who open)");
    open->footer("  earshot open");
    open->callback([this] { this->who("open"); });

    CLI::App* show = app.add_subcommand("show", "One person on one screen");
    show->add_option("person", name_, "a name or the beginning of one, or the person's number")
        ->required();
    show->footer("  earshot show ines\n  earshot show \"ines duarte\"");
    show->callback([this] { this->show(); });
}

void PeopleCommands::who_asked() {
    if (state_ == "all")
        everybody();
    else if (state_ == "soon")
        who_soon();
    else
        who(state_);
}

void PeopleCommands::who(const std::string& state) {
    const std::string target = "/v1/people?state=" + state + "&" + page;
    if (session_.printed_as_json(target)) return;
    const json::object answer = session_.daemon().get(target);
    const json::array& items = array_at(answer, "items");
    if (items.empty()) {
        session_.say(none_of(state));
        return held_back();
    }
    const Table table =
        state == "quiet" ? quiet_table(items, session_.daemon().now()) : open_table(items);
    session_.print(table.text(session_.screen));
    if (session_.screen.terminal) {
        const json::object& first = object_at(as_object(items.front()), "finding");
        session_.print(session_.screen.dim("only \"clear\" and \"likely\" reach the mail.   "
                                           "earshot why " +
                                           text_at(first, "number")) +
                       "\n");
    }
    held_back();
}

void PeopleCommands::who_soon() {
    const std::string target = "/v1/people?state=soon&" + std::string(page);
    if (session_.printed_as_json(target)) return;
    const json::object answer = session_.daemon().get(target);
    const json::array& items = array_at(answer, "items");
    if (items.empty()) {
        session_.say("Nobody is silent longer than ever seen or near their line.");
        return held_back();
    }
    const Table table = soon_table(items, session_.daemon().zone(), session_.daemon().now());
    session_.print(table.text(session_.screen));
    if (session_.screen.terminal) {
        const std::string name = text_at(as_object(items.front()), "name");
        session_.print(session_.screen.dim("Silent longer than ever seen, or near their line; "
                                           "nobody here is told yet.   earshot why \"" +
                                           name + "\"   earshot set \"" + name +
                                           "\" quiet.after 10d") +
                       "\n");
    }
    held_back();
}

/// Whoever cannot be seen is in no list, and nobody must take that for good news.
void PeopleCommands::held_back() {
    const json::object status = session_.daemon().get("/v1/status");
    const json::object& coverage = object_at(status, "coverage");
    const long long number = count_at(coverage, "held_back");
    if (number == 0) return;
    session_.say("held back: " + counted(number, "person", "people") + " who cannot be seen now");
    for (const json::value& cause : array_at(coverage, "held_because"))
        session_.say("  " + text_of(cause));
}

void PeopleCommands::everybody() {
    const std::string target = "/v1/people?standing=followed&" + std::string(page);
    if (session_.printed_as_json(target)) return;
    Table table(
        {{"id", true}, {"who", false, true}, {"usual gap"}, {"last seen"}, {"where", false, true}});
    std::string after;
    do {
        const json::object answer =
            session_.daemon().get(target + (after.empty() ? "" : "&after=" + after));
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& line = as_object(item);
            table.add({text_at(line, "id"), text_at(line, "name"),
                       days(number_at(line, "usual_gap_days")),
                       ago(instant_at(line, "last_seen"), session_.daemon().now()),
                       joined(array_at(line, "sources"), "title")});
        }
        after = text_at(answer, "next");
    } while (!after.empty());
    if (table.empty())
        return session_.say("Nobody is followed yet.   earshot add URL --person NAME");
    session_.print(table.text(session_.screen));
}

void PeopleCommands::show() {
    const json::object one = person_called(session_, name_, "earshot show");
    if (session_.json) return session_.print(json::serialize(one) + "\n");
    const json::object timeline =
        session_.daemon().get("/v1/people/" + text_at(one, "id") + "/timeline?limit=1");
    const Instant now = session_.daemon().now();
    const Zone zone = session_.daemon().zone();
    const Screen& screen = session_.screen;

    session_.print(screen.bold(text_at(one, "name")) + "   " + text_at(one, "circle") +
                   (text_at(one, "circle").empty() ? "" : "   ") + text_at(one, "standing") + "\n");
    std::vector<Session::Line> lines;
    for (const json::value& item : array_at(one, "sources")) {
        lines.push_back({lines.empty() ? "feeds" : "", feed_line(as_object(item), now), ""});
    }
    if (const std::string accounts = shown_accounts(one); !accounts.empty())
        lines.push_back({"known as", accounts, ""});
    for (const char* field : {"connected_on", "phone", "note"})
        if (!text_at(one, field).empty())
            lines.push_back({std::string(field) == "connected_on" ? "connected" : field,
                             text_at(one, field), ""});
    const json::object& you = object_at(one, "you");
    const json::array& touches = array_at(you, "touches");
    if (!touches.empty()) {
        const json::object& touch = as_object(touches.front());
        const std::string how = text_at(touch, "how"), note = text_at(touch, "note");
        lines.push_back({"in touch",
                         ago(instant_at(touch, "at"), now) + (how.empty() ? "" : ", " + how) +
                             (note.empty() ? "" : "   \"" + note + "\""),
                         ""});
    }
    if (const auto until = instant_at(you, "away_until"); until && *until > now)
        lines.push_back({"away", "until " + day_of(*until, zone, now), ""});
    lines.push_back({"year", strip(weeks_of(timeline)), "a column is a week"});

    const json::object& gaps = object_at(timeline, "gap_days");
    const std::optional<Instant> seen = instant_at(one, "last_seen");
    const bool known = count_at(gaps, "gaps") > 0;
    lines.push_back({"gaps",
                     known ? "usual " + range_of(gaps) + "   longest " +
                                 days(number_at(gaps, "longest")) +
                                 (seen ? "   now " + length(now - *seen) : "")
                           : "not known yet",
                     ""});
    std::string last = seen ? day_of(*seen, zone, now) + ", " + ago(seen, now) : "never";
    const json::array& latest = array_at(timeline, "items");
    if (!latest.empty()) {
        const std::string sentence = text_at(as_object(latest.front()), "sentence");
        if (!sentence.empty()) last += "   \"" + sentence + "\"";
    }
    lines.push_back({"last seen", last, ""});
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
