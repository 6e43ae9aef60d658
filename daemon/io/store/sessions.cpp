#include "daemon/io/store/sessions.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

void Sessions::keep(const std::vector<StoredSession>& sessions) {
    AllOrNothing step(connection_);
    Query(connection_, "DELETE FROM tls_session").run();
    Query insert(connection_,
                 "INSERT INTO tls_session (host, key, session, until) SELECT ?1, ?2, ?3, ?4"
                 " WHERE EXISTS (SELECT 1 FROM source WHERE host = ?1) ON CONFLICT DO NOTHING");
    for (const StoredSession& one : sessions)
        insert.bind(one.host, one.key, Bytes{one.session}, one.until).run();
    step.keep();
}

std::vector<StoredSession> Sessions::take() {
    AllOrNothing step(connection_);
    std::vector<StoredSession> sessions;
    Query query(connection_, "SELECT host, key, session, until FROM tls_session ORDER BY rowid");
    while (query.next()) {
        auto& one = sessions.emplace_back();
        query.read(one.host, one.key, one.session, one.until);
    }
    if (!sessions.empty()) Query(connection_, "DELETE FROM tls_session").run();
    step.keep();
    return sessions;
}

}  // namespace earshot::io
