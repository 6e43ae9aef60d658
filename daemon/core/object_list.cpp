#include "daemon/core/object_list.hpp"

#include <charconv>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// "3 others", "12 other people": the number, else 0.
int unnamed(std::string_view text, const ListWords& words) {
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || count < 1) return 0;
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    for (const std::string& word : words.others)
        if (rest.size() == word.size() + 1 && rest.front() == ' ' && rest.substr(1) == word)
            return count;
    return 0;
}

void take(std::string_view part, const ListWords& words, NamedObjects& into) {
    const std::string name = collapse(part);
    if (name.empty()) return;
    if (const int more = unnamed(name, words); more > 0)
        into.more += more;
    else if (into.names.size() < max_listed_objects)
        into.names.push_back(name);
    else
        ++into.more;
}

/// Where the last " and " begins, and how long it is.
std::pair<std::size_t, std::size_t> last_conjunction(std::string_view text,
                                                     const ListWords& words) {
    std::pair<std::size_t, std::size_t> best{std::string_view::npos, 0};
    for (const std::string& word : words.conjunctions) {
        const std::string joined = " " + word + " ";
        const std::size_t at = text.rfind(joined);
        if (at != std::string_view::npos && (best.second == 0 || at > best.first))
            best = {at, joined.size()};
    }
    return best;
}

}  // namespace

NamedObjects split_objects(std::string_view text, const ListWords& words) {
    NamedObjects result;
    std::string_view rest = text;
    for (std::size_t comma; (comma = rest.find(", ")) != std::string_view::npos;) {
        take(rest.substr(0, comma), words, result);
        rest.remove_prefix(comma + 2);
    }
    for (const std::string& word : words.conjunctions)  // "B, C, and D"
        if (rest.starts_with(word + " ") && !result.names.empty()) {
            rest.remove_prefix(word.size() + 1);
            break;
        }
    const auto [at, length] = last_conjunction(rest, words);
    if (length > 0) {
        take(rest.substr(0, at), words, result);
        rest.remove_prefix(at + length);
    }
    take(rest, words, result);
    return result;
}

}  // namespace earshot
