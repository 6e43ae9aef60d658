// Who is who: what hangs on a person and moves when two are found to be one, what people's pages
// claim, and whom the user told apart.

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"

namespace earshot::io {

std::vector<StoredIdentity> Store::identities_of(PersonId id) const {
    Query query(*connection_,
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

void Store::remove_identities(std::span<const IdentityKey> keys) {
    for (const auto& key : keys)
        Query(*connection_,
              "DELETE FROM identity WHERE kind = ?1 AND value = ?2"
              " AND coalesce(source, 0) = coalesce(?3, 0)")
            .bind(key.kind, key.value, key.source)
            .run();
}

Belongings Store::belongings_of(PersonId id) const {
    Belongings belongings;
    belongings.identities = identities_of(id);
    belongings.sources = Query(*connection_, "SELECT id FROM source WHERE owner = ?1 ORDER BY id")
                             .bind(id)
                             .all<SourceId>();
    belongings.activities =
        Query(*connection_, "SELECT id FROM activity WHERE person = ?1 ORDER BY id")
            .bind(id)
            .all<std::int64_t>();
    belongings.findings =
        Query(*connection_, "SELECT number FROM finding WHERE person = ?1 ORDER BY number")
            .bind(id)
            .all<FindingNumber>();
    return belongings;
}

void Store::give(const Belongings& belongings, PersonId to) {
    AllOrNothing step(*connection_);
    for (const auto& [key, stated] : belongings.identities)
        Query(*connection_,
              "INSERT INTO identity (kind, value, source, person, stated)"
              " VALUES (?1, ?2, ?3, ?4, ?5)"
              " ON CONFLICT (kind, value, coalesce(source, 0))"
              " DO UPDATE SET person = ?4, stated = ?5")
            .bind(key.kind, key.value, key.source, to, stated)
            .run();
    for (const SourceId id : belongings.sources)
        Query(*connection_, "UPDATE source SET owner = ?2 WHERE id = ?1").bind(id, to).run();
    for (const std::int64_t id : belongings.activities)
        Query(*connection_, "UPDATE activity SET person = ?2 WHERE id = ?1").bind(id, to).run();
    for (const FindingNumber number : belongings.findings)
        Query(*connection_, "UPDATE finding SET person = ?2 WHERE number = ?1")
            .bind(number, to)
            .run();
    step.keep();
}

void Store::find_presence(PersonId id) {
    AllOrNothing step(*connection_);
    Query(*connection_, "DELETE FROM presence WHERE person = ?1").bind(id).run();
    Query(*connection_,
          "INSERT INTO presence (person, source, next_check)"
          " SELECT ?1, shown.source, (SELECT next_check FROM person_state WHERE person = ?1)"
          " FROM (SELECT source FROM activity WHERE person = ?1 AND source IS NOT NULL"
          "       UNION SELECT id FROM source WHERE owner = ?1) AS shown")
        .bind(id)
        .run();
    step.keep();
}

void Store::hide(PersonId id, PersonId into) {
    AllOrNothing step(*connection_);
    Query(*connection_, "UPDATE person SET merged_into = ?2 WHERE id = ?1").bind(id, into).run();
    Query(*connection_, "DELETE FROM presence WHERE person = ?1").bind(id).run();
    Query(*connection_, "UPDATE person_state SET next_check = NULL WHERE person = ?1")
        .bind(id)
        .run();
    step.keep();
}

void Store::show_again(PersonId id) {
    Query(*connection_, "UPDATE person SET merged_into = NULL WHERE id = ?1").bind(id).run();
}

void Store::add(const Claim& claim, Instant now) {
    Query(*connection_,
          "INSERT INTO claim (person, account, origin, at) VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT DO NOTHING")
        .bind(claim.by, claim.account, claim.origin, now)
        .run();
}

std::vector<Claim> Store::claims() const {
    Query query(*connection_,
                "SELECT coalesce(person.merged_into, person.id), claim.account, claim.origin"
                " FROM claim JOIN person ON person.id = claim.person"
                " ORDER BY claim.person, claim.account");
    std::vector<Claim> claims;
    while (query.next()) {
        auto& [by, account, origin] = claims.emplace_back();
        query.read(by, account, origin);
    }
    return claims;
}

void Store::keep_apart(PersonId a, PersonId b) {
    const auto [one, other] = std::minmax(a, b);
    Query(*connection_, "INSERT INTO apart (one, other) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        .bind(one, other)
        .run();
}

std::set<Pair> Store::apart() const {
    Query query(*connection_, "SELECT one, other FROM apart");
    std::set<Pair> pairs;
    while (query.next()) {
        Pair pair;
        query.read(pair.first, pair.second);
        pairs.insert(pair);
    }
    return pairs;
}

}  // namespace earshot::io
