#include "earshot/name_match.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

#include "daemon/core/text/letters.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

/// Letters that are no other letter with a mark, and what stands for them on a plain keyboard.
constexpr std::array<std::pair<char32_t, std::string_view>, 12> plain_letters{{{U'ß', "ss"},
                                                                               {U'æ', "ae"},
                                                                               {U'œ', "oe"},
                                                                               {U'ø', "o"},
                                                                               {U'ð', "d"},
                                                                               {U'đ', "d"},
                                                                               {U'þ', "th"},
                                                                               {U'ł', "l"},
                                                                               {U'ħ', "h"},
                                                                               {U'ŧ', "t"},
                                                                               {U'ŋ', "ng"},
                                                                               {U'ı', "i"}}};
/// Letters that some write with an "e" behind them, or twice.
constexpr std::array<std::pair<char32_t, std::string_view>, 5> wide_letters{
    {{U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'å', "aa"}, {U'ø', "oe"}}};

bool is_accent(char32_t point) {
    return point >= 0x300 && point <= 0x36F;
}

template <std::size_t N>
std::string replaced(std::string_view text,
                     const std::array<std::pair<char32_t, std::string_view>, N>& letters) {
    std::string out;
    while (!text.empty()) {
        const CodePoint c = decode(text);
        const auto place = std::find_if(letters.begin(), letters.end(),
                                        [&c](const auto& one) { return one.first == c.value; });
        if (place == letters.end())
            out += text.substr(0, c.bytes);
        else
            out += place->second;
        text.remove_prefix(c.bytes);
    }
    return out;
}

/// Without accents; marks of other scripts are more than that and stay.
std::string without_accents(std::string_view text) {
    const std::string apart = decomposed(text);
    std::string out;
    for (std::string_view rest = apart; !rest.empty();) {
        const CodePoint c = decode(rest);
        if (!is_accent(c.value)) out += rest.substr(0, c.bytes);
        rest.remove_prefix(c.bytes);
    }
    return composed(out);
}

std::string in_small_letters(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const CodePoint c = decode(text);
        append(out, small_of(c.value));
        text.remove_prefix(c.bytes);
    }
    return out;
}

/// As it is written first.
std::vector<std::string> spellings_of(std::string_view text) {
    if (is_ascii(text)) return {folded(text)};
    const std::string name = in_small_letters(folded(composed(text)));
    std::vector<std::string> spellings{name};
    const auto add = [&spellings](std::string spelling) {
        if (std::find(spellings.begin(), spellings.end(), spelling) == spellings.end())
            spellings.push_back(std::move(spelling));
    };
    add(replaced(without_accents(name), plain_letters));
    add(replaced(without_accents(replaced(name, wide_letters)), plain_letters));
    return spellings;
}

/// Calls any(word) for each word of a text until it says true.
template <class Text, class Any>
bool any_word(Text text, Any any) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end != 0 && any(text.substr(0, end))) return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

using Letters = std::u32string_view;

std::u32string letters_of(std::string_view text) {
    std::u32string letters;
    while (!text.empty()) {
        const CodePoint c = decode(text);
        letters += c.value;
        text.remove_prefix(c.bytes);
    }
    return letters;
}

/// Letters to change, add, drop or swap with the neighbour, at most `limit` + 1.
std::size_t letters_amiss(Letters a, Letters b, std::size_t limit) {
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
std::uint32_t letters_in(Letters text) {
    std::uint32_t letters = 0;
    for (const char32_t c : text)
        letters |= 1U << (static_cast<std::uint32_t>(c) & 31U);
    return letters;
}

/// Each letter amiss takes one letter from one of the two at most.
bool are_far_apart(std::uint32_t a, std::uint32_t b, std::size_t allowed) {
    const auto only = [](std::uint32_t some, std::uint32_t others) {
        return static_cast<std::size_t>(std::popcount(some & ~others));
    };
    return only(a, b) > allowed || only(b, a) > allowed;
}

bool has_typo(Letters query, Letters name) {
    if (query.size() < 4) return false;  // too short to be sure of anything
    const std::size_t allowed = query.size() < 8 ? 1 : 2;
    const std::uint32_t letters = letters_in(query);
    const auto is_typo = [&](Letters word) {
        const bool fits = word.size() + allowed >= query.size() &&
                          word.size() <= query.size() + allowed &&
                          !are_far_apart(letters, letters_in(word), allowed);
        return fits && letters_amiss(query, word, allowed) <= allowed;
    };
    return is_typo(name) || any_word(name, is_typo);
}

NameMatch letters_match(std::string_view query, std::string_view name) {
    if (name.find(query) == name.npos) return NameMatch::none;
    if (name.size() == query.size()) return NameMatch::exact;
    if (name.starts_with(query)) return NameMatch::beginning;
    if (any_word(name, [&](std::string_view word) { return word.starts_with(query); }))
        return NameMatch::word;
    return NameMatch::inside;
}

constexpr char other_spelling = '\t';  // in front of all but the first of a name

/// Calls each(spelling, first) for each of these names, whether or not it is as it is written.
template <class Each>
void for_each_spelling(std::string_view names, Each each) {
    while (!names.empty()) {
        const std::size_t end = std::min(names.find('\n'), names.size());
        const bool first = names.front() != other_spelling;
        each(first ? names.substr(0, end) : names.substr(1, end - 1), first);
        names.remove_prefix(std::min(end + 1, names.size()));
    }
}

}  // namespace

std::string folded_name(std::string_view text) {
    std::string out;
    for (const std::string& spelling : spellings_of(text.substr(0, 4 * longest_query)))
        out += (out.empty() ? "" : std::string(1, other_spelling)) + spelling + '\n';
    return out;
}

NameQuery::NameQuery(std::string_view text) {
    if (text.size() > longest_query) return;
    spellings_ = spellings_of(text);
    if (spellings_.front().empty()) spellings_.clear();
}

NameMatch NameQuery::match_letters(std::string_view names) const {
    NameMatch best = NameMatch::none;
    bool as_written = true;
    for (const std::string& query : spellings_) {
        // Most names do not hold the letters at all.
        if (names.find(query) != names.npos)
            for_each_spelling(names, [&](std::string_view name, bool first) {
                const NameMatch match = letters_match(query, name);
                const bool is_other = match == NameMatch::exact && !(as_written && first);
                best = std::max(best, is_other ? NameMatch::alike : match);
            });
        as_written = false;
    }
    return best;
}

NameMatch NameQuery::match(std::string_view names) const {
    const NameMatch letters = match_letters(names);
    if (letters != NameMatch::none || empty()) return letters;
    bool typo = false;
    for (const std::string& spelling : spellings_) {
        const std::u32string query = letters_of(spelling);
        for_each_spelling(names, [&](std::string_view name, bool) {
            typo = typo || has_typo(query, letters_of(name));
        });
    }
    return typo ? NameMatch::typo : NameMatch::none;
}

}  // namespace earshot
