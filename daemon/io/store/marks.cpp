#include "daemon/io/store/marks.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::optional<Instant> Marks::at(const std::string& name) const {
    return Query(connection_, "SELECT at FROM mark WHERE name = ?1").bind(name).first<Instant>();
}

void Marks::set(const std::string& name, Instant at) {
    Query(connection_,
          "INSERT INTO mark (name, at) VALUES (?1, ?2)"
          " ON CONFLICT (name) DO UPDATE SET at = excluded.at")
        .bind(name, at)
        .run();
}

void Marks::forget(const std::string& name) {
    Query(connection_, "DELETE FROM mark WHERE name = ?1").bind(name).run();
}

std::string Marks::install_id() const {
    return Query(connection_, "SELECT value FROM meta WHERE name = 'install_id'")
        .first<std::string>()
        .value();
}

}  // namespace earshot::io
