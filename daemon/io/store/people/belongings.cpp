#include "daemon/io/store/people/belongings.hpp"

#include "daemon/io/store/people/identities.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

Belongings Ownership::of(PersonId id) const {
    Belongings belongings;
    belongings.identities = Identities(connection_).of(id);
    belongings.sources = Query(connection_, "SELECT id FROM source WHERE owner = ?1 ORDER BY id")
                             .bind(id)
                             .all<SourceId>();
    belongings.activities =
        Query(connection_, "SELECT id FROM activity WHERE person = ?1 ORDER BY id")
            .bind(id)
            .all<std::int64_t>();
    belongings.findings =
        Query(connection_, "SELECT number FROM finding WHERE person = ?1 ORDER BY number")
            .bind(id)
            .all<FindingNumber>();
    return belongings;
}

void Ownership::give(const Belongings& belongings, PersonId to) {
    AllOrNothing step(connection_);
    connection_.log.person(to);
    for (const auto& [key, stated] : belongings.identities) {
        if (const auto before = Identities(connection_).find({&key, 1}))
            connection_.log.person(*before);
        Query(connection_,
              "INSERT INTO identity (kind, value, source, person, stated)"
              " VALUES (?1, ?2, ?3, ?4, ?5)"
              " ON CONFLICT (kind, value, coalesce(source, 0))"
              " DO UPDATE SET person = ?4, stated = ?5")
            .bind(key.kind, key.value, key.source, to, stated)
            .run();
    }
    for (const SourceId id : belongings.sources)
        Query(connection_, "UPDATE source SET owner = ?2 WHERE id = ?1").bind(id, to).run();
    for (const std::int64_t id : belongings.activities)
        Query(connection_, "UPDATE activity SET person = ?2 WHERE id = ?1").bind(id, to).run();
    for (const FindingNumber number : belongings.findings)
        Query(connection_, "UPDATE finding SET person = ?2 WHERE number = ?1")
            .bind(number, to)
            .run();
    step.keep();
}

}  // namespace earshot::io
