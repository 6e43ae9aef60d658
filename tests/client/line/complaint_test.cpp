// What is said of lines that cannot be understood, and what help says of all that can.

#include "client/line/complaint.hpp"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "client/daemon/exit.hpp"
#include "client/line/command_line.hpp"
#include "client/line/help.hpp"
#include "client/line/tree.hpp"
#include "client/screen/nearest.hpp"

namespace earshot::client {
namespace {

using Words = std::vector<std::string>;

/// The complaint about a line that no daemon has to be asked for.
std::string complaint(const Words& words) {
    CommandLine line;
    try {
        line.run(words);
    } catch (const Ended& ended) {
        EXPECT_EQ(ended.exit, Exit::usage);
        return ended.message;
    }
    return "none";
}

TEST(Complaints, SayWhatWasMeant) {
    const struct {
        Words words;
        const char* begins;
    } rows[] = {
        {{"stauts"}, "there is no command \"stauts\". Did you mean \"status\"?"},
        {{"sources", "pol", "3"},
         "there is no command \"pol\" of earshot sources. Did you mean \"poll\"?"},
        {{"xyzzy"}, "there is no command \"xyzzy\".\n  earshot help"},
        {{"sources", "--faling"},
         "earshot sources has no option \"--faling\". Did you mean --failing?"},
        {{"ok", "-1"}, "\"-1\" is no number of a finding."},
        {{"why", "-x"}, "earshot why has no option \"-x\"."},
        {{"who", "quite"},
         "state: must be open, soon, quiet, back, busy, new, all, light, resting, away, gone, "
         "connected, lapsed or provisional; \"quite\" is none of them. Did you mean \"quiet\"?"},
        {{"show"}, "earshot show wants PERSON: a name or the beginning of one"},
        {{"open", "3"}, "\"3\" is a word too many for earshot open."},
        {{"away", "ines"}, "earshot away wants --until: the last day, or how long"},
        {{"away", "ines", "--until"}, "--until wants a value: the last day"},
        {{"ok", "abc"}, "\"abc\" is no number of a finding.   earshot open"},
        {{"ok", "3", "0"}, "\"0\" is no number of a finding."},
        {{"snooze", "3"}, "until when?   earshot snooze 3 2w"},
        {{"undo", "x"}, "\"x\" is no number of a change.   earshot undo --list"},
        {{"suggest", "--never", "x"}, "\"x\" is no number of a suggestion."},
        {{"replay", "--quiet", "-3"}, "--quiet: must be a number above 0, and \"-3\" is none"},
        {{"add", "https://a.example", "--interval", "often"},
         "--interval: must be a length such as 2h"},
        {{"set", "ines", "quiet", "10d"}, "quiet: must be never or learned"},
        {{"completion", "csh"}, "shell: must be bash, zsh or fish; \"csh\" is none of them."},
        {{"help", "shwo"}, "there is no command \"shwo\". Did you mean \"show\"?"},
    };
    for (const auto& row : rows) {
        const std::string said = complaint(row.words);
        EXPECT_TRUE(said.starts_with(row.begins)) << said << "\nfor " << row.words.front();
        EXPECT_LT(said.size(), 400u) << said;
    }
}

TEST(Complaints, NameHowItIsCalledWithAnExample) {
    const std::string said = complaint({"show"});
    EXPECT_NE(said.find("\n  earshot show PERSON\n  earshot show ines"), std::string::npos) << said;
}

TEST(Nearest, IsTheOneThatIsMeant) {
    const Words words{"status", "show", "sources", "snooze"};
    EXPECT_EQ(nearest("stauts", words), "status");
    EXPECT_EQ(nearest("sta", words), "status");
    EXPECT_EQ(nearest("snoze", words), "snooze");
    EXPECT_EQ(nearest("s", words), "");  // several
    EXPECT_EQ(nearest("xyz", words), "");
}

/// Each command of the tree, with those below it.
void for_each_command(const CLI::App& node, const std::function<void(const CLI::App&)>& each) {
    for (const CLI::App* command : commands_of(node)) {
        each(*command);
        for_each_command(*command, each);
    }
}

TEST(Help, EveryCommandSaysWhatItDoesAndHowWithExamples) {
    const CommandLine line;
    for_each_command(line.tree(), [](const CLI::App& command) {
        const std::string path = path_of(command);
        EXPECT_FALSE(command.get_description().empty()) << path;
        EXPECT_TRUE(command.get_parent()->get_parent() != nullptr ||
                    command.get_group() != "Subcommands")
            << path << " is in no group of the help";
        const Words examples = examples_of(command);
        EXPECT_FALSE(examples.empty()) << path;
        for (const std::string& example : examples)
            EXPECT_TRUE(example.starts_with("earshot ")) << path << ": " << example;
        const std::string help = help_of(command, Screen{});
        for (const CLI::Option* option : options_of(command))
            EXPECT_NE(help.find(spelled(*option)), std::string::npos) << path;
    });
}

TEST(Help, FitsItsScreen) {
    const CommandLine line;
    Screen screen;
    screen.width = 80;
    const auto fits = [&screen](const CLI::App& command) {
        const std::string help = help_of(command, screen);
        for (std::size_t from = 0; from < help.size();) {
            const std::size_t end = help.find('\n', from);
            EXPECT_LE(columns(help.substr(from, end - from)), screen.width)
                << help.substr(from, end - from);
            from = end + 1;
        }
    };
    fits(line.tree());
    for_each_command(line.tree(), fits);
}

/// No argument is called as the parser's library calls its types.
TEST(Help, ArgumentsAreCalledByWhatTheyAre) {
    const CommandLine line;
    for_each_command(line.tree(), [](const CLI::App& command) {
        for (const auto& options : {arguments_of(command), options_of(command)})
            for (const CLI::Option* option : options) {
                const std::string type = option->get_type_name();
                if (!takes_value(*option)) continue;
                EXPECT_NE(type, "TEXT:") << path_of(command);
                EXPECT_EQ(type.find_first_of(":{}"), std::string::npos)
                    << path_of(command) << " " << option->get_name() << " " << type;
                EXPECT_NE(type, "INT") << path_of(command);
                EXPECT_NE(type, "FLOAT") << path_of(command);
            }
    });
}

}  // namespace
}  // namespace earshot::client
