// The client `earshot`: reads its arguments, asks the daemon one thing, prints the answer.

#include <exception>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "earshot/version.hpp"

namespace {

using earshot::client::Ended;
using earshot::client::Exit;

/// Help that begins with examples: each command keeps them as its footer.
class ExamplesFirst : public CLI::Formatter {
public:
    std::string make_description(const CLI::App* app) const override {
        std::string text = CLI::Formatter::make_description(app);
        const std::string examples = app->get_footer();
        if (!examples.empty()) text += "\nExamples:\n" + examples + "\n\n";
        return text;
    }
    std::string make_footer(const CLI::App*) const override { return {}; }
};

int run(int argc, char** argv) {
    CLI::App app("Tells who went quiet, who is back, and who suddenly connected with everybody.");
    app.footer(
        "  earshot status\n"
        "  earshot who quiet\n"
        "  earshot why 3\n"
        "  earshot add https://ines.example/feed.xml --person \"Ines Duarte\"");
    // Owned by the app and by each of its commands: that is how CLI11 hands it down.
    app.formatter(std::make_shared<ExamplesFirst>());
    app.set_version_flag("--version", "earshot " EARSHOT_VERSION);
    app.require_subcommand(0, 1);
    app.fallthrough();  // --json and --socket may stand anywhere

    earshot::client::Session session;
    app.add_flag("--json", session.json, "Print the daemon's own object");
    app.add_option("--socket", session.socket,
                   "The daemon's socket (else $EARSHOT_SOCKET, $XDG_RUNTIME_DIR/earshot.sock, "
                   "/run/earshot.sock)");
    earshot::client::StatusCommand status(app, session);
    earshot::client::PeopleCommands people(app, session);
    earshot::client::FindingCommands findings(app, session);
    earshot::client::AnswerCommands answers(app, session);
    earshot::client::EditCommands edit(app, session);
    earshot::client::DoctorCommand doctor(app, session);
    earshot::client::BacktestCommand backtest(app, session);
    earshot::client::DigestCommands digest(app, session);
    earshot::client::SourceCommands sources(app, session);
    earshot::client::DiscoverCommand discover(app, session);
    earshot::client::ExchangeCommands exchange(app, session);
    earshot::client::IdentityCommands identity(app, session);
    earshot::client::EraseCommand erase(app, session);
    earshot::client::ServiceCommands service(app, session);
    earshot::client::OfflineCommands offline(app, session);
    earshot::client::EtiquetteCommand etiquette(app, session);
    earshot::client::ParseCommand parse(app, session);
    earshot::client::ActivityCommands activities(app, session);
    try {
        app.parse(argc, argv);
        if (app.get_subcommands().empty()) {
            std::cerr << app.help();
            return static_cast<int>(Exit::usage);
        }
    } catch (const CLI::ParseError& error) {
        const bool asked_for = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        app.exit(error);
        return static_cast<int>(asked_for ? Exit::ok : Exit::usage);
    }
    return static_cast<int>(Exit::ok);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const Ended& ended) {
        if (!ended.message.empty()) std::cerr << "earshot: " << ended.message << '\n';
        return static_cast<int>(ended.exit);
    } catch (const std::exception& error) {
        std::cerr << "earshot: " << error.what() << '\n';
        return static_cast<int>(Exit::failed);
    }
}
