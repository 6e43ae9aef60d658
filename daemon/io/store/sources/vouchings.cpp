#include "daemon/io/store/sources/vouchings.hpp"

#include <cstdint>

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

Vouching Vouchings::of(SourceId id) const {
    Vouching vouching;
    Query query(connection_, "SELECT at, named FROM heard WHERE source = ?1 ORDER BY number");
    query.bind(id);
    while (query.next()) {
        auto& entry = vouching.heard.emplace_back();
        query.read(entry.at, entry.named);
    }
    return vouching;
}

void Vouchings::save(SourceId id, const Vouching& vouching) {
    AllOrNothing step(connection_);
    connection_.log.proof(id);
    Query(connection_, "DELETE FROM heard WHERE source = ?1").bind(id).run();
    Query insert(connection_,
                 "INSERT INTO heard (source, number, at, named) VALUES (?1, ?2, ?3, ?4)");
    std::int64_t number = 0;
    for (const Heard& entry : vouching.heard)
        insert.bind(id, ++number, entry.at, entry.named).run();
    step.keep();
}

}  // namespace earshot::io
