#include "earshot/stated_identities.hpp"

namespace earshot {

std::vector<IdentityKey> stated_identities(const Person& person) {
    std::vector<IdentityKey> keys;
    for (const auto& account : person.accounts)
        for (const auto& key : account_identities(account))
            keys.push_back(key);
    if (person.standing == Standing::light) return keys;
    keys.push_back({IdentityKey::Kind::name, person.name, std::nullopt});
    for (const auto& name : person.names)
        keys.push_back({IdentityKey::Kind::name, name, std::nullopt});
    return keys;
}

}  // namespace earshot
