// Who is who: `earshot merge`, `link`, `unlink`, `suggest` and `undo`.

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

/// {"source": 7} for a number or for the address of a feed that is there, else {"account": ...}.
json::object body_for(Session& session, const std::string& thing) {
    if (is_number(thing)) return {{"source", std::stoll(thing)}};
    if (thing.starts_with("http:") || thing.starts_with("https:") || thing.starts_with("file:")) {
        const json::object found = session.daemon().get("/v1/sources?url=" + escaped(thing));
        const json::array& items = array_at(found, "items");
        if (!items.empty()) return {{"source", count_at(as_object(items.front()), "id")}};
    }
    return {{"account", thing}};
}

}  // namespace

IdentityCommands::IdentityCommands(CLI::App& app, Session& session) : session_(session) {
    constexpr const char* name = "a name or the beginning of one, or person:7";
    CLI::App* merge = app.add_subcommand("merge", "Two people are one");
    merge->add_option("person", person_, name)->required()->type_name(kind::person);
    merge->add_option("into", into_, "who it is; the name of this one stays")
        ->required()
        ->type_name(kind::person);
    merge->footer("  earshot merge inesd \"ines duarte\"\n  earshot merge person:14 person:3");
    merge->callback([this] { this->merge(); });

    constexpr const char* thing = "an account (github:ann), or a feed by number or address";
    CLI::App* link = app.add_subcommand("link", "An account or a feed is this person's");
    link->add_option("person", person_, name)->required()->type_name(kind::person);
    link->add_option("thing", thing_, thing)->required()->type_name("THING");
    link->footer("  earshot link ines https://code.example/inesd\n  earshot link ines 7");
    link->callback([this] { this->link("link"); });

    CLI::App* unlink = app.add_subcommand("unlink", "An account or a feed is not this person's");
    unlink->add_option("person", person_, name)->required()->type_name(kind::person);
    unlink->add_option("thing", thing_, thing)->required()->type_name("THING");
    unlink->footer("  earshot unlink ines https://code.example/inesd\n  earshot unlink ines 7");
    unlink->callback([this] { this->link("unlink"); });

    CLI::App* suggest = app.add_subcommand("suggest", "Who may be the same person, and why");
    accept_ = suggest
                  ->add_option("--accept", accepted_,
                               "these numbers are one person; without a number all that is "
                               "certain")
                  ->expected(0, -1)
                  ->type_name("N");
    suggest->add_flag("--accept-certain", certain_, "all that is certain is one person");
    suggest->add_option("--never", never_, "these numbers are two people, for good")
        ->type_name("N");
    suggest->footer(
        "  earshot suggest\n  earshot suggest --accept-certain\n"
        "  earshot suggest --accept 14 --never 17 18");
    suggest->callback([this] { this->suggest(); });

    CLI::App* undo = app.add_subcommand("undo", "Take back the last thing you did about people");
    undo->add_option("number", number_, "of another change")->type_name(kind::change);
    undo->add_flag("--list", list_, "what can be taken back");
    undo->footer("  earshot undo\n  earshot undo --list\n  earshot undo 12");
    undo->callback([this] { this->undo(); });
}

void IdentityCommands::done(const std::string& target, const json::object& body) {
    const json::object change = session_.changed("POST", target, body);
    if (session_.json) return;
    session_.say(text_at(change, "sentence") + ".   earshot undo " + text_at(change, "number"));
}

void IdentityCommands::merge() {
    const std::string id = id_of_person(session_, person_, "earshot merge");
    const std::string into = id_of_person(session_, into_, "earshot merge person:" + id);
    done("/v1/people/" + id + "/merge", {{"into", std::stoll(into)}});
}

void IdentityCommands::link(const std::string& verb) {
    const std::string id = id_of_person(session_, person_, "earshot " + verb);
    done("/v1/people/" + id + "/" + verb, body_for(session_, thing_));
}

void IdentityCommands::suggest() {
    if (accept_->count() > 0 || certain_ || !never_.empty()) return answer_suggestions();
    const std::string target = "/v1/suggestions?limit=500";
    if (session_.printed_as_json(target)) return;
    Table table({{"n", true},
                 {"who", false, true},
                 {"id", true},
                 {"may be", false, true},
                 {"certain"},
                 {"because", false, true}});
    std::string after, first;
    bool any_certain = false;
    do {
        const json::object answer =
            session_.daemon().get(target + (after.empty() ? "" : "&after=" + after));
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& pair = as_object(item);
            const json::object& into = object_at(pair, "into");
            const bool certain = flag_at(pair, "certain");
            if (first.empty()) first = text_at(pair, "number");
            any_certain = any_certain || certain;
            table.add({text_at(pair, "number"), text_at(object_at(pair, "person"), "name"),
                       text_at(into, "id"), text_at(into, "name"), certain ? "yes" : "",
                       joined(array_at(pair, "why"), "")});
        }
        after = text_at(answer, "next");
    } while (!after.empty());
    if (table.empty()) return session_.say("Nobody looks like somebody else.");
    session_.print(table.text(session_.screen));
    session_.hint((any_certain ? std::string("earshot suggest --accept-certain   ") : "") +
                  "earshot suggest --accept " + first + "   earshot suggest --never " + first);
}

void IdentityCommands::answer_suggestions() {
    json::array accepted, never;
    bool certain = certain_;
    for (const std::string& number : accepted_) {
        if (is_number(number))
            accepted.push_back(std::stoll(number));
        else if (accepted_.size() == 1)
            certain = true;  // the option alone
        else
            throw Ended{Exit::usage, "--accept: must be numbers that earshot suggest prints"};
    }
    if (accept_->count() > 0 && accepted_.empty()) certain = true;
    for (const std::string& number : never_)
        never.push_back(number_of(number, "a suggestion.   earshot suggest"));
    const json::object done = session_.changed(
        "POST", "/v1/suggestions",
        {{"accept", std::move(accepted)}, {"never", std::move(never)}, {"certain", certain}});
    if (session_.json) return;
    const json::object& change = object_at(done, "change");
    if (change.empty()) return session_.say("No suggestion is certain.   earshot suggest");
    session_.say(text_at(change, "sentence") + ".   earshot undo " + text_at(change, "number"));
}

void IdentityCommands::undo() {
    if (list_) {
        if (session_.printed_as_json("/v1/undo")) return;
        const json::object answer = session_.daemon().get("/v1/undo");
        Table table({{"n", true}, {"when"}, {"what", false, true}, {"undone"}});
        const Instant now = session_.daemon().now();
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& change = as_object(item);
            const auto undone = instant_at(change, "undone_at");
            table.add({text_at(change, "number"), ago(instant_at(change, "at"), now),
                       text_at(change, "sentence"), undone ? ago(undone, now) : ""});
        }
        if (table.empty()) return session_.say("There is nothing to undo.");
        return session_.print(table.text(session_.screen));
    }
    json::object body;
    if (!number_.empty()) body["number"] = number_of(number_, "a change.   earshot undo --list");
    const json::object change = session_.changed("POST", "/v1/undo", body);
    if (!session_.json) session_.say("Undone: " + text_at(change, "sentence") + ".");
}

}  // namespace earshot::client
