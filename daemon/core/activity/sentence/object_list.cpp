#include "daemon/core/activity/sentence/object_list.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/activity/sentence/written_number.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

// Behind a name, after a comma: degrees, generations, kinds of firm.
constexpr std::array<std::string_view, 40> credentials{
    "PhD",   "Ph.D.", "Ph.D", "MD",   "M.D.", "DDS",  "DVM",  "JD",  "J.D.", "Esq.",
    "Esq",   "MBA",   "MSc",  "MS",   "MA",   "BSc",  "BA",   "CPA", "CFA",  "PMP",
    "CISSP", "RN",    "PE",   "P.E.", "PHR",  "SPHR", "Jr.",  "Jr",  "Sr.",  "Sr",
    "II",    "III",   "IV",   "Ltd",  "Ltd.", "Inc",  "Inc.", "LLC", "GmbH", "S.A."};

/// Whether this begins with a credential as a word of its own.
bool credential_follows(std::string_view text) {
    return std::ranges::any_of(credentials, [text](std::string_view word) {
        return text.starts_with(word) &&
               (text.size() == word.size() || text[word.size()] == ' ' || text[word.size()] == ',');
    });
}

// East Asian lists have no space around what joins.
constexpr std::array<std::string_view, 4> commas{", ", "、", "，", "، "};

struct Found {
    std::size_t at = std::string_view::npos;
    std::size_t size = 0;
};

/// The first comma between two names.
Found first_comma(std::string_view text) {
    Found best;
    for (const std::string_view comma : commas) {
        std::size_t at = text.find(comma);
        while (at < best.at && credential_follows(text.substr(at + comma.size())))
            at = text.find(comma, at + 1);
        if (at < best.at) best = {at, comma.size()};
    }
    return best;
}

/// Words of letters have spaces around them; "和" and "と" have none, " ו" has what it says.
std::string joined(const std::string& word) {
    if (word.starts_with(' ') || word.ends_with(' ')) return word;
    const bool spaced = static_cast<unsigned char>(word.front()) < 0xE3;
    return spaced ? " " + word + " " : word;
}

/// "3 others", "12 other people", "他3人": the number, else 0.
int unnamed(std::string_view text, const ListWords& words) {
    const WrittenNumber number = first_number(text);
    if (number.value < 1) return 0;
    const std::string rest = collapse(std::string(text.substr(0, number.at)) + " " +
                                      std::string(text.substr(number.at + number.size)));
    return std::ranges::find(words.others, rest) == words.others.end() ? 0 : number.value;
}

void take(std::string_view part, const ListWords& words, NamedObjects& into) {
    const std::string name = collapse(part);
    if (name.empty()) return;
    if (const int more = unnamed(name, words); more > 0)
        into.more = std::min(into.more + more, WrittenNumber::most);
    else if (into.names.size() < max_listed_objects)
        into.names.push_back(name);
    else
        ++into.more;
}

/// Where the last " and " begins, and how long it is.
Found last_conjunction(std::string_view text, const ListWords& words) {
    Found best;
    for (const std::string& word : words.conjunctions) {
        if (text.find(word) == text.npos) continue;
        const std::string joining = joined(word);
        const std::size_t at = text.rfind(joining);
        if (at != text.npos && at > 0 && (best.size == 0 || at > best.at))
            best = {at, joining.size()};
    }
    return best;
}

}  // namespace

NamedObjects split_objects(std::string_view text, const ListWords& words) {
    NamedObjects result;
    std::string_view rest = text;
    for (Found comma; (comma = first_comma(rest)).size > 0;) {
        take(rest.substr(0, comma.at), words, result);
        rest.remove_prefix(comma.at + comma.size);
    }
    for (const std::string& word : words.conjunctions)  // "B, C, and D"
        if (rest.starts_with(word) && rest.substr(word.size()).starts_with(' ') &&
            !result.names.empty()) {
            rest.remove_prefix(word.size() + 1);
            break;
        }
    if (const Found last = last_conjunction(rest, words); last.size > 0) {
        take(rest.substr(0, last.at), words, result);
        rest.remove_prefix(last.at + last.size);
    }
    take(rest, words, result);
    return result;
}

}  // namespace earshot
