#include "daemon/io/store/changes.hpp"

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"

namespace earshot::io {

namespace {

const std::string columns =
    "SELECT number, at, kind, sentence, people, document, undone_at FROM change";

StoredChange read_change(Connection& connection, Query& query) {
    StoredChange change;
    std::string people;
    query.read(change.number, change.at, change.kind, change.sentence, people, change.document,
               change.undone_at);
    if (!from_json(people, change.people)) {
        connection.fail("the people of a change cannot be read");
    }
    return change;
}

std::vector<StoredChange> read_all(Connection& connection, Query& query) {
    std::vector<StoredChange> changes;
    while (query.next())
        changes.push_back(read_change(connection, query));
    return changes;
}

}  // namespace

std::int64_t Changes::add(const StoredChange& change) {
    AllOrNothing step(connection_);
    Query(connection_, "DELETE FROM change WHERE at < ?1").bind(change.at - kept).run();
    Query insert(connection_,
                 "INSERT INTO change (at, kind, sentence, people, document, undone_at)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    insert.bind(change.at, change.kind, change.sentence, to_json(change.people), change.document,
                change.undone_at);
    const std::int64_t number = insert.insert();
    step.keep();
    return number;
}

void Changes::set_undone(std::int64_t number, Instant at) {
    const auto changed = Query(connection_, "UPDATE change SET undone_at = ?2 WHERE number = ?1")
                             .bind(number, at)
                             .run();
    if (changed == 0) connection_.fail("there is no such change");
}

bool Changes::grow(const StoredChange& change) {
    AllOrNothing step(connection_);
    const auto changed = Query(connection_,
                               "UPDATE change SET sentence = ?2, people = ?3"
                               " WHERE number = ?1 AND undone_at IS NULL")
                             .bind(change.number, change.sentence, to_json(change.people))
                             .run();
    if (changed == 0) return false;
    Query(connection_, "INSERT INTO change_part (change, document) VALUES (?1, ?2)")
        .bind(change.number, change.document)
        .run();
    step.keep();
    return true;
}

std::vector<std::string> Changes::documents(std::int64_t number) const {
    std::vector<std::string> all;
    Query query(connection_,
                "SELECT document FROM (SELECT 0 AS id, document FROM change WHERE number = ?1"
                " UNION ALL SELECT id, document FROM change_part WHERE change = ?1) ORDER BY id");
    query.bind(number);
    while (query.next())
        query.read(all.emplace_back());
    return all;
}

std::optional<StoredChange> Changes::one(std::int64_t number) const {
    static const std::string sql = columns + " WHERE number = ?1";
    Query query(connection_, sql);
    if (!query.bind(number).next()) return std::nullopt;
    return read_change(connection_, query);
}

std::vector<StoredChange> Changes::newest(std::size_t limit) const {
    static const std::string sql = columns + " ORDER BY number DESC LIMIT ?1";
    Query query(connection_, sql);
    query.bind(limit);
    return read_all(connection_, query);
}

std::vector<StoredChange> Changes::all() const {
    static const std::string sql = columns + " ORDER BY number DESC";
    Query query(connection_, sql);
    return read_all(connection_, query);
}

}  // namespace earshot::io
