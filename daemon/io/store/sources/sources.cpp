#include "daemon/io/store/sources/sources.hpp"

#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/source_columns.hpp"
#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

const std::string columns = "SELECT " + columns_of_source + " FROM source";

std::vector<Source> every_source(Query& query) {
    std::vector<Source> sources;
    while (query.next())
        sources.push_back(read_source(query));
    return sources;
}

std::optional<Source> first_source(Query& query) {
    if (!query.next()) return std::nullopt;
    return read_source(query);
}

}  // namespace

SourceId Sources::add(const Source& source, const PollState& state) {
    AllOrNothing step(connection_);
    // The rest of the poll state has no defaults in the schema: save() is the one place for it.
    Query insert(
        connection_,
        "INSERT INTO source (url, host, title, carries, owner, status, interval,"
        " declared_at, options, etag, last_modified, validators_from, body_hash, failures, "
        "gone_polls, problem,"
        " usual_entries, skip_hours, skip_days, moved_to, next_at, next_reason,"
        " next_detail)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', '', '', 0, 0, 0, '', 0, 0, 0, '', 0,"
        " '', '')");
    insert.bind(source.url, source.url.host(), source.title, source.carries, source.owner,
                source.status, source.interval, source.declared_at, to_document(source.options));
    const SourceId id{insert.insert()};
    Polls(connection_).save(id, state);
    step.keep();
    return id;
}

void Sources::update(const Source& source) {
    AllOrNothing step(connection_);
    connection_.log.proof(source.id);  // of a paused one nothing counts
    // At another address it is nobody's double any more, and nobody is its.
    Query(connection_,
          "UPDATE source SET same_as = NULL"
          " WHERE (id = ?1 OR same_as = ?1)"
          " AND (SELECT url FROM source WHERE id = ?1) IS NOT ?2")
        .bind(source.id, source.url)
        .run();
    const auto changed =
        Query(connection_,
              "UPDATE source SET url = ?2, host = ?3, title = ?4, carries = ?5, owner = ?6,"
              " status = ?7, interval = ?8, declared_at = ?9, options = ?10 WHERE id = ?1")
            .bind(source.id, source.url, source.url.host(), source.title, source.carries,
                  source.owner, source.status, source.interval, source.declared_at,
                  to_document(source.options))
            .run();
    if (changed == 0) connection_.fail("there is no such source");
    step.keep();
}

void Sources::remove(SourceId id) {
    AllOrNothing step(connection_);
    for (const PersonId person : Presence(connection_).people_of(id))
        connection_.log.person(person);
    // What is said of the source itself goes with it. What is said of a person stays.
    Query(connection_, "DELETE FROM finding WHERE source = ?1 AND person IS NULL").bind(id).run();
    // Nobody asked for the light people of this source, and nothing else shows them. Those whom an
    // import brought have accounts that the user stated.
    Query(
        connection_,
        "DELETE FROM person WHERE standing = ?2"
        " AND id IN (SELECT person FROM presence WHERE source = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM presence"
        "                 WHERE presence.person = person.id AND presence.source <> ?1)"
        " AND NOT EXISTS (SELECT 1 FROM source WHERE owner = person.id AND source.id <> ?1)"
        " AND NOT EXISTS (SELECT 1 FROM identity WHERE identity.person = person.id AND stated = 1)"
        " AND connected_on IS NULL")
        .bind(id, Standing::light)
        .run();
    Polls(connection_).forget_history(id);
    Query(connection_, "DELETE FROM source WHERE id = ?1").bind(id).run();
    step.keep();
}

std::vector<Source> Sources::all() const {
    static const std::string sql = columns + " ORDER BY id";
    Query query(connection_, sql);
    return every_source(query);
}

std::vector<Source> Sources::declared() const {
    static const std::string sql = columns + " WHERE declared_at <> '' ORDER BY id";
    Query query(connection_, sql);
    return every_source(query);
}

std::vector<Source> Sources::page(SourceId after, std::size_t limit) const {
    static const std::string sql = columns + " WHERE id > ?1 ORDER BY id LIMIT ?2";
    Query query(connection_, sql);
    return every_source(query.bind(after, limit));
}

std::vector<Source> Sources::showing(PersonId person) const {
    static const std::string sql =
        columns + " WHERE id IN (SELECT source FROM presence WHERE person = ?1) ORDER BY id";
    Query query(connection_, sql);
    return every_source(query.bind(person));
}

std::optional<Source> Sources::one(SourceId id) const {
    static const std::string sql = columns + " WHERE id = ?1";
    Query query(connection_, sql);
    return first_source(query.bind(id));
}

std::optional<Source> Sources::by_url(const Url& url) const {
    static const std::string sql = columns + " WHERE url = ?1";
    Query query(connection_, sql);
    return first_source(query.bind(url));
}

int Sources::count_at(const std::string& host) const {
    return Query(connection_, "SELECT count(*) FROM source WHERE host = ?1")
        .bind(host)
        .first<int>()
        .value_or(0);
}

}  // namespace earshot::io
