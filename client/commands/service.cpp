// `earshot watch` and `earshot reload`.

#include <chrono>
#include <thread>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// The gist of an event for a person to read; the whole of it when it is of no known shape.
std::string gist_of(const std::string& data) {
    boost::system::error_code error;
    const json::value value = json::parse(data, error);
    const json::object& event = as_object(value);
    std::string who = text_at(object_at(event, "person"), "name");
    if (who.empty()) who = text_at(object_at(event, "actor"), "name");
    if (who.empty()) who = text_at(object_at(event, "source"), "title");
    for (const char* field : {"sentence", "text", "subject", "problem"}) {
        const std::string words = text_at(event, field);
        if (words.empty()) continue;
        const std::string number = text_at(event, "number");
        return (number.empty() ? "" : "#" + number + " ") + (who.empty() ? "" : who + ": ") + words;
    }
    // A poll: what came of it.
    const std::string result = text_at(event, "result");
    if (result.empty()) return printable(data);
    const long long news = count_at(event, "news");
    return (who.empty() ? "" : who + ": ") + result +
           (news > 0 ? ", " + std::to_string(news) + " new" : "");
}

constexpr std::chrono::seconds between_attempts{2};

}  // namespace

ServiceCommands::ServiceCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* watch = app.add_subcommand("watch", "What happens, as it happens");
    watch->add_option("--types", types_, "some of poll,activity,finding,digest,delivery,config")
        ->type_name("LIST");
    watch->footer("  earshot watch --types finding,digest\n  earshot watch --json | jq .");
    watch->callback([this] { this->watch(); });

    CLI::App* reload =
        app.add_subcommand("reload", "Read the configuration and the dialects again");
    reload->footer("  earshot reload");
    reload->callback([this] { this->reload(); });
}

void ServiceCommands::watch() {
    session_.live = true;
    const std::string target = "/v1/stream" + (types_.empty() ? "" : "?types=" + escaped(types_));
    std::string last_id;
    const auto take = [&](const EventLines::Event& event) {
        last_id = event.id;
        if (session_.json)
            session_.print(R"({"id":)" + event.id + R"(,"type":")" + event.type + R"(","data":)" +
                           event.data + "}\n");
        else
            session_.print(printable(event.type) + "\t" + gist_of(event.data) + "\n");
        return true;
    };
    // The first attempt says when nobody is there; later the daemon may be restarted meanwhile.
    session_.daemon().listen(target, last_id, take);
    while (true) {
        session_.say("the daemon ended the stream; listening again");
        std::this_thread::sleep_for(between_attempts);
        try {
            session_.daemon().listen(target, last_id, take);
        } catch (const Ended& ended) {
            if (ended.exit != Exit::unreachable) throw;
        }
    }
}

void ServiceCommands::reload() {
    session_.changed("POST", "/v1/reload");
    if (!session_.json) session_.say("The configuration and the dialects are in force.");
}

}  // namespace earshot::client
