#include "daemon/core/activity/sentence/name_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/core/activity/sentence/spelling.hpp"

namespace earshot {
namespace {

constexpr int most_words = 4;  // "the photo of" "the user"

/// Whether a name may begin with `after`, right behind a word: at a space, a quote, a mark, or in
/// another script than the word is.
bool stands_apart(std::string_view before, std::string_view after) {
    const auto lead = static_cast<unsigned char>(after.front());
    if (lead == ' ' || lead == ':' || lead == '"' || lead == '\'' || lead == 0xC2) return true;
    if (before.ends_with('\'') || before.ends_with("’")) return true;
    if (lead >= 0xE2)
        for (const std::string_view sign :
             {"\xEE", "“", "„", "‘", "‚", "‹", "「", "『", "《", "〈", "【"})
            if (after.starts_with(sign)) return true;
    const auto last =
        static_cast<unsigned char>(before[before.size() - std::min<std::size_t>(3, before.size())]);
    return last >= 0xE3 && lead < 0xE3;
}

std::string_view without_before(std::string_view text, const NameWords& words) {
    const std::string_view rest = words.before.behind(text);
    return rest.size() == text.size() ? rest : words.of.behind(rest);
}

std::string_view without_after(std::string_view text, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (text.size() <= word.size() || text.back() != word.back() || !text.ends_with(word))
            continue;
        const std::string_view rest = text.substr(0, text.size() - word.size());
        const auto lead = static_cast<unsigned char>(word.front());
        const bool letter = lead >= 'A' && lead < 0xE2 && !rest.ends_with(' ');
        if (!letter && !trimmed(rest).empty()) return trimmed(rest);
    }
    return text;
}

void add_endings(std::vector<std::string>& into, const std::vector<std::string>& more) {
    into.insert(into.end(), more.begin(), more.end());
    std::erase(into, "");
    std::ranges::stable_sort(into, std::greater{}, &std::string::size);
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

void WordsBefore::add(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word.empty()) continue;
        words_.push_back(plain_spelling(word));
        for (const std::string& spelled : {word, words_.back()})
            first_.set(static_cast<unsigned char>(spelled.front()));
        const std::string& plain = words_.back();
        if (!plain.empty())
            sizes_[static_cast<unsigned char>(plain.front())].set(
                std::min(plain.size(), long_word));
        longest_ = std::max(longest_, word.size());
    }
    std::ranges::sort(words_);
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

bool WordsBefore::holds(std::string_view word) const {
    const bool ascii = std::ranges::none_of(word, [](char c) { return (c & 0x80) != 0; });
    if (!ascii) return std::ranges::binary_search(words_, plain_spelling(word));
    return sizes_[static_cast<unsigned char>(word.front())][std::min(word.size(), long_word)] &&
           std::ranges::binary_search(words_, word);
}

std::string_view WordsBefore::behind(std::string_view text) const {
    if (text.empty() || !first_[static_cast<unsigned char>(text.front())]) return text;
    constexpr std::size_t other_spellings = 8;  // bytes by which they may be longer
    for (std::size_t end = std::min(text.size() - 1, longest_ + other_spellings); end > 0; --end) {
        if ((text[end] & 0xC0) == 0x80) continue;
        const std::string_view word = text.substr(0, end);
        std::string_view rest = text.substr(end);
        if (!stands_apart(word, rest)) continue;
        rest = trimmed(rest);
        if (rest.starts_with(':')) rest = trimmed(rest.substr(1));
        if (!rest.empty() && holds(word)) return rest;
    }
    return text;
}

void NameWords::add_after(const std::vector<std::string>& words) {
    add_endings(after, words);
}

void NameWords::add_now(const std::vector<std::string>& words) {
    add_endings(now, words);
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
    return without_before(text, words).size() < text.size();
}

std::string_view unquoted(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (text.empty() || is_letter(text.front()) || is_letter(text.back())) return text;
    for (const auto& [open, close] : quotes)
        if (text.size() > open.size() + close.size() && text.starts_with(open) &&
            text.ends_with(close))
            return trimmed(text.substr(open.size(), text.size() - open.size() - close.size()));
    return text;
}

}  // namespace earshot
