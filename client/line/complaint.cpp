#include "client/line/complaint.hpp"

#include <CLI/CLI.hpp>

#include "client/line/tree.hpp"
#include "client/screen/nearest.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

constexpr std::size_t longest_shown = 60;  // of what was typed

std::string quoted(const std::string& text) {
    return "\"" + printable(shorten(text, longest_shown)) + "\"";
}

/// How it is called, and the first of its examples.
std::string how_of(const CLI::App& node) {
    const std::vector<std::string> examples = examples_of(node);
    return "\n  " + usage_of(node) + (examples.empty() ? "" : "\n  " + examples.front());
}

std::string unknown_option(const CLI::App& command, const std::string& word) {
    std::vector<std::string> names;
    for (const CLI::Option* option : options_within(command))
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    std::string meant = nearest(word, names);
    if (!meant.empty()) meant = " Did you mean " + meant + "?";
    return path_of(command) + " has no option " + quoted(word) + "." + meant + how_of(command);
}

const CLI::Option* missing_argument(const Place& place) {
    const std::vector<const CLI::Option*> arguments = arguments_of(*place.command);
    for (std::size_t i = place.arguments.size(); i < arguments.size(); ++i)
        if (arguments[i]->get_required()) return arguments[i];
    return nullptr;
}

}  // namespace

std::string complaint_about(const CLI::App& tree, const std::vector<std::string>& words,
                            const CLI::ParseError& thrown) {
    const Place place = place_of(tree, words);
    const CLI::App& command = *place.command;
    if (place.awaiting != nullptr)
        return spelled(*place.awaiting) + " wants a value: " + place.awaiting->get_description() +
               how_of(command);
    const bool too_much = dynamic_cast<const CLI::ExtrasError*>(&thrown) != nullptr;
    const bool inside = dynamic_cast<const CLI::ValidationError*>(&thrown) != nullptr;
    if (!place.unknown.empty() && !inside) return unknown_option(command, place.unknown.front());
    const std::vector<const CLI::App*> below = commands_of(command);
    if (!below.empty() && !place.arguments.empty()) {
        const std::string& word = place.arguments.front();
        const std::string of = command.get_parent() == nullptr ? "" : " of " + path_of(command);
        return "there is no command " + quoted(word) + of + "." +
               did_you_mean(word, names_of(below)) +
               (of.empty() ? "\n  earshot help" : how_of(command));
    }
    if (too_much) {
        const std::size_t room = arguments_of(command).size();
        const std::string word =
            place.arguments.size() > room ? place.arguments[room] : std::string();
        return (word.empty() ? "there is a word too many" : quoted(word) + " is a word too many") +
               " for " + path_of(command) + "." + how_of(command);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&thrown) != nullptr) {
        if (const CLI::Option* argument = missing_argument(place))
            return path_of(command) + " wants " + argument->get_type_name() + ": " +
                   argument->get_description() + how_of(command);
        for (const CLI::Option* option : options_of(command))
            if (option->get_required() && option->count() == 0)
                return path_of(command) + " wants " + spelled(*option) + ": " +
                       option->get_description() + how_of(command);
    }
    return printable(thrown.what()) + how_of(command);
}

}  // namespace earshot::client
