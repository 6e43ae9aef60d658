#include "daemon/io/store/people/touches.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::int64_t Touches::add(PersonId id, const Touch& touch) {
    Query insert(connection_,
                 "INSERT INTO touch (person, at, how, note, seen) VALUES (?1, ?2, ?3, ?4, ?5)"
                 " RETURNING id");
    insert.bind(id, touch.at, touch.how, touch.note, touch.seen);
    const auto number = insert.first<std::int64_t>().value();
    insert.run();
    return number;
}

void Touches::remove(std::int64_t touch) {
    Query(connection_, "DELETE FROM touch WHERE id = ?1").bind(touch).run();
}

std::vector<Touch> Touches::of(PersonId id, std::size_t limit) const {
    Query query(connection_,
                "SELECT at, how, note, seen FROM touch WHERE person = ?1"
                " OR person IN (SELECT id FROM person WHERE merged_into = ?1)"
                " ORDER BY at DESC, id DESC LIMIT ?2");
    query.bind(id, limit);
    std::vector<Touch> touches;
    while (query.next()) {
        Touch& touch = touches.emplace_back();
        query.read(touch.at, touch.how, touch.note, touch.seen);
    }
    return touches;
}

}  // namespace earshot::io
