#include "earshot/person.hpp"

#include <map>
#include <set>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// Logins change case and mean the same account.
std::string lower_account(const std::string& uri) {
    std::string key = account_key(uri);
    for (char& c : key)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return key;
}

/// The different actors of a document: those with an account, and names that none of them has.
std::vector<Actor> different_actors(const std::vector<ReadEntry>& entries) {
    std::map<std::string, Actor> accounts;
    std::map<std::string, Actor> names;
    for (const ReadEntry& read : entries)
        for (const Activity& activity : read.activities) {
            const Actor& actor = activity.actor;
            if (!actor.uri.empty())
                accounts.emplace(lower_account(actor.uri), actor);
            else if (!actor.name.empty())
                names.emplace(folded(actor.name), actor);
        }
    for (const auto& [key, actor] : accounts)
        names.erase(folded(actor.name));
    std::vector<Actor> result;
    for (const auto& [key, actor] : accounts)
        result.push_back(actor);
    for (const auto& [key, actor] : names)
        result.push_back(actor);
    return result;
}

}  // namespace

std::string_view to_text(Standing standing) {
    switch (standing) {
        case Standing::followed: return "followed";
        case Standing::light: return "light";
        case Standing::resting: return "resting";
        case Standing::let_go: return "let-go";
    }
    return "light";
}

std::optional<Standing> parse_standing(std::string_view text) {
    for (const Standing standing :
         {Standing::followed, Standing::light, Standing::resting, Standing::let_go})
        if (to_text(standing) == text) return standing;
    return std::nullopt;
}

std::vector<IdentityKey> identity_keys(const Actor& actor, SourceId source) {
    using Kind = IdentityKey::Kind;
    std::vector<IdentityKey> keys;
    if (!actor.uri.empty()) {
        const std::string exact = account_key(actor.uri);
        const std::string lower = lower_account(actor.uri);
        keys.push_back({Kind::account, exact, std::nullopt});
        if (lower != exact) keys.push_back({Kind::account, lower, std::nullopt});
    }
    const std::string name = collapse(actor.name);
    if (!name.empty()) {
        keys.push_back({Kind::name_in_source, name, source});
        keys.push_back({Kind::name, name, std::nullopt});
    }
    return keys;
}

Carries judge_carries(const std::vector<ReadEntry>& entries) {
    if (entries.empty()) return Carries::undecided;
    return different_actors(entries).size() > 1 ? Carries::many : Carries::one_person;
}

std::string owner_name(const Feed& feed, const std::vector<ReadEntry>& entries, const Url& url) {
    const std::vector<Actor> actors = different_actors(entries);
    if (actors.size() == 1 && !actors.front().name.empty()) return actors.front().name;
    if (!feed.author.empty()) return feed.author;
    if (!feed.title.empty()) return feed.title;
    return url.host();
}

}  // namespace earshot
