// `earshot discover`: what a home page leads to, to choose from.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// "Mastodon (feed)", "Notes (feed, source 7)", "LinkedIn (no feed)".
std::string what_of(const json::object& proposal) {
    const std::string kind = text_at(proposal, "kind");
    std::string name = text_at(proposal, "title");
    if (name.empty()) name = text_at(proposal, "site");
    std::string state = kind == "feed" ? "feed" : kind == "page" ? "feed by its page" : "no feed";
    if (kind == "account" && name.empty()) state = "account";
    const std::string source = text_at(object_at(proposal, "source"), "id");
    if (!source.empty()) state += ", source " + source;
    return name.empty() ? state : name + " (" + state + ")";
}

/// "Ann Quill, Example Press: writes about gardens."
std::string card_of(const json::object& card) {
    std::string line = text_at(card, "name");
    const std::string firm = text_at(card, "organization"), note = text_at(card, "note");
    if (!firm.empty()) line += (line.empty() ? "" : ", ") + firm;
    if (!note.empty()) line += (line.empty() ? "" : ": ") + note;
    return line;
}

}  // namespace

DiscoverCommand::DiscoverCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* discover = app.add_subcommand(
        "discover", "What a home page leads to: feeds, accounts, a card; adds nothing");
    discover->add_option("url", url_, "the address of the page, or an account such as github:ann")
        ->required()
        ->type_name(kind::url);
    discover->footer("  earshot discover https://ines.example");
    discover->callback([this] { run(); });
}

void DiscoverCommand::run() {
    const json::object answer = session_.changed("POST", "/v1/discover", {{"url", url_}});
    if (session_.json) return;
    const std::string card = card_of(object_at(answer, "card"));
    if (!card.empty()) session_.say(card);
    Table table({{"n", true}, {"what", false, true}, {"because"}, {"take it with"}});
    for (const json::value& item : array_at(answer, "proposals")) {
        const json::object& proposal = as_object(item);
        const std::string command = text_at(proposal, "command");
        table.add({text_at(proposal, "number"), what_of(proposal), text_at(proposal, "because"),
                   command.empty() ? text_at(proposal, "url") + " (as the page has it)" : command});
    }
    if (table.empty())
        return session_.say("The page offers no feed and says of no account that it is theirs.");
    session_.print(table.text(session_.screen));
    session_.say("Nothing was added.");
}

}  // namespace earshot::client
