#include "daemon/io/store/glances.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

const std::string of_source =
    "SELECT id, carries, owner, status, interval, last_attempt, last_good, failing_since, failures,"
    " next_at, next_reason, proven_until, recovering, made, made_since, renewals,"
    " CASE options WHEN '' THEN 0 ELSE coalesce(options ->> 'insecure', 0) END FROM source";

const std::string of_person =
    "SELECT id, standing, coalesce(circles ->> 0, ''), last, coalesce(weight, 0), "
    "coalesce(mean_log_gap, 0),"
    " coalesce(spread, 0), coalesce(longest_days, 0), quiet_due"
    " FROM person LEFT JOIN person_state ON person_state.person = person.id"
    " WHERE merged_into IS NULL";

SourceGlance read_source(Query& query) {
    SourceGlance glance;
    auto& [source, state, proven_until, insecure] = glance;
    query.read(source.id, source.carries, source.owner, source.status, source.interval,
               state.last_attempt, state.last_good, state.failing_since, state.failures,
               state.next.at, state.next.reason, proven_until, state.recovering, state.copy.made,
               state.copy.since, state.copy.renewals, insecure);
    return glance;
}

PersonGlance read_person(Query& query) {
    PersonGlance glance;
    Rhythm& rhythm = glance.rhythm;
    query.read(glance.id, glance.standing, glance.circle, rhythm.last, rhythm.weight,
               rhythm.mean_log_gap, rhythm.spread, rhythm.longest_days, glance.quiet_due);
    return glance;
}

}  // namespace

std::optional<SourceGlance> Glances::source(SourceId id) const {
    static const std::string sql = of_source + " WHERE id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_source(query);
}

std::vector<SourceGlance> Glances::sources(SourceId after, std::size_t limit) const {
    static const std::string sql = of_source + " WHERE id > ?1 ORDER BY id LIMIT ?2";
    Query query(connection_, sql);
    query.bind(after, limit);
    std::vector<SourceGlance> all;
    while (query.next())
        all.push_back(read_source(query));
    return all;
}

std::optional<Glances::Asked> Glances::last_asked() const {
    Query query(connection_,
                "SELECT id, last_attempt FROM source WHERE last_attempt IS NOT NULL"
                " ORDER BY last_attempt DESC LIMIT 1");
    if (!query.next()) return std::nullopt;
    Asked asked;
    query.read(asked.source, asked.at);
    return asked;
}

std::optional<PersonGlance> Glances::person(PersonId id) const {
    static const std::string sql = of_person + " AND id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_person(query);
}

std::vector<PersonGlance> Glances::people(PersonId after, std::size_t limit) const {
    static const std::string sql = of_person + " AND id > ?1 ORDER BY id LIMIT ?2";
    Query query(connection_, sql);
    query.bind(after, limit);
    std::vector<PersonGlance> all;
    while (query.next())
        all.push_back(read_person(query));
    return all;
}

}  // namespace earshot::io
