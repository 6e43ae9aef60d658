// Forgetting somebody: `earshot erase`. There is no undo, so it asks.

#include <iostream>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/screen.hpp"
#include "client/screen/table.hpp"

namespace earshot::client {

namespace json = boost::json;

EraseCommand::EraseCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* erase = app.add_subcommand("erase", "Forget a person completely; there is no undo");
    erase->add_option("person", person_, "a name or the beginning of one, or person:7")
        ->required()
        ->type_name(kind::person);
    erase->add_flag("--tombstone", tombstone_,
                    "keep a hash, so that imports and feeds of many never bring them back");
    erase->add_flag("--yes", yes_, "do not ask");
    erase->footer("  earshot erase \"ines duarte\"\n  earshot erase person:14 --tombstone --yes");
    erase->callback([this] { run(); });
}

bool EraseCommand::is_meant(const std::string& name) {
    if (yes_) return true;
    if (!input_is_terminal()) throw Ended{Exit::usage, "erasing cannot be undone: say --yes"};
    std::cerr << "Forget everything about " << name << "? It cannot be undone. [y/N] ";
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

void EraseCommand::run() {
    const json::object person = person_called(session_, person_, "earshot erase");
    if (!is_meant(text_at(person, "name"))) throw Ended{Exit::failed, "nothing was erased"};
    const json::object done =
        session_.changed("POST", "/v1/people/" + text_at(person, "id") + "/erase",
                         json::object{{"tombstone", tombstone_}});
    if (session_.json) return;
    Table table({{"table"}, {"rows", true}});
    for (const auto& row : object_at(done, "tables"))
        table.add({std::string(row.key()), text_of(row.value())});
    session_.print(table.text(session_.screen));
    session_.say("Forgotten; looked through everything again: " + text_at(done, "left") +
                 " left. Not reached: " + joined(array_at(done, "not_reached"), "") + ".");
    if (count_at(done, "left") > 0) throw Ended{Exit::failed, "something is left"};
}

}  // namespace earshot::client
