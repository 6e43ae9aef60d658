// `earshot who` and `earshot open`: people, and what is open about them.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
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
    if (count_at(gaps, "gaps") == 0) return {};
    return usual_days(number_at(gaps, "p25"), number_at(gaps, "p75"));
}

/// The user's with somebody.
std::string last_word(const json::object& line, const Zone& zone, Instant now) {
    const json::object& word = object_at(line, "last_word");
    const std::string how = text_at(word, "how");
    const auto at = instant_at(word, "at");
    return at ? ago(at, now, zone) + (how.empty() ? "" : ", " + how) : "none";
}

Table quiet_table(const json::array& items, const Zone& zone, Instant now) {
    Table table({{"n", true},
                 {"who", false, true},
                 {"usual"},
                 {"last seen"},
                 {"longest"},
                 {"sure"},
                 {"where", false, true},
                 {"your last word"}});
    for (const json::value& item : items) {
        const json::object& line = as_object(item);
        const json::object& finding = object_at(line, "finding");
        const json::object& evidence = object_at(finding, "evidence");
        const json::object& gaps = object_at(evidence, "gap_days");
        table.add({text_at(finding, "number"), name_of(line), range_of(gaps),
                   ago(instant_at(evidence, "last_seen"), now, zone),
                   days(number_at(gaps, "longest")), text_at(finding, "confidence"),
                   joined(array_at(evidence, "where"), ""), last_word(line, zone, now)});
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

/// Lists that hold people rather than findings: what the daemon is asked for.
std::string asked_for(const std::string& state) {
    if (state == "all") return "standing=known";
    if (state == "light" || state == "resting") return "standing=" + state;
    if (state == "gone") return "standing=let-go";
    return "state=" + state;
}

bool is_listed(const std::string& state) {
    for (const char* one :
         {"all", "light", "resting", "away", "gone", "connected", "lapsed", "provisional"})
        if (state == one) return true;
    return false;
}

std::string column_of(const std::string& state) {
    if (state == "away") return "away until";
    if (state == "connected") return "connected";
    return "your last word";
}

std::string cell_of(const std::string& state, const json::object& line, const Zone& zone,
                    Instant now) {
    if (state == "connected") return text_at(line, "connected_on");
    if (state == "away") {
        const auto until = instant_at(line, "away_until");
        return until ? day_of(*until, zone, now) : std::string();
    }
    return last_word(line, zone, now);
}

std::string nobody_in(const std::string& state) {
    if (state == "all") return "Nobody is known yet.   earshot add URL --person NAME";
    if (state == "light") return "Nobody is light: whoever is known is followed, resting or gone.";
    if (state == "resting") return "Nobody rests.";
    if (state == "away") return "Nobody is away.";
    if (state == "gone") return "Nobody was let go.";
    if (state == "provisional") return "Nobody is called as a list calls their feed.";
    if (state == "connected") return "Nobody is connected with you that way.";
    return "There is nobody to have a word with.";
}

}  // namespace

PeopleCommands::PeopleCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* who = app.add_subcommand("who", "Who is quiet, back, busy or new; all: everybody");
    one_of(who->add_option("state", state_, "findings of a kind, or people; open if not said"),
           {"open", "soon", "quiet", "back", "busy", "new", "all", "light", "resting", "away",
            "gone", "connected", "lapsed", "provisional"});
    who->add_option("--circle", circle_, "only those of this circle")->type_name(kind::name);
    one_of(who->add_option("--sort", sort_, "word: your last with them"),
           {"id", "name", "seen", "word", "connected"});
    who->add_flag("--no-word", no_word_, "only those you never had a word with");
    who->footer(
        "  earshot who quiet\n  earshot who soon\n  earshot who all --circle friends --sort seen\n"
        "  earshot who light\n  earshot who provisional\n  earshot who connected --no-word\n  "
        "earshot who lapsed --json");
    who->callback([this] { who_asked(); });

    CLI::App* open = app.add_subcommand("open", "All that is open (the same as: who open)");
    open->footer("  earshot open");
    open->callback([this] { this->who("open"); });

    CLI::App* show = app.add_subcommand("show", "One person on one screen");
    show->add_option("person", name_, "a name or the beginning of one, person:7, or #3")
        ->required()
        ->type_name(kind::person);
    show->footer("  earshot show ines\n  earshot show \"ines duarte\"");
    show->callback([this] { this->show(); });
}

void PeopleCommands::who_asked() {
    const bool narrowed = !circle_.empty() || !sort_.empty() || no_word_;
    if (is_listed(state_)) return listed();
    if (narrowed)
        throw Ended{Exit::usage,
                    "--circle, --sort and --no-word are for who all, light, resting, "
                    "away, gone, connected, lapsed and provisional"};
    if (state_ == "soon")
        who_soon();
    else
        who(state_);
}

void PeopleCommands::who(const std::string& state) {
    const std::string target = "/v1/people?state=" + state + "&" + page;
    if (session_.printed_as_json(target)) return;
    const json::array items = session_.all_of(target);
    if (items.empty()) {
        session_.say(none_of(state));
        return held_back();
    }
    const Table table = state == "quiet"
                            ? quiet_table(items, session_.daemon().zone(), session_.daemon().now())
                            : open_table(items);
    session_.print(table.text(session_.screen));
    const json::object& first = object_at(as_object(items.front()), "finding");
    session_.hint("only \"clear\" and \"likely\" reach the mail.   earshot why " +
                  text_at(first, "number"));
    held_back();
}

void PeopleCommands::who_soon() {
    const std::string target = "/v1/people?state=soon&" + std::string(page);
    if (session_.printed_as_json(target)) return;
    const json::array items = session_.all_of(target);
    if (items.empty()) {
        session_.say("Nobody is silent longer than ever seen or near their line.");
        return held_back();
    }
    const Table table = soon_table(items, session_.daemon().zone(), session_.daemon().now());
    session_.print(table.text(session_.screen));
    const std::string name = text_at(as_object(items.front()), "name");
    session_.hint(
        "Silent longer than ever seen, or near their line; nobody here is told yet.   "
        "earshot why \"" +
        name + "\"   earshot set \"" + name + "\" quiet.after 10d");
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

void PeopleCommands::listed() {
    std::string target = "/v1/people?" + std::string(page) + "&" + asked_for(state_);
    if (!circle_.empty()) target += "&circle=" + escaped(circle_);
    if (!sort_.empty()) target += "&sort=" + sort_;
    if (no_word_) target += "&no_word=1";
    if (session_.printed_as_json(target)) return;
    Table table({{"id", true},
                 {"who", false, true},
                 {"standing"},
                 {"usual gap"},
                 {"last seen"},
                 {column_of(state_)},
                 {"where", false, true}});
    std::string after;
    do {
        const json::object answer =
            session_.daemon().get(target + (after.empty() ? "" : "&after=" + after));
        const Instant now = session_.daemon().now();
        const Zone zone = session_.daemon().zone();
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& line = as_object(item);
            table.add({text_at(line, "id"), text_at(line, "name"), text_at(line, "standing"),
                       range_of(object_at(line, "gap_days")),
                       ago(instant_at(line, "last_seen"), now, zone),
                       cell_of(state_, line, zone, now),
                       joined(array_at(line, "sources"), "title")});
        }
        after = text_at(answer, "next");
    } while (!after.empty());
    if (table.empty()) return session_.say(nobody_in(state_));
    session_.print(table.text(session_.screen));
    if (state_ == "light")
        session_.hint("Known, but not followed: nothing is told of them.   earshot follow NAME");
    if (state_ == "provisional")
        session_.hint(
            "Called as their feed until it says who writes it.   earshot edit ID --name NAME   "
            "earshot rm URL   then earshot add URL --many");
}

}  // namespace earshot::client
