#pragma once
// Questions to the tree of commands.

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace earshot::client {

/// The commands below one, as they were registered.
std::vector<const CLI::App*> commands_of(const CLI::App& node);
std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands);

std::vector<const CLI::Option*> arguments_of(const CLI::App& node);  // that have a place, in order
std::vector<const CLI::Option*> options_of(const CLI::App& node);    // that have a name: --json
/// Those of the command and of all above it, which may stand anywhere.
std::vector<const CLI::Option*> options_within(const CLI::App& node);

/// "--person", and "-h,--help" for one with a short name.
std::string spelled(const CLI::Option& option);
bool takes_value(const CLI::Option& option);
bool takes_many(const CLI::Option& option);
const CLI::Option* option_called(const CLI::App& node, const std::string& word);

/// The words of a kind such as "low|normal|high"; none for any other kind.
std::vector<std::string> words_of(const std::string& kind);

/// "earshot sources poll".
std::string path_of(const CLI::App& node);
/// "earshot sources poll SOURCE [OPTIONS]".
std::string usage_of(const CLI::App& node);
/// The lines of its examples, without what is around them.
std::vector<std::string> examples_of(const CLI::App& node);

/// Where these words lead: the command, and those that are not its name.
struct Place {
    const CLI::App* command = nullptr;
    std::vector<std::string> arguments;     // words that are neither option nor an option's value
    const CLI::Option* awaiting = nullptr;  // the option whose value is missing at the end
    std::vector<std::string> unknown;       // options that there are not
};
Place place_of(const CLI::App& tree, const std::vector<std::string>& words);

}  // namespace earshot::client
