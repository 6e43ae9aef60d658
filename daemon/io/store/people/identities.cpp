#include "daemon/io/store/people/identities.hpp"

#include <algorithm>

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

enum class Origin { learned = 0, stated = 1 };

void add_identity(Connection& connection, PersonId id, const IdentityKey& key, Origin origin) {
    if (key.value.empty()) return;
    const int added = Query(connection,
                            "INSERT INTO identity (kind, value, source, person, stated)"
                            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")
                          .bind(key.kind, key.value, key.source, id, static_cast<int>(origin))
                          .run();
    if (added > 0) connection.log.person(id);
}

}  // namespace

std::vector<StoredIdentity> Identities::of(PersonId id) const {
    Query query(connection_,
                "SELECT kind, value, source, stated FROM identity WHERE person = ?1"
                " ORDER BY kind, value, source");
    query.bind(id);
    std::vector<StoredIdentity> identities;
    while (query.next()) {
        auto& [key, stated] = identities.emplace_back();
        query.read(key.kind, key.value, key.source, stated);
    }
    return identities;
}

std::vector<std::string> Identities::accounts_of(PersonId id) const {
    return Query(connection_, "SELECT value FROM identity WHERE person = ?1 AND kind = ?2")
        .bind(id, IdentityKey::Kind::account)
        .all<std::string>();
}

std::vector<std::pair<PersonId, std::string>> Identities::accounts() const {
    Query query(connection_,
                "SELECT person, value FROM identity WHERE kind = ?1 ORDER BY person, value");
    query.bind(IdentityKey::Kind::account);
    std::vector<std::pair<PersonId, std::string>> accounts;
    while (query.next()) {
        auto& [person, account] = accounts.emplace_back();
        query.read(person, account);
    }
    return accounts;
}

std::optional<PersonId> Identities::find(std::span<const IdentityKey> keys) const {
    for (const auto& key : keys) {
        const auto id = Query(connection_,
                              "SELECT person FROM identity WHERE kind = ?1 AND value = ?2"
                              " AND coalesce(source, 0) = coalesce(?3, 0)")
                            .bind(key.kind, key.value, key.source)
                            .first<PersonId>();
        if (id) return id;
    }
    return std::nullopt;
}

void Identities::add(PersonId id, std::span<const IdentityKey> keys) {
    for (const auto& key : keys)
        add_identity(connection_, id, key, Origin::learned);
}

void Identities::replace_stated(PersonId id, std::span<const IdentityKey> keys) {
    AllOrNothing step(connection_);
    connection_.log.person(id);
    Query(connection_, "DELETE FROM identity WHERE person = ?1 AND stated = 1").bind(id).run();
    for (const auto& key : keys)
        add_identity(connection_, id, key, Origin::stated);
    step.keep();
}

void Identities::remove(std::span<const IdentityKey> keys) {
    for (const auto& key : keys) {
        if (const auto person = find({&key, 1})) connection_.log.person(*person);
        Query(connection_,
              "DELETE FROM identity WHERE kind = ?1 AND value = ?2"
              " AND coalesce(source, 0) = coalesce(?3, 0)")
            .bind(key.kind, key.value, key.source)
            .run();
    }
}

void Identities::keep_apart(PersonId a, PersonId b) {
    const auto [one, other] = std::minmax(a, b);
    Query(connection_, "INSERT INTO apart (one, other) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        .bind(one, other)
        .run();
    connection_.log.person(one);
    connection_.log.person(other);
}

void Identities::put_together(PersonId a, PersonId b) {
    const auto [one, other] = std::minmax(a, b);
    Query(connection_, "DELETE FROM apart WHERE one = ?1 AND other = ?2").bind(one, other).run();
    connection_.log.person(one);
    connection_.log.person(other);
}

std::set<Pair> Identities::apart() const {
    Query query(connection_, "SELECT one, other FROM apart");
    std::set<Pair> pairs;
    while (query.next()) {
        Pair pair;
        query.read(pair.first, pair.second);
        pairs.insert(pair);
    }
    return pairs;
}

}  // namespace earshot::io
