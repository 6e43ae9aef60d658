// What the user answers: `earshot ok`, `snooze`, `normal` and `wrong` to a finding; `touch`,
// `away`, `set`, `rest`, `let-go` and `follow` about a person.

#include <algorithm>
#include <cstddef>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/feed_line.hpp"
#include "client/screen/fields.hpp"
#include "earshot/when.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// Of the words behind a name or numbers, the last ones that are a time together: where they begin,
/// or the number of words.
std::size_t time_begins(const std::vector<std::string>& words, Toward toward) {
    std::string text;
    std::size_t found = words.size();
    for (std::size_t i = words.size(); i-- > 0;) {
        text = words[i] + (text.empty() ? "" : " " + text);
        // Of no zone and no day but whether there is a reading.
        if (parse_when(text, toward, Zone::utc(), Instant{})) found = i;
    }
    return found;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i)
        text += (text.empty() ? "" : " ") + words[i];
    return text;
}

/// "3", "#3", "3,4": each finding's number.
json::array numbers_in(const std::vector<std::string>& words, std::size_t count) {
    json::array numbers;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t from = 0; from <= words[i].size();) {
            const std::size_t comma = std::min(words[i].find(',', from), words[i].size());
            if (comma > from)
                numbers.push_back(
                    number_of(words[i].substr(from, comma - from), "a finding.   earshot open"));
            from = comma + 1;
        }
    return numbers;
}

const std::vector<std::string> hows{"called", "wrote", "met"};

}  // namespace

AnswerCommands::AnswerCommands(CLI::App& app, Session& session) : session_(session) {
    const auto to_findings = [&](const char* verb, const char* help, const char* example) {
        CLI::App* command = app.add_subcommand(verb, help);
        command->add_option("finding", words_, "the numbers that digest, who and open print")
            ->required()
            ->type_name(kind::finding);
        command->footer(example);
        command->callback([this, verb] { answer(verb); });
    };
    to_findings("ok", "Seen: close findings", "  earshot ok 3\n  earshot ok 3 4 5");
    CLI::App* snooze = app.add_subcommand("snooze", "Not now: hide findings for a while");
    snooze
        ->add_option("finding", words_,
                     "the numbers that digest, who and open print, then how long, or until which "
                     "day")
        ->required()
        ->type_name(kind::finding);
    snooze->footer(
        "  earshot snooze 3 2w\n  earshot snooze 3 4 tomorrow\n  earshot snooze 3 1 may\n"
        "  earshot snooze 3 2026-05-01");
    snooze->callback([this] { this->snooze(); });
    to_findings("normal", "This is usual for that person: say it less readily",
                "  earshot normal 5");
    to_findings("wrong", "A mistake: close findings and show the feeds behind them",
                "  earshot wrong 3");

    const auto about_person = [&](const char* verb, const char* help, const char* example) {
        CLI::App* command = app.add_subcommand(verb, help);
        command
            ->add_option("person", person_,
                         "a name or the beginning of one, person:7, or the number of a finding")
            ->required()
            ->type_name(kind::whom);
        command->footer(example);
        return command;
    };
    CLI::App* touch =
        about_person("touch", "You were in touch: what waits for a word is answered",
                     "  earshot touch ines\n  earshot touch ines called --note \"new job in May\"\n"
                     "  earshot touch ines duarte met yesterday\n"
                     "  earshot touch 3 wrote --on 2026-04-12      (3 is a finding)");
    touch->add_option("how", words_, "and the day, if it was not today")
        ->type_name("called|wrote|met");
    touch->add_option("--note", note_, "whatever is worth remembering")->type_name(kind::text);
    touch->add_option("--on", until_, "the day, if it was not today")->type_name(kind::when);
    touch->callback([this] { this->touch(); });

    CLI::App* away =
        about_person("away", "Known to be away: silence says nothing until then",
                     "  earshot away ines --until 2026-05-01\n  earshot away ines --until 3w\n"
                     "  earshot away ines --until now              (back already)");
    away->add_option("--until", until_, "the last day, or how long; now ends a leave")
        ->required()
        ->type_name(kind::when);
    away->callback([this] {
        session_.options = {{"until", "--until"}};
        about("away", {{"until", until_}});
    });

    CLI::App* set = app.add_subcommand("set", "A line of one's own, for a person or a circle");
    set->add_option("person", person_,
                    "a name or the beginning of one, or the number of a finding; with --circle the "
                    "name of a circle")
        ->required()
        ->type_name(kind::whom);
    one_of(set->add_option("key", key_, "what is set")->required(), {"quiet.after", "quiet"});
    set->add_option("value", value_,
                    "for quiet.after a time such as 10d or \"6 weeks\"; for quiet: never, or "
                    "learned, that is by their own rhythm again")
        ->required()
        ->type_name("LENGTH|never|learned");
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
    send({{"answer", verb}, {"numbers", numbers_in(words_, words_.size())}});
}

void AnswerCommands::snooze() {
    // The last words are a time, be it one that has no reading: the daemon says what has.
    const std::size_t time =
        words_.size() < 2 ? 1 : std::min(time_begins(words_, Toward::future), words_.size() - 1);
    if (words_.size() < 2 || time == 0)
        throw Ended{Exit::usage, "until when?   earshot snooze " + words_.front() + " 2w"};
    send({{"answer", "snooze"},
          {"numbers", numbers_in(words_, time)},
          {"until", joined(words_, time, words_.size())}});
}

void AnswerCommands::send(const json::object& body) {
    const bool several = array_at(body, "numbers").size() > 1;
    json::object done;
    try {
        done = session_.changed("POST", "/v1/findings/answer", body);
    } catch (const Ended& ended) {
        if (!several) throw;
        throw Ended{ended.exit, ended.message + ".   Nothing is changed: it is all or none"};
    }
    if (session_.json) return;
    say_done(several ? "They are over already" : "It is over already", object_at(done, "change"));
    if (text_at(body, "answer") == "wrong")
        for (const json::value& finding : array_at(done, "items"))
            show_feeds(as_object(finding));
}

void AnswerCommands::say_done(const std::string& otherwise, const json::object& change) {
    std::string sentence = text_at(change, "sentence");
    // Of several findings each on a line of its own.
    for (std::size_t at = 0; (at = sentence.find("; #", at)) != sentence.npos;)
        sentence.replace(at, 2, ".\n");
    session_.say((sentence.empty() ? otherwise : sentence) + "." +
                 (sentence.empty() ? "" : "   earshot undo " + text_at(change, "number")));
}

/// `touch ines duarte called yesterday`: a name of several words, how, and when.
void AnswerCommands::touch() {
    json::object body;
    std::size_t end = time_begins(words_, Toward::past);
    std::string on = until_, person = person_;
    if (!on.empty()) session_.options = {{"at", "--on"}};
    if (end < words_.size() && on.empty())
        on = joined(words_, end, words_.size());
    else
        end = words_.size();
    if (end > 0 && std::find(hows.begin(), hows.end(), words_[end - 1]) != hows.end())
        body["how"] = words_[--end];
    const std::string more = joined(words_, 0, end);
    if (!more.empty()) person += " " + more;
    if (!note_.empty()) body["note"] = note_;
    if (!on.empty()) body["at"] = on;
    std::string id;
    try {
        id = id_of_whom(session_, person, "earshot touch");
    } catch (const Ended& ended) {
        if (more.empty() || ended.exit != Exit::not_found) throw;
        throw Ended{ended.exit, ended.message +
                                    "\nbehind a name stand called, wrote or met, and a "
                                    "day; everything else is for --note"};
    }
    const json::object change = session_.changed("POST", "/v1/people/" + id + "/touch", body);
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
                     "earshot unlink person:" + id + " ADDRESS"});
    lines.push_back({"more", "how all feeds do, and what needs hands", "earshot doctor"});
    session_.print_sheet(lines);
}

}  // namespace earshot::client
