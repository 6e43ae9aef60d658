#include "daemon/io/store/people/circles.hpp"

#include "daemon/io/store/people/stored_line.hpp"
#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::optional<OwnLine> Circles::own_line(const std::string& circle) const {
    return line_of(Query(connection_, "SELECT quiet_after FROM circle WHERE name = ?1")
                       .bind(circle)
                       .first<Span>());
}

void Circles::set(const std::string& circle, const std::optional<OwnLine>& line) {
    if (!line) {
        Query(connection_, "DELETE FROM circle WHERE name = ?1").bind(circle).run();
        return;
    }
    Query(connection_,
          "INSERT INTO circle (name, quiet_after) VALUES (?1, ?2)"
          " ON CONFLICT (name) DO UPDATE SET quiet_after = ?2")
        .bind(circle, stored(*line))
        .run();
}

}  // namespace earshot::io
