#include "daemon/core/activity/title_words.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>

#include "daemon/core/activity/sentence/empty_words.hpp"

namespace earshot {
namespace {

constexpr std::size_t most_words = 60;  // a longer title says something
// Bytes of the content in which a sentence may stand, and a name or a time before it.
constexpr std::size_t markup_looked_at = 3000;

bool is_word_in(std::string_view word, std::string_view text) {
    return std::ranges::any_of(words_in(text, most_words), [word](std::string_view one) {
        return one.size() == word.size() && lower_case(one) == word;
    });
}

}  // namespace

TitleWords::TitleWords(const EntryReader& reading, const Dialects::Compiled& all)
    : reading_(reading), empty_(all.empty_words) {
    const Entry& entry = reading.entry;
    if (entry.title == entry.link || entry.title == entry.id) return;
    const auto words = words_in(entry.title, most_words);
    if (words.size() == most_words || entry.title.size() > max_sentence) says_ = Says::something;
    for (const std::string_view word : words) {
        if (says_ == Says::something) break;
        take(word);
    }
}

void TitleWords::take(std::string_view word) {
    const std::string small = lower_case(word);
    const std::string_view own = empty_.own_part(small);
    if (own.empty()) return;
    const auto from = static_cast<std::size_t>(own.data() - small.data());
    if (small.size() == word.size() && in_the_text(word.substr(from, own.size()))) {
        in_text_.emplace_back(own);
    } else if (!of_the_site(own)) {
        // A series of long posts: what all titles say is not enough to look into each.
        const bool is_short = reading_.entry.content.size() <= max_sentence_markup;
        says_ = is_short && in_most_titles(word) ? Says::what_all_say : Says::something;
    }
}

TitleWords::Says TitleWords::beside(std::string_view sentence) const {
    if (in_text_.empty()) return says_;
    const std::string small = lower_case(sentence);
    Says result = says_;
    for (const std::string& word : in_text_) {
        if (small.find(word) != small.npos || of_the_site(word)) continue;
        if (!in_most_titles(word)) return Says::something;
        result = Says::what_all_say;
    }
    return result;
}

bool TitleWords::of_the_site(std::string_view word) const {
    constexpr std::size_t shortest = 3;  // bytes that are a part of an address by no chance
    const Feed& feed = reading_.feed;
    return (word.size() >= shortest && feed.link.find(word) != std::string::npos) ||
           is_word_in(word, feed.title) || is_word_in(word, feed.generator);
}

/// As given: an ASCII word is found there as well as in the text.
bool TitleWords::in_the_text(std::string_view word) const {
    const std::string_view markup =
        std::string_view(reading_.entry.content).substr(0, markup_looked_at);
    if (markup.find(word) != markup.npos) return true;
    const bool ascii = std::ranges::all_of(word, [](char c) { return (c & 0x80) == 0; });
    return !ascii && markup.find('&') != markup.npos &&
           reading_.content().find(word) != std::string::npos;
}

/// In at least half of those around it, and in two at least.
bool TitleWords::in_most_titles(std::string_view word) const {
    constexpr std::size_t around = 8, fewest = 2;
    const std::vector<Entry>& entries = reading_.feed.entries;
    const Entry* const here = &reading_.entry;
    const std::less<const Entry*> before;
    if (before(here, entries.data()) || !before(here, entries.data() + entries.size()))
        return false;  // an entry that stands alone
    const auto at = static_cast<std::size_t>(here - entries.data());
    const std::size_t end = std::min(entries.size(), at + around + 1);
    std::size_t others = 0, hits = 0;
    for (std::size_t i = at - std::min(at, around); i < end; ++i) {
        if (i == at) continue;
        ++others;
        if (entries[i].title.find(word) != std::string::npos) ++hits;
    }
    return hits >= fewest && hits * 2 >= others;
}

}  // namespace earshot
