#include "daemon/io/store/sources/pulses.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

FeedPulse Pulses::of(SourceId id) const {
    FeedPulse pulse;
    Query query(connection_,
                "SELECT last, weight, mean_log_gap, last_item, patience FROM pulse"
                " WHERE source = ?1");
    if (query.bind(id).next()) {
        query.read(pulse.rhythm.last, pulse.rhythm.weight, pulse.rhythm.mean_log_gap,
                   pulse.last_item, pulse.patience);
    }
    return pulse;
}

void Pulses::save(SourceId id, const FeedPulse& pulse) {
    Query(connection_,
          "INSERT INTO pulse (source, last, weight, mean_log_gap, last_item, patience)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
          " ON CONFLICT (source) DO UPDATE SET last = ?2, weight = ?3, mean_log_gap = ?4,"
          " last_item = ?5, patience = ?6")
        .bind(id, pulse.rhythm.last, pulse.rhythm.weight, pulse.rhythm.mean_log_gap,
              pulse.last_item, pulse.patience)
        .run();
}

}  // namespace earshot::io
