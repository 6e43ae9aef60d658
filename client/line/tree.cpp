#include "client/line/tree.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace earshot::client {

std::vector<const CLI::App*> commands_of(const CLI::App& node) {
    return node.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
    std::vector<std::string> names;
    for (const CLI::App* command : commands)
        names.push_back(command->get_name());
    return names;
}

std::vector<const CLI::Option*> arguments_of(const CLI::App& node) {
    return node.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

std::vector<const CLI::Option*> options_of(const CLI::App& node) {
    return node.get_options([](const CLI::Option* option) { return option->nonpositional(); });
}

std::vector<const CLI::Option*> options_within(const CLI::App& node) {
    std::vector<const CLI::Option*> all = options_of(node);
    for (const CLI::App* above = node.get_parent(); above != nullptr; above = above->get_parent())
        for (const CLI::Option* option : options_of(*above))
            if (option->get_lnames() != std::vector<std::string>{"help"} &&
                option->get_single_name() != "version")
                all.push_back(option);
    return all;
}

std::string spelled(const CLI::Option& option) {
    std::string text;
    for (const std::string& name : option.get_snames())
        text += (text.empty() ? "-" : ",-") + name;
    for (const std::string& name : option.get_lnames())
        text += (text.empty() ? "--" : ",--") + name;
    return text;
}

bool takes_value(const CLI::Option& option) {
    return option.get_items_expected_max() > 0;
}

bool takes_many(const CLI::Option& option) {
    return option.get_items_expected_max() > 1;
}

const CLI::Option* option_called(const CLI::App& node, const std::string& word) {
    const std::string name = word.substr(0, word.find('='));
    for (const CLI::App* at = &node; at != nullptr; at = at->get_parent())
        for (const CLI::Option* option : options_of(*at))
            if (option->check_name(name)) return option;
    return nullptr;
}

std::vector<std::string> words_of(const std::string& kind) {
    std::vector<std::string> words;
    if (kind.find('|') == kind.npos) return words;
    for (std::size_t from = 0; from <= kind.size();) {
        const std::size_t end = std::min(kind.find('|', from), kind.size());
        const std::string word = kind.substr(from, end - from);
        // "LENGTH|never": what is written large stands for something.
        if (word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == word.npos) words.push_back(word);
        from = end + 1;
    }
    return words;
}

std::string path_of(const CLI::App& node) {
    return node.get_parent() == nullptr ? node.get_name()
                                        : path_of(*node.get_parent()) + " " + node.get_name();
}

std::string usage_of(const CLI::App& node) {
    constexpr std::size_t longest_choice = 24;
    std::string text = path_of(node);
    if (!commands_of(node).empty())
        text += node.get_require_subcommand_min() > 0 ? " COMMAND" : " [COMMAND]";
    for (const CLI::Option* argument : arguments_of(node)) {
        std::string word = argument->get_type_name();
        if (word.find('|') != word.npos) {
            if (word.size() > longest_choice) {
                word = argument->get_single_name();
                std::transform(word.begin(), word.end(), word.begin(), [](char c) {
                    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
                });
            }
        }
        if (takes_many(*argument)) word += "...";
        text += argument->get_required() ? " " + word : " [" + word + "]";
    }
    bool optional = false;
    for (const CLI::Option* option : options_of(node)) {
        if (option->get_lnames() == std::vector<std::string>{"help"}) continue;
        if (option->get_required())
            text += " " + spelled(*option) + " " + option->get_type_name();
        else
            optional = true;
    }
    return text + (optional ? " [OPTIONS]" : "");
}

std::vector<std::string> examples_of(const CLI::App& node) {
    std::vector<std::string> lines;
    const std::string text = node.get_footer();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        std::string line = text.substr(from, end - from);
        line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
        if (!line.empty()) lines.push_back(std::move(line));
        from = end + 1;
    }
    return lines;
}

namespace {

/// "-1" is a number.
bool looks_like_option(const std::string& word) {
    return word.size() > 1 && word.front() == '-' && !(word[1] >= '0' && word[1] <= '9');
}

}  // namespace

Place place_of(const CLI::App& tree, const std::vector<std::string>& words) {
    Place place;
    place.command = &tree;
    bool only_arguments = false;
    for (const std::string& word : words) {
        if (place.awaiting != nullptr) {
            place.awaiting = nullptr;
            continue;
        }
        if (!only_arguments && word == "--") {
            only_arguments = true;
        } else if (!only_arguments && looks_like_option(word)) {
            const CLI::Option* option = option_called(*place.command, word);
            if (option == nullptr)
                place.unknown.push_back(word);
            else if (takes_value(*option) && word.find('=') == word.npos)
                place.awaiting = option;
        } else {
            const std::vector<const CLI::App*> below = commands_of(*place.command);
            const auto command =
                std::find_if(below.begin(), below.end(),
                             [&word](const CLI::App* one) { return one->get_name() == word; });
            if (place.arguments.empty() && command != below.end())
                place.command = *command;
            else
                place.arguments.push_back(word);
        }
    }
    return place;
}

}  // namespace earshot::client
