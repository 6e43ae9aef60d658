// `earshot read`: what entries of feed files say, and which rule read them.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/dialect_files.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/table.hpp"
#include "earshot/activity.hpp"
#include "earshot/reader.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
    if (text.empty()) return nullptr;
    return json::value(text);
}

json::value time_or_null(const std::optional<Instant>& t) {
    if (!t) return nullptr;
    return json::value(to_rfc3339(*t));
}

json::object to_json(const Activity& activity) {
    json::array objects;
    for (const Object& object : activity.objects)
        objects.push_back({{"name", text_or_null(object.name)}, {"uri", text_or_null(object.uri)}});
    const Actor& actor = activity.actor;
    json::object out{
        {"actor", {{"key", text_or_null(actor.uri)}, {"name", text_or_null(actor.name)}}},
        {"verb", to_text(activity.verb)},
        {"objects", std::move(objects)},
        {"at", time_or_null(activity.at)}};
    if (activity.more_objects > 0) out["more_objects"] = activity.more_objects;
    return out;
}

std::string object_text(const Activity& activity) {
    std::string text;
    for (const Object& object : activity.objects)
        text += (text.empty() ? "" : ", ") + (object.name.empty() ? object.uri : object.name);
    if (activity.more_objects > 0)
        text += " and " + std::to_string(activity.more_objects) + " more";
    return text;
}

/// One row an activity; an entry that says nothing has a row of its own.
void add_rows(Table& table, const Entry& entry, const std::vector<Activity>& activities,
              bool explain) {
    const std::string said = entry.title.empty() ? entry.id : entry.title;
    if (activities.empty() && explain) table.add({"", "", "", "", "nothing", said});
    for (const Activity& activity : activities) {
        const Actor& actor = activity.actor;
        std::vector<std::string> cells{activity.at ? to_rfc3339(*activity.at) : "",
                                       actor.name.empty() ? actor.uri : actor.name,
                                       std::string(to_text(activity.verb)), object_text(activity)};
        if (explain) cells.insert(cells.end(), {activity.rule, activity.sentence});
        table.add(std::move(cells));
    }
}

Table table_of(bool explain) {
    std::vector<Table::Column> heads{
        {"when"}, {"who", false, true}, {"did"}, {"what", false, true}};
    if (explain) heads.insert(heads.end(), {{"read by"}, {"what it said", false, true}});
    return Table(std::move(heads));
}

}  // namespace

ActivityCommands::ActivityCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* read = app.add_subcommand("read", "What the entries of feed files say");
    read->add_option("files", files_, "feed documents")->required()->type_name(kind::file);
    read->add_flag("--json-lines", lines_, "One JSON object an entry, each on its line");
    read->add_flag("--explain", explain_, "Which rule of which dialect read each entry");
    read->add_option("--dialects", dialects_,
                     "directory of dialect files (repeatable; else $EARSHOT_DIALECTS, else the "
                     "installed ones and yours)")
        ->type_name(kind::directory);
    read->footer(
        "  earshot read feed.xml\n"
        "  earshot read --explain feed.xml\n"
        "  earshot read --json-lines *.xml | jq .activities");
    read->callback([this] { this->read(); });
}

void ActivityCommands::read() {
    session_.live = lines_;  // objects are for programs
    const Dialects dialects = load_dialects(dialects_);
    std::string complaints;
    for (const std::string& file : files_) {
        const Result<Feed> feed = parse_feed(text_of_file(file, feed_limits::bytes), {});
        if (!feed) {
            complaints += (complaints.empty() ? "" : "\n") + file + ": " + to_text(feed.error());
            continue;
        }
        const std::vector<std::vector<Activity>> read = read_activities(*feed, dialects);
        if (!lines_ && !session_.json) {
            Table table = table_of(explain_);
            for (std::size_t i = 0; i < read.size(); ++i)
                add_rows(table, feed->entries[i], read[i], explain_);
            session_.print(table.text(session_.screen));
            continue;
        }
        std::string text;
        for (std::size_t i = 0; i < read.size(); ++i) {
            json::array activities;
            for (const Activity& activity : read[i]) {
                json::object out = to_json(activity);
                if (explain_) out["rule"] = activity.rule;
                activities.push_back(std::move(out));
            }
            text += json::serialize(json::object{{"file", file},
                                                 {"entry_id", text_or_null(feed->entries[i].id)},
                                                 {"index", i},
                                                 {"activities", std::move(activities)}}) +
                    "\n";
        }
        session_.print(text);
    }
    if (!complaints.empty()) throw Ended{Exit::rejected, complaints};
}

}  // namespace earshot::client
