#include "earshot/reason.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t least_titles = 3;  // fewer have something in common by chance
constexpr std::size_t least_word = 4;    // bytes of a word that says something
constexpr std::size_t least_name = 3;
/// So many earlier titles show the words that somebody uses anyhow.
constexpr std::size_t enough_earlier = 20;

struct Word {
    std::string_view text;
    std::string key;  // folded
    bool name = false;
};

unsigned byte(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_big(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Whether the text begins with a capital: Latin, Greek or Cyrillic.
bool has_capital(std::string_view text) {
    const unsigned first = byte(text, 0), second = byte(text, 1);
    if (first < 0x80) return !text.empty() && is_big(text.front());
    if (first == 0xC3) return second >= 0x80 && second <= 0x9E;
    if (first == 0xCE) return second >= 0x91 && second <= 0xA9;
    return first == 0xD0 && second <= 0xAF;
}

/// How many bytes at `at` part words; 0 inside of one.
std::size_t between_words(std::string_view text, std::size_t at) {
    const unsigned lead = byte(text, at);
    if (lead < 0x80) return is_digit(text[at]) || is_small(text[at]) || is_big(text[at]) ? 0 : 1;
    if (lead == 0xC2) return 2;                                // « · »
    if (lead == 0xE2 && byte(text, at + 1) == 0x80) return 3;  // – … “ ”
    if (lead == 0xE3 && byte(text, at + 1) == 0x80) return 3;  // 、 。 「
    if (lead == 0xEF && byte(text, at + 1) == 0xBC) return 3;  // ： ！
    return 0;
}

/// MossConf, C64, MOSS: a name wherever it stands.
bool looks_like_a_name(std::string_view word) {
    if (word.size() < least_name) return false;
    const auto count = [word](bool (*is)(char)) { return std::ranges::count_if(word, is); };
    const auto letters = count(is_small) + count(is_big);
    if (count(is_digit) > 0) return letters > 0;
    const auto big_inside = count(is_big) - (is_big(word.front()) ? 1 : 0);
    return big_inside > 0;
}

std::vector<Word> words_of(std::string_view title) {
    std::vector<Word> words;
    bool tag = false;
    for (std::size_t at = 0; at < title.size();) {
        if (const std::size_t gap = between_words(title, at)) {
            tag = title[at] == '#';
            at += gap;
            continue;
        }
        std::size_t end = at;
        while (end < title.size() && between_words(title, end) == 0)
            ++end;
        const std::string_view text = title.substr(at, end - at);
        const bool inside = !words.empty() && text.size() >= least_word && has_capital(text);
        words.push_back({text, folded(text), tag || inside || looks_like_a_name(text)});
        tag = false;
        at = end;
    }
    return words;
}

bool is_number(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

/// What is known of one word of the run.
struct Use {
    std::size_t titles = 0;
    std::size_t first = 0;  // title
    bool name = false;
};

using Words = std::vector<Word>;

std::map<std::string, Use> uses_in(const std::vector<Words>& run,
                                   const std::set<std::string>& known) {
    std::map<std::string, Use> uses;
    for (std::size_t i = 0; i < run.size(); ++i) {
        std::set<std::string> met;
        for (const Word& word : run[i]) {
            if (is_number(word.text) || known.contains(word.key)) continue;
            if (!met.insert(word.key).second) continue;
            Use& use = uses[word.key];
            if (use.titles == 0) use.first = i;
            ++use.titles;
            use.name |= word.name;
        }
    }
    return uses;
}

bool is_better(const Use& use, const Use& than) {
    if (use.name != than.name) return use.name;
    if (use.titles != than.titles) return use.titles > than.titles;
    return use.first < than.first;
}

/// The title that names something of this year, which no earlier one did.
std::string of_this_year(std::span<const std::string> titles, const std::vector<Words>& run,
                         const std::set<std::string>& known, int year) {
    const std::string number = std::to_string(year);
    for (std::size_t i = 0; i < run.size(); ++i)
        for (std::size_t w = 0; w + 1 < run[i].size(); ++w)
            if (run[i][w + 1].text == number && has_capital(run[i][w].text) &&
                run[i][w].text.size() >= least_name && !known.contains(run[i][w].key))
                return titles[i];
    return {};
}

}  // namespace

std::string reason_of(std::span<const std::string> titles, std::span<const std::string> earlier,
                      int year) {
    std::set<std::string> known;
    for (const std::string& title : earlier)
        for (Word& word : words_of(title))
            known.insert(std::move(word.key));
    std::vector<Words> run;
    for (const std::string& title : titles)
        run.push_back(words_of(title));

    const std::size_t of_names = std::max(least_titles, (titles.size() + 2) / 3);
    const std::size_t of_words = std::max(least_titles, (titles.size() + 1) / 2);
    const auto says = [&](const std::string& key, const Use& use) {
        if (use.name) return use.titles >= of_names;
        return use.titles >= of_words && key.size() >= least_word &&
               earlier.size() >= enough_earlier;
    };
    const Use* best = nullptr;
    const auto uses = uses_in(run, known);
    for (const auto& [key, use] : uses)
        if (says(key, use) && (best == nullptr || is_better(use, *best))) best = &use;
    if (best != nullptr) return titles[best->first];
    return of_this_year(titles, run, known, year);
}

}  // namespace earshot
