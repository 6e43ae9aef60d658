#include "earshot/front_name.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/text/letters.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

// The first is how most write it.
constexpr std::array<std::string_view, 5> apostrophes{"'", "’", "ʼ", "´", "＇"};

/// Genitives that are words or letters of their own, behind the name.
constexpr std::array<std::string_view, 2> owning_letters{"的", "の"};
constexpr std::array<std::string_view, 9> owning_words{"का", "की", "के",  "کا", "کی",
                                                       "کے", "ਦਾ", "ਦੀ", "ਦੇ"};

/// What Korean writes at the end of a name, and what makes a genitive of it.
constexpr std::array<std::string_view, 18> korean_endings{
    "님",   "씨",   "이",   "가",   "은",   "는",     "도",     "님이",     "님은",
    "님도", "씨가", "씨는", "씨도", "께서", "님께서", "회원님", "회원님이", "회원님은"};
constexpr std::array<std::string_view, 4> korean_genitives{"의", "님의", "씨의", "회원님의"};

/// Signs that join two words to one.
constexpr std::u32string_view joining = U"-\u2010\u2011_.@/&+";

template <class List>
bool is_among(std::string_view word, const List& list) {
    return std::ranges::find(list, word) != list.end();
}

std::size_t apostrophe_at(std::string_view text) {
    for (const std::string_view sign : apostrophes)
        if (text.starts_with(sign)) return sign.size();
    return 0;
}

/// The letters that the text begins with.
std::string_view first_word(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const CodePoint c = decode(text.substr(end));
        if (!is_of_word(c.value)) break;
        end += c.bytes;
    }
    return text.substr(0, end);
}

bool is_direction(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x200B;
}

std::string without_directions(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const CodePoint c = decode(text);
        if (!is_direction(c.value)) result.append(text.substr(0, c.bytes));
        text.remove_prefix(c.bytes);
    }
    return result;
}

/// Without bullets, brackets and pictures in front. Who stands in quotation marks is quoted.
std::string_view from_first_letter(std::string_view text) {
    constexpr std::u32string_view not_led = U"@#\"'“”„‘’‚«»‹›「『";
    while (!text.empty()) {
        const CodePoint c = decode(text);
        if (not_led.find(c.value) != not_led.npos) return {};
        if (is_of_word(c.value)) return text;
        text.remove_prefix(c.bytes);
    }
    return {};
}

struct Ending {
    bool possible = false;
    bool owns = false;
};

/// Whether a name can end between `last`, a letter or sign of it, and `rest`.
Ending ending(char32_t last, std::string_view rest) {
    if (rest.empty()) return {true, false};
    const CodePoint next = decode(rest);
    if (is_mark(next.value)) return {};
    if (is_of_word(last) && is_of_word(next.value)) {
        if (is_hangul(last) && is_hangul(next.value)) {
            const std::string_view tail = first_word(rest);
            if (is_among(tail, korean_genitives)) return {true, true};
            return {is_among(tail, korean_endings), false};
        }
        if (!is_spaceless(last) && !is_spaceless(next.value)) return {};
        return {true, std::ranges::any_of(owning_letters, [&](std::string_view letters) {
                    return rest.starts_with(letters);
                })};
    }
    if (const std::size_t sign = apostrophe_at(rest); sign > 0 && is_of_word(last))
        return {true, true};
    if (is_of_word(last) && joining.find(next.value) != joining.npos) {
        const std::string_view behind = rest.substr(next.bytes);
        return {behind.empty() || !is_of_word(decode(behind).value), false};
    }
    if (next.value == ' ') return {true, is_among(first_word(rest.substr(1)), owning_words)};
    return {true, false};
}

/// Whether words may all be parts of a name; of a script without capitals at most so many.
bool are_names(std::string_view text, std::size_t most_without_case) {
    constexpr std::size_t most_words = 4;
    constexpr std::size_t short_word = 3;  // "von", "de", "bin"
    std::size_t words = 0;
    bool cased = false;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (word.empty()) continue;
        const CodePoint first = decode(word);
        if (!is_of_word(first.value)) return false;
        if (is_small(first.value) && word.size() > short_word) return false;
        cased = cased || is_small(first.value) || is_capital(first.value);
        ++words;
    }
    return words <= (cased ? most_words : most_without_case);
}

/// A single letter names nobody, unless a colon says so.
bool is_long_enough(std::size_t letters, std::string_view rest) {
    return letters > 1 || (letters == 1 && (rest.starts_with(':') || rest.starts_with("：")));
}

}  // namespace

std::vector<FrontName> front_names(std::string_view sentence) {
    // Behind the longest name there is still something to be seen.
    constexpr std::size_t seen_behind = 40;
    const std::string text =
        collapse(without_directions(cut(sentence, 2 * longest_front_name + seen_behind)));
    const std::string_view whole = from_first_letter(text);
    std::vector<FrontName> names;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < whole.size();) {
        const CodePoint c = decode(whole.substr(at));
        at += c.bytes;
        if (at > longest_front_name) break;
        letters += is_of_word(c.value) && !is_mark(c.value) ? 1 : 0;
        if (c.value == ' ') continue;
        const std::string_view rest = whole.substr(at);
        const Ending end = ending(c.value, rest);
        if (end.possible && is_long_enough(letters, rest))
            names.push_back({std::string(whole.substr(0, at)), end.owns});
    }
    std::ranges::reverse(names);
    return names;
}

std::vector<std::string> spellings(const std::string& name) {
    std::vector<std::string> ways{name};
    if (is_ascii(name) && name.find('\'') == name.npos) return ways;
    const auto add = [&ways](std::string way) {
        if (!is_among(way, ways)) ways.push_back(std::move(way));
    };
    if (!is_ascii(name)) {
        add(composed(name));
        add(decomposed(name));
    }
    for (const std::string& way : std::vector(ways))
        for (const std::string_view wanted : {apostrophes[0], apostrophes[1]}) {
            std::string changed;
            for (std::string_view rest = way; !rest.empty();) {
                const std::size_t sign = apostrophe_at(rest);
                changed += sign > 0 ? wanted : rest.substr(0, 1);
                rest.remove_prefix(std::max<std::size_t>(sign, 1));
            }
            add(std::move(changed));
        }
    return ways;
}

Behind what_stands_behind(std::string_view name, std::string_view longer) {
    std::string_view rest = longer.substr(std::min(name.size(), longer.size()));
    if (!rest.starts_with(' ')) {
        if (rest.empty()) return Behind::rest;
        const CodePoint next = decode(rest);
        if (!is_of_word(next.value)) return Behind::title;
        // A given name has a letter more; two are words already.
        const bool longer_name = !is_spaceless(next.value) || rest.size() == next.bytes;
        return longer_name ? Behind::rest : Behind::words;
    }
    rest.remove_prefix(1);
    if (rest.empty() || !is_of_word(decode(rest).value)) return Behind::title;
    return are_names(rest, 1) ? Behind::rest : Behind::words;
}

bool looks_like_a_name(std::string_view text) {
    constexpr std::u32string_view between = U" -.'’·・\u2010\u2011";
    for (std::string_view rest = text; !rest.empty();) {
        const CodePoint c = decode(rest);
        if (!is_of_word(c.value) && between.find(c.value) == between.npos) return false;
        rest.remove_prefix(c.bytes);
    }
    return !text.empty() && are_names(text, 2);
}

}  // namespace earshot
