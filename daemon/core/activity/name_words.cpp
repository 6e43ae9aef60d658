#include "daemon/core/activity/name_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/core/activity/spelling.hpp"

namespace earshot {
namespace {

constexpr int most_words = 4;  // "the photo of" "the user"

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

/// Whether a name may begin with `after`, right behind a word: at a space, a quote, a mark, or in
/// another script than the word is.
bool stands_apart(std::string_view before, std::string_view after) {
    const auto lead = static_cast<unsigned char>(after.front());
    if (lead == ' ' || lead == ':' || lead == '"' || lead == '\'' || lead == 0xC2) return true;
    for (const std::string_view sign :
         {"\xEE", "“", "„", "‘", "‚", "‹", "「", "『", "《", "〈", "【"})
        if (after.starts_with(sign)) return true;
    if (before.ends_with('\'') || before.ends_with("’")) return true;
    const auto last =
        static_cast<unsigned char>(before[before.size() - std::min<std::size_t>(3, before.size())]);
    return last >= 0xE3 && lead < 0xE3;
}

/// What follows the longest of the words that stands at the beginning; the text when none does.
std::string_view behind(std::string_view text, const std::vector<std::string>& words) {
    const auto letter = [](const std::string& word) { return word.front(); };
    const auto same = std::ranges::equal_range(words, text.front(), {}, letter);
    for (const std::string& word : same) {
        const std::size_t end = end_of_words(text, 0, word);
        if (end >= text.size() || !stands_apart(word, text.substr(end))) continue;
        std::string_view rest = text.substr(end);
        rest = trimmed(rest);
        if (rest.starts_with(':')) rest = trimmed(rest.substr(1));
        if (!rest.empty()) return rest;
    }
    return text;
}

std::string_view without_before(std::string_view text, const NameWords& words) {
    const std::string_view rest = behind(text, words.before);
    return rest.size() == text.size() ? rest : behind(rest, words.of);
}

std::string_view without_after(std::string_view text, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (text.size() <= word.size() || !text.ends_with(word)) continue;
        const std::string_view rest = text.substr(0, text.size() - word.size());
        const auto lead = static_cast<unsigned char>(word.front());
        const bool letter = lead >= 'A' && lead < 0xE2 && !rest.ends_with(' ');
        if (!letter && !trimmed(rest).empty()) return trimmed(rest);
    }
    return text;
}

/// By their first letter, the longest first.
bool is_looked_for_before(const std::string& a, const std::string& b) {
    if (a.front() != b.front()) return a.front() < b.front();
    return a.size() != b.size() ? a.size() > b.size() : a < b;
}

void add_words(std::vector<std::string>& into, const std::vector<std::string>& more) {
    into.insert(into.end(), more.begin(), more.end());
    std::erase(into, "");
    std::ranges::sort(into, is_looked_for_before);
    into.erase(std::unique(into.begin(), into.end()), into.end());
}

using Marks = std::pair<std::string_view, std::string_view>;
constexpr std::array<Marks, 19> quotes{{{"'", "'"},
                                        {"\"", "\""},
                                        {"‘", "’"},
                                        {"’", "’"},
                                        {"‚", "‘"},
                                        {"‚", "’"},
                                        {"“", "”"},
                                        {"”", "”"},
                                        {"„", "“"},
                                        {"„", "”"},
                                        {"«", "»"},
                                        {"»", "«"},
                                        {"‹", "›"},
                                        {"›", "‹"},
                                        {"「", "」"},
                                        {"『", "』"},
                                        {"《", "》"},
                                        {"〈", "〉"},
                                        {"【", "】"}}};

}  // namespace

void NameWords::add(const NameWords& more) {
    add_words(before, more.before);
    add_words(of, more.of);
    add_words(after, more.after);
    add_words(now, more.now);
}

std::string_view bare_name(std::string_view text, const NameWords& words, bool people) {
    text = trimmed(text);
    for (int count = 0; count < most_words && !text.empty(); ++count) {
        std::string_view rest = without_after(without_before(text, words), words.after);
        if (people) rest = without_after(rest, words.now);
        if (rest.size() == text.size()) break;
        text = rest;
    }
    return text;
}

bool has_words_before(std::string_view text, const NameWords& words) {
    text = trimmed(text);
    return !text.empty() && behind(text, words.before).size() < text.size();
}

std::string_view unquoted(std::string_view text) {
    for (const auto& [open, close] : quotes)
        if (text.size() > open.size() + close.size() && text.starts_with(open) &&
            text.ends_with(close))
            return trimmed(text.substr(open.size(), text.size() - open.size() - close.size()));
    return text;
}

}  // namespace earshot
