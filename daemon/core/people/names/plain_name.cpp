#include "earshot/plain_name.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "daemon/core/people/names/word_lists.hpp"
#include "daemon/core/text/letters.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t most_words = 5;
constexpr std::size_t longest = 60;  // bytes of a name

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// Letters, and what joins or follows them in a name: "O'Neill", "Anna-Lena", "B.".
bool is_written_as_name(std::string_view word) {
    while (!word.empty()) {
        const CodePoint point = decode(word);
        const bool digit = point.value >= '0' && point.value <= '9';
        const bool joins = point.value == '-' || point.value == '\'' || point.value == 0x2019 ||
                           point.value == '.' || point.value == 0x30FB;
        if (!point.valid || digit || !(joins || is_of_word(point.value))) return false;
        if (point.value == '_') return false;
        const bool ends = word.size() == point.bytes;
        if (point.value == '.' && !ends) return false;  // "ravi.example" is an address
        word.remove_prefix(point.bytes);
    }
    return true;
}

bool is_possessive(std::string_view word) {
    return word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") ||
           word.ends_with("s’");
}

/// One word of a script without spaces: a family name and a given one.
bool is_spaceless_name(std::string_view word) {
    std::size_t letters = 0;
    for (; !word.empty(); ++letters) {
        const CodePoint point = decode(word);
        // "of" in Chinese and in Japanese: it is somebody's something.
        if (point.value == U'的' || point.value == U'の') return false;
        if (!is_spaceless(point.value) && !is_hangul(point.value)) return false;
        word.remove_prefix(point.bytes);
    }
    return letters >= 2 && letters <= 4;
}

/// In words or among them is one that says that this is no person.
bool names_a_thing(const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [](std::string_view word) {
        const std::string low = folded(word);
        return word_lists::is_of_feeds(low) || word_lists::is_of_firms(low) || is_possessive(word);
    });
}

/// Letters that are no other letter with a mark, as plain keyboards write them.
constexpr std::array<std::pair<char32_t, std::string_view>, 14> one_for_another{{{U'ß', "ss"},
                                                                                 {U'ẞ', "ss"},
                                                                                 {U'þ', "th"},
                                                                                 {U'Þ', "th"},
                                                                                 {U'ð', "d"},
                                                                                 {U'Ð', "d"},
                                                                                 {U'ø', "o"},
                                                                                 {U'Ø', "o"},
                                                                                 {U'æ', "a"},
                                                                                 {U'Æ', "a"},
                                                                                 {U'ł', "l"},
                                                                                 {U'Ł', "l"},
                                                                                 {U'ı', "i"},
                                                                                 {U'œ', "o"}}};

struct Form {
    std::string_view before, after;
};

/// Titles that platforms make of a name.
constexpr std::array title_forms{
    Form{"Letterboxd - ", ""},  Form{"", "'s articles on arXiv"},
    Form{"overview for ", ""},  Form{"comments by ", ""},
    Form{"submitted by ", ""},  Form{"Public posts from ", ""},
    Form{"Uploads from ", ""},  Form{"Uploads by ", ""},
    Form{"Content from ", ""},  Form{"Latest posts by ", ""},
    Form{"Posts by ", ""},      Form{"Twitter / ", ""},
    Form{"", "'s Updates"},     Form{"", "'s favorites"},
    Form{"", " activity"},      Form{"", " - YouTube"},
    Form{"", " on SoundCloud"},
};

std::optional<std::string_view> between(std::string_view text, const Form& form) {
    if (text.size() <= form.before.size() + form.after.size()) return std::nullopt;
    if (!text.starts_with(form.before) || !text.ends_with(form.after)) return std::nullopt;
    text.remove_prefix(form.before.size());
    text.remove_suffix(form.after.size());
    return text;
}

bool is_handle(std::string_view text) {
    return text.size() > 1 && text.front() == '@' && text.find(' ') == text.npos;
}

/// "@ida.bsky.test - Ida Voss", "Ida Voss (@ida@social.example)", "Ida Voss / @ida".
std::string_view beside_handle(std::string_view title) {
    for (const std::string_view mark : {" - ", " / ", " | ", " (", " – "}) {
        const std::size_t at = title.find(mark);
        if (at == title.npos) continue;
        std::string_view left = title.substr(0, at);
        std::string_view right = title.substr(at + mark.size());
        if (mark == " (" && right.ends_with(')')) right.remove_suffix(1);
        if (is_handle(left)) return right;
        if (is_handle(right)) return left;
    }
    return {};
}

}  // namespace

bool is_plain_name(std::string_view text) {
    if (text.size() > longest) return false;
    const auto words = words_of(text);
    if (words.size() == 1) return is_spaceless_name(words.front());
    if (words.empty() || words.size() > most_words || names_a_thing(words)) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (!is_written_as_name(word)) return false;
        const std::string low = folded(word);
        const bool inner = i > 0 && i + 1 < words.size();
        if (inner && word_lists::is_particle(low)) continue;
        if (word_lists::is_of_sentences(low) || is_small(decode(word).value)) return false;
    }
    return !is_firm(text) && !is_role(text);
}

bool may_be_called(std::string_view text) {
    if (text.empty() || text.size() > longest) return false;
    const auto words = words_of(text);
    if (words.empty() || words.size() > most_words || names_a_thing(words)) return false;
    if (text.find_first_of("@/:|<>()[]{}#_=+*!?,;\"&0123456789") != text.npos) return false;
    for (const std::string_view word : words) {
        const std::size_t dot = word.find('.');
        if (dot != word.npos && dot + 1 != word.size()) return false;
        if (word == "-" || word == "–" || word == "—") return false;
    }
    return !is_firm(text) && !is_role(text);
}

bool is_firm(std::string_view text) {
    const auto words = words_of(text);
    if (words.empty()) return false;
    const std::string last = folded(words.back());
    if (words.size() > 1 && word_lists::is_legal_form(last) &&
        !is_small(decode(words.back()).value))
        return true;
    if (last == "e.v") return true;
    return std::any_of(words.begin(), words.end(),
                       [](std::string_view word) { return word_lists::is_of_firms(folded(word)); });
}

bool is_titled_as_firm(std::string_view title) {
    const auto words = words_of(title);
    if (words.empty() || std::any_of(words.begin(), words.end(), is_possessive)) return false;
    const std::string last = folded(words.back());
    const bool legal = words.size() > 1 && word_lists::is_legal_form(last);
    return word_lists::is_of_firms(last) || (legal && is_firm(title));
}

bool is_role(std::string_view text) {
    return word_lists::is_role(folded(text));
}

std::string signed_name(std::string_view text) {
    std::string name = collapse(printable(text));
    if (name.starts_with("/u/")) return name.substr(3);
    const std::size_t at = name.find('@');
    if (at == name.npos || at == 0) return name;
    if (const std::size_t open = name.find(" ("); open != name.npos && name.ends_with(')'))
        return at < open ? collapse(name.substr(open + 2, name.size() - open - 3))
                         : collapse(name.substr(0, open));
    if (const std::size_t open = name.find('<'); open != name.npos && open > 0)
        return collapse(name.substr(0, open));
    return name.find(' ') == name.npos ? std::string() : name;
}

std::string name_spelling(std::string_view name) {
    name = name.substr(0, name.find_first_of(",("));
    std::string letters;
    const std::string parts = decomposed(name);
    for (std::string_view rest = parts; !rest.empty();) {
        const CodePoint point = decode(rest);
        rest.remove_prefix(point.bytes);
        if (is_mark(point.value)) continue;
        const auto special =
            std::find_if(one_for_another.begin(), one_for_another.end(),
                         [&](const auto& pair) { return pair.first == point.value; });
        if (special != one_for_another.end())
            letters += special->second;
        else if (is_of_word(point.value))
            append(letters, point.value);
        else
            letters += ' ';
    }
    std::string plain = folded(collapse(letters));
    for (const std::string_view two : {"ae", "oe", "ue", "aa"})  // for ä, ö, ü and å
        for (std::size_t at = plain.find(two); at != plain.npos; at = plain.find(two, at + 1))
            plain.erase(at + 1, 1);
    return plain;
}

std::string name_in_title(std::string_view title) {
    const std::string text = collapse(title);
    for (const Form& form : title_forms) {
        const auto name = between(text, form);
        if (!name) continue;
        const std::string said = signed_name(*name);
        const bool login = said.find(' ') == said.npos;
        if (!said.empty() && (login ? !is_role(said) : may_be_called(said))) return said;
    }
    // "Stories by Dana Cho on Medium"
    if (const auto rest = between(text, {"Stories by ", ""}))
        if (const std::size_t on = rest->rfind(" on "); on != rest->npos)
            return std::string(rest->substr(0, on));
    return std::string(beside_handle(text));
}

}  // namespace earshot
