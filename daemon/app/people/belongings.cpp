#include "daemon/app/people/belongings.hpp"

#include <algorithm>
#include <set>

#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/sources/activities.hpp"

namespace earshot::app {

/// The part of somebody's belongings that this account is: its keys and what its actor did in feeds
/// that carry many.
io::Belongings part_of(const io::Store& store, PersonId id, const std::vector<IdentityKey>& keys) {
    std::set<std::string> wanted;
    for (const IdentityKey& key : keys)
        wanted.insert(key.value);
    const auto names_it = [&](const std::string& uri) {
        const auto theirs = account_keys(uri);
        return std::any_of(theirs.begin(), theirs.end(),
                           [&](const std::string& key) { return wanted.contains(key); });
    };
    io::Belongings part;
    for (const io::StoredIdentity& identity : store.identities.of(id))
        if (identity.key.kind == IdentityKey::Kind::account && names_it(identity.key.value))
            part.identities.push_back(identity);
    std::set<SourceId> own;
    for (const SourceId source : store.belongings.of(id).sources)
        own.insert(source);
    io::ActivityQuery query;
    query.person = id;
    query.limit.reset();
    for (const io::StoredActivity& activity : store.activities.find(query))
        if (activity.source && !own.contains(*activity.source) &&
            names_it(activity.news.activity.actor.uri))
            part.activities.push_back(activity.id);
    return part;
}

/// The same person without this account.
Person without(Person person, const std::vector<IdentityKey>& keys) {
    std::erase_if(person.accounts, [&](const std::string& account) {
        for (const std::string& key : account_keys(account))
            for (const IdentityKey& gone : keys)
                if (key == gone.value) return true;
        return false;
    });
    return person;
}

io::Belongings activities_of(const io::Activities& activities, PersonId id, SourceId source) {
    io::Belongings part;
    io::ActivityQuery query;
    query.person = id;
    query.source = source;
    query.limit.reset();
    for (const io::StoredActivity& activity : activities.find(query))
        part.activities.push_back(activity.id);
    return part;
}

}  // namespace earshot::app
