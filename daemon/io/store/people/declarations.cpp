#include "daemon/io/store/people/declarations.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::optional<LaidOver> Declarations::of(PersonId id) const {
    const auto document = Query(connection_, "SELECT document FROM laid_over WHERE person = ?1")
                              .bind(id)
                              .first<std::string>();
    if (!document) return std::nullopt;
    const auto over = laid_over_from_json(*document);
    if (!over) connection_.fail("what a declaration covers cannot be read");
    return *over;
}

void Declarations::set(PersonId id, const LaidOver& over) {
    Query(connection_,
          "INSERT INTO laid_over (person, document) VALUES (?1, ?2)"
          " ON CONFLICT (person) DO UPDATE SET document = ?2")
        .bind(id, to_json(over))
        .run();
}

void Declarations::forget(PersonId id) {
    Query(connection_, "DELETE FROM laid_over WHERE person = ?1").bind(id).run();
}

}  // namespace earshot::io
