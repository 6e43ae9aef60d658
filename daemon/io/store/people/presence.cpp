#include "daemon/io/store/people/presence.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

void Presence::note(PersonId person, SourceId source) {
    const int added = Query(connection_,
                            "INSERT INTO presence (person, source, next_check) VALUES"
                            " (?1, ?2, (SELECT next_check FROM person_state WHERE person = ?1))"
                            " ON CONFLICT DO NOTHING")
                          .bind(person, source)
                          .run();
    if (added > 0) note_written(person, source);
}

std::vector<SourceId> Presence::sources_of(PersonId id) const {
    return Query(connection_, "SELECT source FROM presence WHERE person = ?1 ORDER BY source")
        .bind(id)
        .all<SourceId>();
}

std::vector<PersonId> Presence::people_of(SourceId id) const {
    return Query(connection_, "SELECT person FROM presence WHERE source = ?1 ORDER BY person")
        .bind(id)
        .all<PersonId>();
}

int Presence::lively_people(SourceId id) const {
    return Query(connection_,
                 "SELECT count(*) FROM presence CROSS JOIN person_state USING (person)"
                 " WHERE presence.source = ?1 AND person_state.lively = 1")
        .bind(id)
        .first<int>()
        .value_or(0);
}

void Presence::note_written(PersonId person, SourceId source) {
    connection_.log.person(person);
    connection_.log.source(source);
}

void Presence::find_anew(PersonId id) {
    AllOrNothing step(connection_);
    for (const SourceId source : sources_of(id))
        note_written(id, source);
    Query(connection_, "DELETE FROM presence WHERE person = ?1").bind(id).run();
    Query(connection_,
          "INSERT INTO presence (person, source, next_check)"
          " SELECT ?1, shown.source, (SELECT next_check FROM person_state WHERE person = ?1)"
          " FROM (SELECT source FROM activity WHERE person = ?1 AND source IS NOT NULL"
          "       AND sign = (SELECT id FROM word WHERE word = 'life')"
          "       UNION SELECT id FROM source WHERE owner = ?1) AS shown")
        .bind(id)
        .run();
    for (const SourceId source : sources_of(id))
        note_written(id, source);
    step.keep();
}

}  // namespace earshot::io
