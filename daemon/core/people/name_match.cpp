#include "earshot/name_match.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// Calls any(word) for each word of a text until it says true.
template <class Any>
bool any_word(std::string_view text, Any any) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end != 0 && any(text.substr(0, end))) return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
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

/// Which letters there are, some of them taken for each other.
std::uint32_t letters_in(std::string_view text) {
    std::uint32_t letters = 0;
    for (const char c : text)
        letters |= 1U << (static_cast<unsigned char>(c) & 31U);
    return letters;
}

/// Each letter amiss takes one letter from one of the two at most.
bool are_far_apart(std::uint32_t a, std::uint32_t b, std::size_t allowed) {
    const auto only = [](std::uint32_t some, std::uint32_t others) {
        return static_cast<std::size_t>(std::popcount(some & ~others));
    };
    return only(a, b) > allowed || only(b, a) > allowed;
}

bool has_typo(std::string_view query, std::string_view name) {
    if (query.size() < 4) return false;  // too short to be sure of anything
    const std::size_t allowed = query.size() < 8 ? 1 : 2;
    const std::uint32_t letters = letters_in(query);
    const auto is_typo = [&](std::string_view word) {
        const bool fits = word.size() + allowed >= query.size() &&
                          word.size() <= query.size() + allowed &&
                          !are_far_apart(letters, letters_in(word), allowed);
        return fits && letters_amiss(query, word, allowed) <= allowed;
    };
    return is_typo(name) || any_word(name, is_typo);
}

}  // namespace

std::string folded_query(std::string_view text) {
    return text.size() > longest_query ? std::string() : folded(text);
}

std::string folded_name(std::string_view text) {
    return folded(text.substr(0, 4 * longest_query));
}

NameMatch match_letters(std::string_view query, std::string_view name) {
    if (query.empty() || name.find(query) == name.npos) return NameMatch::none;
    if (name.size() == query.size()) return NameMatch::exact;
    if (name.starts_with(query)) return NameMatch::beginning;
    if (any_word(name, [&](std::string_view word) { return word.starts_with(query); }))
        return NameMatch::word;
    return NameMatch::inside;
}

NameMatch match_name(std::string_view query, std::string_view name) {
    const NameMatch match = match_letters(query, name);
    if (match != NameMatch::none || query.empty()) return match;
    return has_typo(query, name) ? NameMatch::typo : NameMatch::none;
}

}  // namespace earshot
