#include "daemon/io/store/people/touches.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::int64_t Touches::add(PersonId id, const Touch& touch) {
    const std::int64_t number =
        Query(connection_,
              "INSERT INTO touch (person, at, how, note, seen) VALUES (?1, ?2, ?3, ?4, ?5)")
            .bind(id, touch.at, touch.how, touch.note, touch.seen)
            .insert();
    note_written(id);
    return number;
}

void Touches::remove(std::int64_t touch) {
    const auto person =
        Query(connection_, "SELECT person FROM touch WHERE id = ?1").bind(touch).first<PersonId>();
    Query(connection_, "DELETE FROM touch WHERE id = ?1").bind(touch).run();
    if (person) note_written(*person);
}

/// A touch counts for whom its person was merged into.
void Touches::note_written(PersonId id) {
    connection_.log.person(id);
    const auto shown = Query(connection_, "SELECT merged_into FROM person WHERE id = ?1")
                           .bind(id)
                           .first<std::optional<PersonId>>()
                           .value_or(std::nullopt);
    if (shown) connection_.log.person(*shown);
}

std::vector<Touch> Touches::of(PersonId id, std::size_t limit) const {
    // Sorted here: every look asks, of people who mostly have none, and SQLite would make a table
    // for it each time.
    Query query(connection_,
                "SELECT id, at, how, note, seen FROM touch WHERE person = ?1"
                " OR person IN (SELECT id FROM person WHERE merged_into = ?1)");
    query.bind(id);
    std::vector<std::pair<std::int64_t, Touch>> found;
    while (query.next()) {
        auto& [number, touch] = found.emplace_back();
        query.read(number, touch.at, touch.how, touch.note, touch.seen);
    }
    std::ranges::sort(found, std::greater(),
                      [](const auto& one) { return std::pair(one.second.at, one.first); });
    std::vector<Touch> touches;
    for (auto& [number, touch] : found)
        if (touches.size() < limit) touches.push_back(std::move(touch));
    return touches;
}

}  // namespace earshot::io
