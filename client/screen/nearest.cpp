#include "client/screen/nearest.hpp"

#include "earshot/name_match.hpp"

namespace earshot::client {

std::string nearest(std::string_view typed, const std::vector<std::string>& words) {
    const NameQuery query(typed);
    NameMatch best = NameMatch::none;
    std::vector<std::string> found;
    for (const std::string& word : words) {
        NameMatch match = query.match(folded_name(word));
        if (match == NameMatch::inside) match = NameMatch::none;
        if (match == NameMatch::none || match < best) continue;
        if (match > best) found.clear();
        best = match;
        found.push_back(word);
    }
    return found.size() == 1 ? found.front() : std::string();
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& words) {
    const std::string word = nearest(typed, words);
    return word.empty() ? "" : " Did you mean \"" + word + "\"?";
}

}  // namespace earshot::client
