#include "daemon/io/store/people/claims.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

void Claims::add(const Claim& claim, Instant now) {
    Query(connection_,
          "INSERT INTO claim (person, account, origin, at) VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT DO NOTHING")
        .bind(claim.by, claim.account, claim.origin, now)
        .run();
    connection_.log.person(claim.by);
}

std::vector<Claim> Claims::all() const {
    Query query(connection_,
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

}  // namespace earshot::io
