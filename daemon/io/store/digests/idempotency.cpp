#include "daemon/io/store/digests/idempotency.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::optional<std::string> Idempotency::id_of(const std::string& key) const {
    return Query(connection_, "SELECT result FROM idempotent WHERE key = ?1")
        .bind(key)
        .first<std::string>();
}

void Idempotency::remember(const std::string& key, const std::string& id, Instant now) {
    AllOrNothing step(connection_);
    Query(connection_,
          "INSERT INTO idempotent (key, result, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
        .bind(key, id, now)
        .run();
    Query(connection_,
          "DELETE FROM idempotent WHERE number <="
          " (SELECT max(number) FROM idempotent) - ?1")
        .bind(kept)
        .run();
    step.keep();
}

}  // namespace earshot::io
