#include "daemon/core/digest/render_words.hpp"

#include <algorithm>
#include <initializer_list>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// With a full stop, unless it ends in one or in a command to be copied.
std::string stopped(std::string text) {
    if (text.empty() || text.find(": earshot ") != std::string::npos) return text;
    const char last = text.back();
    return last == '.' || last == '?' || last == '!' ? text : text + ".";
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string uncapitalised(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string joined(std::string text, const std::string& next) {
    if (!text.empty() && !next.empty()) text += ' ';
    return text + next;
}

ItemWords words_of(const Item& item) {
    const std::string where = printable(item.where);
    const std::string evidence = printable(item.evidence);
    const std::string step = printable(item.step);
    ItemWords words;
    words.number = "[" + std::to_string(static_cast<std::int64_t>(item.number)) + "]";
    words.name = printable(item.name);
    switch (item.section) {
        case Section::one_person:
            words.line = " - " + uncapitalised(step);
            words.more = stopped(capitalised(evidence));
            break;
        case Section::quiet:
            words.line = ": " + stopped(evidence);
            words.more = joined(
                where.empty() ? capitalised(std::string(to_text(item.confidence))) + "."
                              : "On " + where + "; " + std::string(to_text(item.confidence)) + ".",
                stopped(step));
            break;
        case Section::back:
        case Section::follow_up:
        case Section::busy:
        case Section::pattern:
            words.line = (where.empty() ? "" : " (" + where + ")") + ": " +
                         joined(stopped(evidence), stopped(step));
            break;
        case Section::hands:  // the evidence goes on from the name: "has not answered since ..."
            words.line = (where.empty() ? "" : " (" + where + ")") + " " +
                         joined(stopped(evidence), stopped(step));
            break;
    }
    return words;
}

/// What to type about these items: one of each answer, on an item that takes it.
std::vector<std::string> commands_for(const Digest& digest) {
    std::vector<std::string> commands;
    const auto on_first = [&](const std::string& verb,
                              std::initializer_list<std::string_view> kinds,
                              const std::string& rest = "") {
        for (const Item& item : digest.items) {
            if (kinds.size() > 0 && std::find(kinds.begin(), kinds.end(), item.kind) == kinds.end())
                continue;
            const auto number = static_cast<std::int64_t>(item.number);
            return commands.push_back("earshot " + verb + " " + std::to_string(number) + rest);
        }
    };
    on_first("why", {});
    on_first("touch", {"quiet", "back", "follow_up"}, " called");
    on_first("snooze", {"quiet"}, " 2w");
    on_first("normal", {"burst"});
    commands.push_back("earshot open");
    return commands;
}

}  // namespace

DigestWords words_of(const Digest& digest) {
    DigestWords words;
    words.headline = printable(digest.headline);
    words.coverage = printable(digest.coverage);
    const Item* previous = nullptr;
    for (const Item& item : digest.items) {
        if (!previous || previous->section != item.section)
            words.sections.push_back({std::string(heading(item.section)), {}});
        words.sections.back().items.push_back(words_of(item));
        previous = &item;
    }
    if (digest.more > 0) words.left = "And " + std::to_string(digest.more) + " more: earshot open";
    if (!digest.items.empty()) {
        words.commands = commands_for(digest);
        words.reminder = "A holiday, a moved blog and a broken feed look the same from here.";
    }
    return words;
}

}  // namespace earshot
