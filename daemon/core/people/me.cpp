#include "earshot/me.hpp"

#include <algorithm>

#include "earshot/feed.hpp"
#include "earshot/person.hpp"
#include "earshot/text.hpp"

namespace earshot {

Me::Me(const MeSettings& settings) : name_(collapse(settings.name)) {
    for (const std::string& account : settings.accounts)
        for (std::string& key : account_keys(account))
            accounts_.insert(std::move(key));
}

bool Me::has(std::string_view account) const {
    if (account.empty()) return false;
    const auto keys = account_keys(account);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return accounts_.contains(key); });
}

bool Me::is(const Actor& actor) const {
    if (!actor.uri.empty()) return has(actor.uri);
    return !name_.empty() && collapse(actor.name) == name_;
}

bool Me::writes(const Source& source, const Feed& feed) const {
    return has(feed.author_uri) || has(feed.link) || has(source.url.reveal());
}

bool is_own(const Source& source) {
    return source.carries == Carries::one_person && !source.owner;
}

}  // namespace earshot
