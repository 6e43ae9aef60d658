#include "client/line/command_line.hpp"

#include <algorithm>
#include <iostream>

#include <CLI/CLI.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/line/complaint.hpp"
#include "client/line/completion.hpp"
#include "client/line/help.hpp"
#include "client/line/tree.hpp"
#include "client/screen/nearest.hpp"
#include "earshot/version.hpp"

namespace earshot::client {
namespace {

/// The program, before it has commands.
struct Root {
    CLI::App app{"Tells who went quiet, who is back, and who suddenly connected with everybody",
                 "earshot"};
    Session session;

    Root() {
        app.footer(
            "  earshot status\n  earshot who quiet\n  earshot why 3\n"
            "  earshot add https://ines.example/feed.xml --person \"Ines Duarte\"");
        app.set_help_flag("-h,--help", "This help");
        app.set_version_flag("-V,--version", "earshot " EARSHOT_VERSION, "Which version this is");
        app.require_subcommand(0, 1);
        app.fallthrough();  // --json and --socket may stand anywhere
        app.add_flag("--json", session.json, "Print the daemon's own object");
        app.add_option("--socket", session.socket,
                       "The daemon's socket (else $EARSHOT_SOCKET, $XDG_RUNTIME_DIR/earshot.sock, "
                       "/run/earshot.sock)")
            ->type_name(kind::file);
    }
};

/// What stands before it and is in no group yet is in this one.
struct Group {
    Group(CLI::App& app, const char* title) {
        for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
            if (command->get_group() == "Subcommands") command->group(title);
    }
};

/// help, version, completion: about the line itself.
class LineCommands {
public:
    LineCommands(CLI::App& app, Session& session) : app_(app), session_(session) {
        CLI::App* help = app.add_subcommand("help", "What a command does, with examples");
        help->add_option("command", words_, "the command, and one of its own")
            ->type_name(kind::command);
        help->footer("  earshot help snooze\n  earshot help sources set");
        help->callback([this] { this->help(); });
        CLI::App* version = app.add_subcommand("version", "Which version this is");
        version->footer("  earshot version");
        version->callback([this] { session_.print("earshot " EARSHOT_VERSION "\n"); });
        CLI::App* completion =
            app.add_subcommand("completion", "What makes a shell complete commands and names");
        one_of(completion->add_option("shell", shell_, "for this shell")->required(),
               {"bash", "zsh", "fish"});
        completion->footer(
            "  earshot completion bash > ~/.local/share/bash-completion/completions/earshot\n"
            "  earshot completion fish > ~/.config/fish/completions/earshot.fish");
        completion->callback([this] { session_.print(script_for(shell_)); });
    }

private:
    void help() {
        const Place place = place_of(app_, words_);
        if (!place.arguments.empty())
            throw Ended{Exit::usage, "there is no command \"" + place.arguments.front() + "\"." +
                                         did_you_mean(place.arguments.front(),
                                                      names_of(commands_of(*place.command)))};
        session_.print(help_of(*place.command, session_.screen));
    }

    CLI::App& app_;
    Session& session_;
    std::vector<std::string> words_;
    std::string shell_;
};

}  // namespace

struct CommandLine::Parts : Root {
    StatusCommand status{app, session};
    PeopleCommands people{app, session};
    FindingCommands findings{app, session};
    DoctorCommand doctor{app, session};
    BacktestCommand backtest{app, session};
    Group looking{app, "Look"};

    AnswerCommands answers{app, session};
    Group answering{app, "Answer"};

    EditCommands edit{app, session};
    IdentityCommands identity{app, session};
    EraseCommand erase{app, session};
    Group who_is_who{app, "People"};

    SourceCommands sources{app, session};
    DiscoverCommand discover{app, session};
    ExchangeCommands exchange{app, session};
    Group feeds{app, "Feeds, in and out"};

    DigestCommands digest{app, session};
    DeliverCommands deliver{app, session};
    ServiceCommands service{app, session};
    Group daemon{app, "The daemon"};

    OfflineCommands offline{app, session};
    EtiquetteCommand etiquette{app, session};
    ParseCommand parse{app, session};
    ActivityCommands activities{app, session};
    Group alone{app, "Without a daemon"};

    LineCommands line{app, session};
    Group itself{app, "This program"};
};

CommandLine::CommandLine() : parts_(std::make_unique<Parts>()) {}
CommandLine::~CommandLine() = default;

const CLI::App& CommandLine::tree() const {
    return parts_->app;
}

int CommandLine::run(const std::vector<std::string>& words) {
    CLI::App& app = parts_->app;
    Session& session = parts_->session;
    if (!words.empty() && words.front() == "__complete") {
        complete(app, {words.begin() + 1, words.end()});
        return static_cast<int>(Exit::ok);
    }
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::CallForHelp&) {
        session.print(help_of(*place_of(app, words).command, session.screen));
        return static_cast<int>(Exit::ok);
    } catch (const CLI::CallForVersion& version) {
        session.print(std::string(version.what()) + "\n");
        return static_cast<int>(Exit::ok);
    } catch (const CLI::ParseError& error) {
        throw Ended{Exit::usage, complaint_about(app, words, error)};
    } catch (const Ended&) {
        session.finish();
        throw;
    }
    if (!app.get_subcommands().empty()) return static_cast<int>(Exit::ok);
    std::cerr << help_of(app, session.screen);
    return static_cast<int>(Exit::usage);
}

}  // namespace earshot::client
