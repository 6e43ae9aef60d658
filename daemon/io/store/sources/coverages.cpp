#include "daemon/io/store/sources/coverages.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

std::vector<Stretch> lost_stretches(Connection& connection, SourceId id) {
    Query query(connection,
                "SELECT lost_from, lost_to FROM lost_stretch WHERE source = ?1"
                " ORDER BY lost_from");
    query.bind(id);
    std::vector<Stretch> lost;
    while (query.next()) {
        auto& stretch = lost.emplace_back();
        query.read(stretch.from, stretch.to);
    }
    return lost;
}

}  // namespace

Coverage Coverages::of(SourceId id) const {
    Coverage coverage;
    coverage.lost = lost_stretches(connection_, id);
    coverage.proven_until = proven_until(id);
    return coverage;
}

std::optional<Instant> Coverages::proven_until(SourceId id) const {
    return Query(connection_, "SELECT proven_until FROM source WHERE id = ?1")
        .bind(id)
        .first<std::optional<Instant>>()
        .value_or(std::nullopt);
}

void Coverages::save(SourceId id, const Coverage& coverage) {
    const auto move_proof = [&] {
        const auto changed = Query(connection_, "UPDATE source SET proven_until = ?2 WHERE id = ?1")
                                 .bind(id, coverage.proven_until)
                                 .run();
        if (changed == 0) connection_.fail("there is no such source");
    };
    // Time is lost rarely: nearly every poll moves the proof only.
    if (lost_stretches(connection_, id) == coverage.lost) return move_proof();
    AllOrNothing step(connection_);
    connection_.log.proof(id);
    move_proof();
    Query(connection_, "DELETE FROM lost_stretch WHERE source = ?1").bind(id).run();
    Query insert(connection_,
                 "INSERT INTO lost_stretch (source, lost_from, lost_to) VALUES (?1, ?2, ?3)");
    for (const auto& stretch : coverage.lost)
        insert.bind(id, stretch.from, stretch.to).run();
    step.keep();
}

}  // namespace earshot::io
