#include "daemon/core/digest/render_words.hpp"

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
        const auto number = static_cast<std::int64_t>(digest.items.front().number);
        words.commands = {"earshot why " + std::to_string(number), "earshot open", "earshot who"};
        words.reminder = "A holiday, a moved blog and a broken feed look the same from here.";
    }
    return words;
}

}  // namespace earshot
