// The letter: advice in words, broken into lines.

#include <algorithm>

#include "earshot/etiquette.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t columns = 72;

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// A paragraph: `first` stands before its first line, `rest` before each other. A word that is
/// longer than a line stays whole.
std::string paragraph(std::string_view text, const std::string& first, const std::string& rest) {
    std::string out, line = first;
    bool empty = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!empty && width_of(line) + 1 + width_of(word) > columns) {
            out += line + "\n";
            line = rest;
            empty = true;
        }
        if (!empty) line += ' ';
        line += word;
        empty = false;
    }
    return out + line + "\n";
}

std::string point(const Advice& advice, std::size_t number) {
    const std::string label = std::to_string(number) + ". ";
    const std::string under(label.size(), ' ');
    std::string text = paragraph(advice.what, label, under);
    text += paragraph(advice.why, under, under);
    text += paragraph(advice.how, under, under);
    text += "\n";
    for (const std::string& line : advice.lines)
        text += under + "    " + line + "\n";
    return text + "\n";
}

}  // namespace

std::string letter_about(const Url& address, const ServerAdvice& advice, Instant now) {
    std::string text = "Hello,\n\n";
    const std::string date = to_rfc3339(now).substr(0, 10);
    text += paragraph(
        "I read " + printable(address.redacted()) +
            " with earshot, a program that notices when a friend goes quiet and tries "
            "to be no burden. It asked your server " +
            (advice.asked_again
                 ? "twice on " + date + ", the second time with what the first reply gave."
                 : "once on " + date + ".") +
            " This is what it saw.",
        "", "");
    text += "\n";
    if (!advice.good.empty()) {
        text += "What is good, and thank you for it:\n\n";
        for (const std::string& good : advice.good)
            text += paragraph(good, " * ", "   ");
        text += "\n";
    }
    if (advice.better.empty())
        return text + "There is nothing that could be better.\n\nKind regards\n";
    text += advice.better.size() == 1 ? "One thing could be better:\n\n"
                                      : "What could be better, what helps most first:\n\n";
    for (std::size_t i = 0; i < advice.better.size(); ++i)
        text += point(advice.better[i], i + 1);
    text += paragraph(
        "None of this is urgent. What earshot does, and what it "
        "promises to servers, stands in https://earshot.example/docs/feeds.md.",
        "", "");
    return text + "\nKind regards\n";
}

}  // namespace earshot
