#include "earshot/person.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "earshot/reader.hpp"
#include "earshot/text.hpp"
#include "earshot/words.hpp"

namespace earshot {
namespace {

std::string lower(std::string key) {
    for (char& c : key)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return key;
}

std::string lower_account(const std::string& uri) {
    return lower(account_key(uri));
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// "host/users/22/ann-quill" without the name; empty when the key has another shape.
std::string without_name(const std::string& key) {
    constexpr std::array<std::string_view, 7> words{"users",   "user",     "u",     "members",
                                                    "profile", "profiles", "people"};
    const std::size_t name = key.rfind('/');
    if (name == key.npos || name == 0) return {};
    const std::size_t number = key.rfind('/', name - 1);
    if (number == key.npos || number == 0) return {};
    const std::size_t word = key.rfind('/', number - 1);
    if (word == key.npos) return {};
    const std::string_view text = key;
    if (!is_number(text.substr(number + 1, name - number - 1))) return {};
    const std::string_view before = text.substr(word + 1, number - word - 1);
    if (std::find(words.begin(), words.end(), before) == words.end()) return {};
    return key.substr(0, name);
}

/// Of "host/path" and "somebody@host"; empty for what has none ("uid:17").
std::string_view host_of(std::string_view key) {
    const std::string_view authority = key.substr(0, key.find_first_of("/?#"));
    const std::string_view host = authority.substr(authority.rfind('@') + 1);
    return host.find('.') == host.npos || authority.starts_with("uid:") ? std::string_view() : host;
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
    return {};
}

std::optional<Standing> parse_standing(std::string_view text) {
    return parse_word<Standing>(text);
}

std::string_view to_text(NameFrom from) {
    switch (from) {
        case NameFrom::user: return "user";
        case NameFrom::feed: return "feed";
        case NameFrom::title: return "title";
    }
    return {};
}

std::optional<NameFrom> parse_name_from(std::string_view text) {
    return parse_word<NameFrom>(text);
}

std::string main_circle(const Person& person) {
    return person.circles.empty() ? std::string() : person.circles.front();
}

std::string_view to_text(IdentityKey::Kind kind) {
    switch (kind) {
        case IdentityKey::Kind::account: return "account";
        case IdentityKey::Kind::name_in_source: return "name in source";
        case IdentityKey::Kind::name: return "name";
    }
    return {};
}

std::vector<std::string> account_keys(std::string_view uri) {
    std::vector<std::string> keys;
    const std::string exact = account_key(uri);
    if (exact.empty()) return keys;
    const std::string low = lower(exact);
    for (const std::string& key : {exact, low, without_name(low)})
        if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    return keys;
}

std::vector<IdentityKey> account_identities(std::string_view uri) {
    std::vector<IdentityKey> keys;
    for (std::string& key : account_keys(uri))
        keys.push_back({IdentityKey::Kind::account, std::move(key), std::nullopt});
    return keys;
}

bool are_rivals(std::string_view account, std::string_view other) {
    const std::string_view host = host_of(account);
    if (host.empty() || host != host_of(other)) return false;
    if (account == host || other == host) return false;  // the home page of anybody there
    const auto ours = account_keys(account);
    const auto theirs = account_keys(other);
    return std::find_first_of(ours.begin(), ours.end(), theirs.begin(), theirs.end()) == ours.end();
}

std::vector<IdentityKey> identity_keys(const Actor& actor, SourceId source) {
    using Kind = IdentityKey::Kind;
    std::vector<IdentityKey> keys = account_identities(actor.uri);
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
