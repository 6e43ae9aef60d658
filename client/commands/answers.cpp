// What the user answers: `earshot ok`, `snooze`, `normal` and `wrong` to a finding; `touch`,
// `away`, `set`, `rest`, `let-go` and `follow` about a person.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/feed_line.hpp"
#include "client/screen/fields.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// "2w" from now, a day, or a time: what the daemon reads.
std::string instant_of(const std::string& text, Instant now) {
    const auto span = parse_span(text);
    return span ? to_rfc3339(now + *span) : text;
}

}  // namespace

AnswerCommands::AnswerCommands(CLI::App& app, Session& session) : session_(session) {
    const auto to_finding = [&](const char* verb, const char* help, const char* example) {
        CLI::App* command = app.add_subcommand(verb, help);
        command->add_option("number", number_, "the number that digest, who and open print")
            ->required()
            ->check(CLI::PositiveNumber);
        command->footer(example);
        command->callback([this, verb] { answer(verb); });
        return command;
    };
    to_finding("ok", "Seen: close a finding", "  earshot ok 3");
    to_finding("snooze", "Not now: hide a finding for a while",
               "  earshot snooze 3 2w\n  earshot snooze 3 2026-05-01")
        ->add_option("until", until_, "how long, or until which day")
        ->required();
    to_finding("normal", "This is usual for that person: say it less readily",
               "  earshot normal 5");
    to_finding("wrong", "A mistake: close a finding and show the feeds behind it",
               "  earshot wrong 3");

    const auto about_person = [&](const char* verb, const char* help, const char* example) {
        CLI::App* command = app.add_subcommand(verb, help);
        command
            ->add_option("person", person_,
                         "a name or the beginning of one, or the number of a finding")
            ->required();
        command->footer(example);
        return command;
    };
    CLI::App* touch =
        about_person("touch", "You were in touch: what waits for a word is answered",
                     "  earshot touch ines\n  earshot touch ines called --note \"new job in May\"\n"
                     "  earshot touch 3 wrote --on 2026-04-12      (3 is a finding)");
    touch->add_option("how", how_, "called, wrote, met");
    touch->add_option("--note", note_, "whatever is worth remembering");
    touch->add_option("--on", until_, "the day, if it was not today");
    touch->callback([this] { this->touch(); });

    CLI::App* away =
        about_person("away", "Known to be away: silence says nothing until then",
                     "  earshot away ines --until 2026-05-01\n  earshot away ines --until 3w");
    away->add_option("--until", until_, "the last day, or how long")->required();
    away->callback([this] {
        about("away", {{"until", instant_of(until_, session_.daemon().now())}});
    });

    CLI::App* set = app.add_subcommand("set", "A line of one's own, for a person or a circle");
    set->add_option("person", person_,
                    "a name or the beginning of one, or the number of a finding; with --circle the "
                    "name of a circle")
        ->required();
    set->add_option("key", key_, "quiet.after or quiet")
        ->required()
        ->check(CLI::IsMember({"quiet.after", "quiet"}));
    set->add_option("value", value_,
                    "for quiet.after a time such as 10d or \"6 weeks\"; for quiet: never, or "
                    "learned, that is by their own rhythm again")
        ->required();
    set->add_flag("--circle", is_circle_, "for all in this circle who have none of their own");
    set->footer(
        "  earshot set ines quiet.after 10d\n  earshot set ines quiet never\n"
        "  earshot set --circle choir quiet.after \"6 weeks\"\n  earshot set ines quiet learned");
    set->callback([this] { this->set(); });

    about_person("rest", "Tell me of a return only", "  earshot rest ines")->callback([this] {
        about("rest", {});
    });
    about_person("let-go", "Tell me nothing, and pause their feeds", "  earshot let-go ines")
        ->callback([this] { about("let-go", {}); });
    about_person("follow", "Tell me everything", "  earshot follow ines")->callback([this] {
        about("follow", {});
    });
}

void AnswerCommands::answer(const std::string& verb) {
    json::object body;
    if (verb == "snooze") body["until"] = instant_of(until_, session_.daemon().now());
    const json::object finding =
        session_.changed("POST", "/v1/findings/" + std::to_string(number_) + "/" + verb, body);
    if (session_.json) return;
    const json::object& change = object_at(finding, "change");
    say_done(change.empty() ? "#" + std::to_string(number_) + " is over already" : "", change);
    if (verb == "wrong") show_feeds(finding);
}

void AnswerCommands::say_done(const std::string& otherwise, const json::object& change) {
    const std::string sentence = text_at(change, "sentence");
    session_.say((sentence.empty() ? otherwise : sentence) + "." +
                 (sentence.empty() ? "" : "   earshot undo " + text_at(change, "number")));
}

void AnswerCommands::touch() {
    json::object body;
    if (!how_.empty()) body["how"] = how_;
    if (!note_.empty()) body["note"] = note_;
    if (!until_.empty()) body["at"] = until_;
    const json::object change = session_.changed(
        "POST", "/v1/people/" + id_of_whom(session_, person_, "earshot touch") + "/touch", body);
    if (!session_.json) say_done("", change);
}

void AnswerCommands::set() {
    const bool is_word = value_ == "never" || value_ == "learned";
    if ((key_ == "quiet") != is_word)
        throw Ended{Exit::usage,
                    key_ == "quiet"
                        ? "quiet: must be never or learned; a time goes into quiet.after"
                        : "quiet.after: must be a time such as 10d or \"6 weeks\""};
    json::object body{{"quiet", value_ == "learned" ? json::value(nullptr) : json::value(value_)}};
    std::string target = "/v1/circles/set";
    if (is_circle_)
        body["circle"] = person_;
    else
        target = "/v1/people/" + id_of_whom(session_, person_, "earshot set") + "/set";
    const json::object change = session_.changed("POST", target, body);
    if (!session_.json) say_done("", change);
}

void AnswerCommands::about(const std::string& verb, const json::object& body) {
    const std::string id = id_of_whom(session_, person_, "earshot " + verb);
    const json::object change = session_.changed("POST", "/v1/people/" + id + "/" + verb, body);
    if (!session_.json) say_done("", change);
}

/// A mistake comes from a feed or from who is who: both are shown, with what mends them.
void AnswerCommands::show_feeds(const json::object& finding) {
    const json::object& about = object_at(finding, "person");
    if (about.empty()) return session_.say("earshot doctor says how the feeds do.");
    const std::string id = text_at(about, "id");
    const json::object person = session_.daemon().get("/v1/people/" + id);
    const Instant now = session_.daemon().now();
    std::vector<Session::Line> lines;
    for (const json::value& item : array_at(person, "sources")) {
        const json::object& source = as_object(item);
        lines.push_back({lines.empty() ? "feeds" : "", feed_line(source, now),
                         "earshot sources history " + text_at(source, "id")});
    }
    lines.push_back({"not theirs?", "an account or a feed that is somebody else's",
                     "earshot unlink " + id + " ADDRESS"});
    lines.push_back({"more", "how all feeds do, and what needs hands", "earshot doctor"});
    session_.print_sheet(lines);
}

}  // namespace earshot::client
