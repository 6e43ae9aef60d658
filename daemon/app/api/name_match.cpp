#include "daemon/app/api/name_match.hpp"

#include <algorithm>
#include <string>

#include "earshot/text.hpp"

namespace earshot::app {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        if (end != 0) words.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return words;
}

/// Letters to change, add, drop or swap with the neighbour, at most `limit` + 1. In bytes: a letter
/// of two bytes counts twice, which only makes the search a little stricter.
std::size_t letters_amiss(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[j] = std::min({change, last[j] + 1, now[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

bool is_typo_of(std::string_view wanted, std::string_view text) {
    if (wanted.size() < 4) return false;  // too short to be sure of anything
    const std::size_t allowed = wanted.size() < 8 ? 1 : 2;
    return letters_amiss(wanted, text, allowed) <= allowed;
}

}  // namespace

NameMatch match_name(std::string_view wanted_text, std::string_view name_text) {
    if (wanted_text.size() > longest_query) return NameMatch::none;
    const std::string wanted = folded(wanted_text);
    const std::string name = folded(name_text.substr(0, 4 * longest_query));
    if (wanted.empty()) return NameMatch::none;
    if (wanted == name) return NameMatch::exact;
    if (name.starts_with(wanted)) return NameMatch::beginning;
    const std::vector<std::string_view> words = words_of(name);
    const auto begins = [&](std::string_view word) { return word.starts_with(wanted); };
    if (std::any_of(words.begin(), words.end(), begins)) return NameMatch::word;
    if (name.find(wanted) != std::string::npos) return NameMatch::inside;
    const auto typo = [&](std::string_view word) { return is_typo_of(wanted, word); };
    if (typo(name) || std::any_of(words.begin(), words.end(), typo)) return NameMatch::typo;
    return NameMatch::none;
}

}  // namespace earshot::app
