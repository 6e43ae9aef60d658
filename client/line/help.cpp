#include "client/line/help.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "client/line/tree.hpp"

namespace earshot::client {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t indent = 2, gap = 2, widest_name = 26, widest_text = 100;

/// Names beside what they mean; a long name has a line of its own.
std::string rows_text(const Rows& rows, const Screen& screen) {
    std::size_t names = 0;
    for (const auto& [name, text] : rows)
        if (columns(name) <= widest_name) names = std::max(names, columns(name));
    const std::size_t width = std::min(screen.width, widest_text);
    const std::size_t room =
        std::max<std::size_t>(width, indent + names + gap + 20) - indent - names - gap;
    std::string out;
    for (const auto& [name, text] : rows) {
        std::string head = std::string(indent, ' ') + name;
        const bool beside = columns(name) <= names;
        if (beside) head.append(names - columns(name) + gap, ' ');
        const std::vector<std::string> lines = wrapped(text, room);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i == 0 && !beside && !lines[i].empty()) head += "\n";
            const bool first = i == 0 && beside;
            std::string line =
                (i == 0 ? head : "") +
                (first || lines[i].empty() ? "" : std::string(indent + names + gap, ' ')) +
                lines[i];
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + "\n";
        }
    }
    return out;
}

std::string section(const Screen& screen, const std::string& title, const std::string& text) {
    return text.empty() ? "" : "\n" + screen.bold(title) + "\n" + text;
}

/// What it is for, behind the words of a set.
std::string meaning_of(const CLI::Option& option) {
    const std::string kind = option.get_type_name();
    std::string text = option.get_description();
    if (words_of(kind).empty()) return text;
    std::string words;
    for (const std::string& word : words_of(kind))
        words += (words.empty() ? "" : ", ") + word;
    return words + (text.empty() ? "" : "; " + text);
}

Rows arguments_rows(const CLI::App& node) {
    Rows rows;
    for (const CLI::Option* argument : arguments_of(node)) {
        std::string name = argument->get_type_name();
        if (name.find('|') != name.npos) {
            name = argument->get_single_name();
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
            });
        }
        rows.emplace_back(name, meaning_of(*argument));
    }
    return rows;
}

Rows options_rows(const CLI::App& node) {
    Rows rows;
    for (const CLI::Option* option : options_within(node)) {
        const std::string kind = option->get_type_name();
        const bool is_choice = !words_of(kind).empty();
        const std::string value = !takes_value(*option) ? "" : is_choice ? " WORD" : " " + kind;
        rows.emplace_back(spelled(*option) + value, meaning_of(*option));
    }
    return rows;
}

/// The commands below, those of one group together.
std::string commands_text(const CLI::App& node, const Screen& screen) {
    std::vector<std::string> groups;
    for (const CLI::App* command : commands_of(node))
        if (std::find(groups.begin(), groups.end(), command->get_group()) == groups.end())
            groups.push_back(command->get_group());
    std::string out;
    for (const std::string& group : groups) {
        Rows rows;
        for (const CLI::App* command : commands_of(node))
            if (command->get_group() == group)
                rows.emplace_back(command->get_name(), command->get_description());
        out += section(screen, node.get_parent() == nullptr ? group : "Commands",
                       rows_text(rows, screen));
    }
    return out;
}

}  // namespace

std::string help_of(const CLI::App& node, const Screen& screen) {
    std::string out;
    for (const std::string& line :
         wrapped(node.get_description() + ".", std::min(screen.width, widest_text)))
        out += line + "\n";
    out += "\n" + std::string(indent, ' ') + usage_of(node) + "\n";
    std::string examples;
    for (const std::string& line : examples_of(node))
        examples += std::string(indent, ' ') + line + "\n";
    out += section(screen, "Examples", examples);
    out += section(screen, "Arguments", rows_text(arguments_rows(node), screen));
    out += commands_text(node, screen);
    out += section(screen, "Options", rows_text(options_rows(node), screen));
    if (node.get_parent() == nullptr)
        out += "\nearshot help COMMAND says more of each; the manual is earshot(1).\n";
    return out;
}

}  // namespace earshot::client
