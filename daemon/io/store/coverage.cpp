// Coverage and the pulse of feeds that carry many.

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

std::vector<Stretch> lost_stretches(Store::Connection& connection, SourceId id) {
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

Coverage Store::coverage(SourceId id) const {
    Coverage coverage;
    coverage.lost = lost_stretches(*connection_, id);
    Query query(*connection_, "SELECT proven_until FROM source WHERE id = ?1");
    if (query.bind(id).next()) query.read(coverage.proven_until);
    return coverage;
}

void Store::save(SourceId id, const Coverage& coverage) {
    const auto move_proof = [&] {
        const auto changed =
            Query(*connection_, "UPDATE source SET proven_until = ?2 WHERE id = ?1")
                .bind(id, coverage.proven_until)
                .run();
        if (changed == 0) connection_->fail("there is no such source");
    };
    // Time is lost rarely: nearly every poll moves the proof only.
    if (lost_stretches(*connection_, id) == coverage.lost) return move_proof();
    AllOrNothing step(*connection_);
    move_proof();
    Query(*connection_, "DELETE FROM lost_stretch WHERE source = ?1").bind(id).run();
    Query insert(*connection_,
                 "INSERT INTO lost_stretch (source, lost_from, lost_to) VALUES (?1, ?2, ?3)");
    for (const auto& stretch : coverage.lost)
        insert.bind(id, stretch.from, stretch.to).run();
    step.keep();
}

FeedPulse Store::pulse(SourceId id) const {
    FeedPulse pulse;
    Query query(*connection_,
                "SELECT last, weight, mean_log_gap, last_item, patience FROM pulse"
                " WHERE source = ?1");
    if (query.bind(id).next()) {
        query.read(pulse.rhythm.last, pulse.rhythm.weight, pulse.rhythm.mean_log_gap,
                   pulse.last_item, pulse.patience);
    }
    return pulse;
}

void Store::save(SourceId id, const FeedPulse& pulse) {
    Query(*connection_,
          "INSERT INTO pulse (source, last, weight, mean_log_gap, last_item, patience)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
          " ON CONFLICT (source) DO UPDATE SET last = ?2, weight = ?3, mean_log_gap = ?4,"
          " last_item = ?5, patience = ?6")
        .bind(id, pulse.rhythm.last, pulse.rhythm.weight, pulse.rhythm.mean_log_gap,
              pulse.last_item, pulse.patience)
        .run();
}

}  // namespace earshot::io
