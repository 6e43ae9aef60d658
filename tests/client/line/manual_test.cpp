// earshot(1) and the tree of commands say the same: each command and option of one is in the other.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <CLI/CLI.hpp>

#include "client/line/command_line.hpp"
#include "client/line/tree.hpp"
#include "support/places.hpp"

namespace earshot::client {
namespace {

/// A line of the page as it is read.
std::string plain(std::string line) {
    static const std::regex macro(R"(^\.(BR|BI|IR|IB|RB|RI|B|I|SH|TH) ?)");
    line = std::regex_replace(line, macro, "");
    static const std::regex font(R"(\\f[BIRP])");
    line = std::regex_replace(line, font, "");
    static const std::regex dash(R"(\\-)");
    line = std::regex_replace(line, dash, "-");
    static const std::regex quote(R"(\\\(dq)");
    line = std::regex_replace(line, quote, "'");
    std::erase(line, '"');
    return line;
}

struct Page {
    std::map<std::string, std::string> commands;  // by name: all that is said of it
    std::vector<std::string> examples;
    std::string all;
};

/// Entries of COMMANDS begin with .TP or .TQ and the name of their command.
Page read_page() {
    std::ifstream file(earshot::test::source_dir() + "/docs/man/earshot.1");
    Page page;
    std::string section, line;
    std::vector<std::string> names;
    bool names_follow = false;
    while (std::getline(file, line)) {
        const std::string text = plain(line);
        page.all += text + "\n";
        if (line.starts_with(".SH")) {
            section = text;
            names.clear();
            continue;
        }
        if (section == "EXAMPLES") {
            const std::size_t at = text.find("earshot ");
            if (at == 0) page.examples.push_back(text);
        }
        if (section != "COMMANDS") continue;
        if (line == ".TP" || line == ".TQ") {
            names_follow = true;
            if (line == ".TP") names.clear();
            continue;
        }
        if (names_follow) names.push_back(text.substr(0, text.find(' ')));
        names_follow = false;
        for (const std::string& name : names)
            page.commands[name] += text + "\n";
    }
    return page;
}

std::set<std::string> options_in(const std::string& text) {
    static const std::regex option(R"(--[a-z][a-z-]*[a-z])");
    return {std::sregex_token_iterator(text.begin(), text.end(), option), {}};
}

/// Those of a command and of all below it.
std::set<std::string> long_options(const CLI::App& command) {
    std::set<std::string> names;
    for (const CLI::Option* option : options_of(command))
        for (const std::string& name : option->get_lnames())
            if (name != "help") names.insert("--" + name);
    for (const CLI::App* below : commands_of(command))
        names.merge(long_options(*below));
    return names;
}

TEST(Manual, HasEveryCommandAndOptionAndNoOther) {
    const CommandLine line;
    const Page page = read_page();
    std::set<std::string> known = long_options(line.tree());
    for (const CLI::App* command : commands_of(line.tree())) {
        const auto entry = page.commands.find(command->get_name());
        ASSERT_NE(entry, page.commands.end()) << command->get_name() << " is not in the manual";
        std::string said = entry->second;
        // How a feed is asked is said once, of `add`.
        if (command->get_name() == "sources") said += page.commands.at("add");
        for (const std::string& option : long_options(*command))
            EXPECT_TRUE(options_in(said).contains(option))
                << option << " of " << command->get_name() << " is not in the manual";
        for (const CLI::App* below : commands_of(*command))
            EXPECT_NE(said.find(below->get_name()), std::string::npos) << below->get_name();
    }
    const std::vector<std::string> names = names_of(commands_of(line.tree()));
    for (const auto& [name, said] : page.commands)
        EXPECT_NE(std::find(names.begin(), names.end(), name), names.end())
            << name << " is in the manual and is no command";
    known.insert({"--json", "--socket", "--version", "--help"});
    for (const std::string& option : options_in(page.all))
        EXPECT_TRUE(known.contains(option)) << option << " is in the manual and is no option";
}

TEST(Manual, ExamplesAreLinesThatThereAre) {
    const CommandLine line;
    const Page page = read_page();
    EXPECT_GE(page.examples.size(), 10u);
    for (const std::string& example : page.examples) {
        std::istringstream in(example);
        std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
        words.erase(words.begin());
        const Place place = place_of(line.tree(), words);
        EXPECT_NE(place.command, &line.tree()) << example;
        EXPECT_TRUE(place.unknown.empty()) << example;
    }
}

}  // namespace
}  // namespace earshot::client
