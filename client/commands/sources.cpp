// `earshot sources`, `earshot add`, `earshot rm`.

#include <algorithm>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/commands/source_list.hpp"
#include "client/daemon/exit.hpp"
#include "client/daemon/refusal.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"
#include "earshot/when.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// When the next poll was planned for.
std::string next_of(const json::object& poll, Connection& daemon) {
    const auto next = instant_at(object_at(poll, "next"), "at");
    return next ? moment_of(*next, daemon.zone(), daemon.now()) : "";
}

void write_interval(Session& session, const std::string& interval, json::object& body) {
    if (interval.empty()) return;
    session.options["interval_seconds"] = "--interval";
    const Result<Span> span = parse_length(interval);
    if (!span) throw Ended{Exit::usage, "--interval: " + span.error().what};
    body["interval_seconds"] = span->count();
}

CLI::App* add_source_command(CLI::App& app, const std::string& name, const std::string& help,
                             std::string& source) {
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("source", source, "its number, its address or its title")
        ->required()
        ->type_name(kind::source);
    command->footer("  earshot sources " + name + " 7");
    return command;
}

}  // namespace

SourceCommands::SourceCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* sources =
        app.add_subcommand("sources", "The feeds, how they do and when they are next");
    sources->footer(
        "  earshot sources --failing\n  earshot sources poll 7\n  earshot sources pause 7");
    sources->add_flag("--failing", failing_, "only those that cannot be read, or were not in time");
    sources->require_subcommand(0, 1);
    sources->callback([this, sources] {
        if (sources->get_subcommands().empty()) list();
    });
    CLI::App* poll =
        add_source_command(*sources, "poll", "Ask now, as far as manners allow", source_);
    poll->add_flag("--force", force_, "even when the server or the interval says later");
    poll->callback([this] { this->poll(); });
    add_source_command(*sources, "pause", "Ask no more", source_)->callback([this] {
        set("pause");
    });
    add_source_command(*sources, "resume", "Ask again", source_)->callback([this] {
        set("resume");
    });
    add_source_command(*sources, "history", "The last polls", source_)->callback([this] {
        history();
    });
    add_source_command(*sources, "unnamed", "The last sentences of a feed of many that name nobody",
                       source_)
        ->callback([this] { unnamed(); });

    CLI::App* change = add_source_command(*sources, "set",
                                          "Change its title, interval or how it is asked", source_);
    change->footer("  earshot sources set 7 --interval 2h\n  earshot sources set 7 --title blog");
    change->add_option("--title", title_, "your name for it")->type_name(kind::text);
    change->add_option("--interval", interval_, "how often you wish it asked (2h, 1d)")
        ->type_name(kind::length);
    asking_.add_to(*change);
    change->add_flag("--like-all", asking_.like_all, "asked like all others again");
    change->callback([this] { this->change(); });

    CLI::App* add = app.add_subcommand("add", "Follow a feed, a page's or an account's");
    add->add_option("url", url_, "address, or account in short; none: somebody without a feed")
        ->type_name(kind::url);
    add->add_flag("--anyway", anyway_, "without a look at what is there");
    add->add_option("--person", person_, "whose it is; a new name is a new person")
        ->type_name(kind::person);
    add->add_option("--title", title_, "your name for it")->type_name(kind::text);
    add->add_option("--interval", interval_, "how often you wish it asked (2h, 1d)")
        ->type_name(kind::length);
    CLI::Option* many = add->add_flag("--many", many_, "it carries many people (a network feed)");
    add->add_flag("--one", one_, "it carries one person")->excludes(many);
    asking_.add_to(*add);
    add->footer(
        "  earshot add https://ines.example/feed.xml --person \"Ines Duarte\"\n"
        "  earshot add @ines@social.example\n"
        "  earshot add https://network.example/updates.rss --many\n"
        "  earshot add --person \"Ines Duarte\"");
    add->callback([this] { this->add(); });

    CLI::App* remove = app.add_subcommand(
        "rm", "Forget a feed and what it brought, or take somebody out of all lists");
    CLI::Option* feed = remove->add_option("source", source_, "its number or its address");
    feed->type_name(kind::source);
    remove->add_option("--person", person_, "somebody, whose feeds are paused")
        ->type_name(kind::person)
        ->excludes(feed);
    remove->footer(
        "  earshot rm 7\n  earshot rm https://ines.example/feed.xml\n"
        "  earshot rm --person \"Ines Duarte\"");
    remove->callback([this] { this->remove(); });
}

/// Whom a feed of many shows, and how to follow one of them.
void SourceCommands::say_carried(const json::array& people) {
    constexpr std::size_t named = 5;
    std::string names, first;
    for (std::size_t i = 0; i < people.size() && i < named; ++i)
        names += (i == 0 ? "" : ", ") + text_at(as_object(people[i]), "name");
    for (const json::value& one : people)
        if (first.empty() && text_at(as_object(one), "standing") == "light")
            first = text_at(as_object(one), "name");
    if (people.empty()) return;
    if (people.size() > named) names += " and " + std::to_string(people.size() - named) + " more";
    session_.say("It carries " +
                 counted(static_cast<long long>(people.size()), "person", "people") + ": " + names +
                 "." +
                 (first.empty() ? "" : "   earshot follow \"" + first + "\"   earshot who light"));
}

/// Somebody without a feed, or with one that is not known yet.
void SourceCommands::add_person() {
    if (person_.empty())
        throw Ended{Exit::usage,
                    "give the address of a feed, or --person NAME for somebody without"};
    const json::object person = session_.changed("POST", "/v1/people", {{"name", person_}});
    if (session_.json) return;
    const json::object& change = object_at(person, "change");
    session_.say(text_at(change, "sentence") + ", as person " + text_at(person, "id") +
                 ".   earshot undo " + text_at(change, "number"));
}

void SourceCommands::add() {
    if (url_.empty()) return add_person();
    json::object body{{"url", url_}};
    if (!anyway_) body["discover"] = true;
    if (!person_.empty()) body["person"] = person_;
    if (!title_.empty()) body["title"] = title_;
    if (many_) body["carries"] = "many";
    if (one_) body["carries"] = "one_person";
    write_interval(session_, interval_, body);
    asking_.write_to(body);
    const json::object source = session_.changed("POST", "/v1/sources", body);
    if (session_.json) return;
    const std::string page = text_at(source, "found_on");
    const json::array& others = array_at(source, "also_offered");
    if (!page.empty() && others.empty())
        session_.say("The page " + page + " is no feed, and offers one.");
    if (!others.empty())
        session_.say("The page " + page +
                     " is no feed, and offers this one and besides:" + choice_of(others));
    const bool is_read = text_at(source, "health") == "ok";
    say_carried(array_at(source, "people"));
    session_.say("Added as source " + text_at(source, "id") + ": " + text_at(source, "url") +
                 (whose(source).empty() ? "" : ", " + whose(source)) +
                 (is_read ? ". It was read.   " : ". It is polled soon.   ") + "earshot sources");
}

std::string SourceCommands::id_by_title() {
    std::string id, after;
    do {
        const json::object answer = session_.daemon().get("/v1/sources?limit=500" +
                                                          (after.empty() ? "" : "&after=" + after));
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& source = as_object(item);
            if (text_at(source, "title") != source_) continue;
            if (!id.empty())
                throw Ended{Exit::rejected, "several feeds are called so.   earshot sources"};
            id = text_at(source, "id");
        }
        after = text_at(answer, "next");
    } while (!after.empty());
    if (id.empty()) throw Ended{Exit::not_found, "no feed is called so.   earshot sources"};
    return id;
}

std::string SourceCommands::id_of_source() {
    if (is_number(source_)) return source_;
    if (source_.find("://") == source_.npos) return id_by_title();
    const json::object found = session_.daemon().get("/v1/sources?url=" + escaped(source_));
    const json::array& items = array_at(found, "items");
    if (items.empty()) throw Ended{Exit::not_found, "no feed has this address.   earshot sources"};
    return text_at(as_object(items.front()), "id");
}

void SourceCommands::remove_person() {
    const std::string id = id_of_person(session_, person_, "earshot rm --person");
    const json::object change = session_.changed("DELETE", "/v1/people/" + id);
    if (!session_.json)
        session_.say(text_at(change, "sentence") + ".   earshot undo " + text_at(change, "number"));
}

void SourceCommands::remove() {
    if (!person_.empty()) return remove_person();
    if (source_.empty())
        throw Ended{Exit::usage, "give a feed by number or address, or --person NAME"};
    const std::string id = id_of_source();
    const json::object answer = session_.changed("DELETE", "/v1/sources/" + id);
    if (!session_.json)
        session_.say("Removed source " + id + ": " + name_of(object_at(answer, "removed")) + ".");
}

void SourceCommands::set(const std::string& verb) {
    const std::string id = id_of_source();
    const json::object source = session_.changed("POST", "/v1/sources/" + id + "/" + verb);
    if (!session_.json)
        session_.say("Source " + id + " (" + name_of(source) + ") is " + text_at(source, "status") +
                     ".");
}

void SourceCommands::change() {
    json::object body;
    if (!title_.empty()) body["title"] = title_;
    write_interval(session_, interval_, body);
    asking_.write_to(body);
    if (body.empty()) throw Ended{Exit::usage, "say what to change.   earshot sources set --help"};
    const std::string id = id_of_source();
    const json::object source = session_.changed("PATCH", "/v1/sources/" + id, body);
    if (!session_.json) session_.say("Source " + id + " (" + name_of(source) + ") is changed.");
}

void SourceCommands::poll() {
    const std::string id = id_of_source();
    json::object body;
    if (force_) body["force"] = true;
    const json::object report = session_.changed("POST", "/v1/sources/" + id + "/poll", body);
    if (session_.json) return;
    const std::string overridden = text_at(report, "overridden");
    if (!overridden.empty()) session_.say("overridden: " + overridden);
    const std::string problem = text_at(report, "problem");
    if (!problem.empty()) throw Ended{Exit::failed, "source " + id + ": " + problem};
    session_.say("Source " + id + ": " + text_at(report, "result") + ", " +
                 counted(count_at(report, "entries"), "entry", "entries") + ", " +
                 std::to_string(count_at(report, "new_entries")) + " new.");
}

void SourceCommands::history() {
    const std::string target = "/v1/sources/" + id_of_source() + "/history";
    if (session_.printed_as_json(target)) return;
    const json::object answer = session_.daemon().get(target);
    Table table({{"when"},
                 {"result"},
                 {"status", true},
                 {"entries", true},
                 {"new", true},
                 {"asked with"},
                 {"next"},
                 {"because"},
                 {"problem", false, true}});
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& poll = as_object(item);
        const auto at = instant_at(poll, "at");
        table.add({at ? moment_of(*at, session_.daemon().zone(), session_.daemon().now()) : "",
                   text_at(poll, "result"), text_at(poll, "status"), text_at(poll, "entries"),
                   text_at(poll, "new_entries"), text_at(poll, "sent"),
                   next_of(poll, session_.daemon()), reason_of(object_at(poll, "next")),
                   text_at(poll, "problem")});
    }
    if (table.empty()) return session_.say("It was not polled yet.");
    session_.print(table.text(session_.screen));
}

void SourceCommands::unnamed() {
    const std::string target = "/v1/sources/" + id_of_source() + "/unnamed?limit=500";
    if (session_.printed_as_json(target)) return;
    const json::object answer = session_.daemon().get(target);
    Table table({{"times", true}, {"last"}, {"sentence", false, true}});
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& kind = as_object(item);
        table.add({text_at(kind, "times"),
                   ago(instant_at(kind, "last_at"), session_.daemon().now()),
                   text_at(kind, "sentence")});
    }
    session_.say(text_at(answer, "unnamed") + " of the last " + text_at(answer, "entries") +
                 " entries name nobody" +
                 (flag_at(answer, "vouches")
                      ? "."
                      : ": whoever this feed shows is held back until these are few."));
    if (table.empty()) return;
    session_.print(table.text(session_.screen));
    session_.say("If a line begins with a name of somebody you follow, add it to their names.");
}

}  // namespace earshot::client
