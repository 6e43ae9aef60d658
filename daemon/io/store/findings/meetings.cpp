#include "daemon/io/store/findings/meetings.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

void Meetings::make_room(Instant newest) {
    Query(connection_, "DELETE FROM meeting WHERE at < ?1").bind(newest - kept).run();
    Query(connection_, "DELETE FROM wave WHERE at < ?1").bind(newest - wave_rest).run();
}

void Meetings::add(const std::string& newcomer, PersonId person, Instant at) {
    Query(connection_,
          "INSERT INTO meeting (newcomer, person, at) VALUES (?1, ?2, ?3)"
          " ON CONFLICT DO UPDATE SET at = ?3")
        .bind(newcomer, person, at)
        .run();
}

std::vector<Meeting> Meetings::of(const std::string& newcomer) const {
    Query query(connection_,
                "SELECT person, at, standing IN (?2, ?3) FROM meeting JOIN person ON id = person"
                " WHERE newcomer = ?1 ORDER BY at, person LIMIT ?4");
    query.bind(newcomer, Standing::followed, Standing::resting, most);
    std::vector<Meeting> meetings;
    while (query.next()) {
        Meeting& meeting = meetings.emplace_back();
        query.read(meeting.person, meeting.at, meeting.followed);
    }
    return meetings;
}

std::optional<Instant> Meetings::last_wave(const std::string& newcomer) const {
    return Query(connection_, "SELECT at FROM wave WHERE newcomer = ?1")
        .bind(newcomer)
        .first<Instant>();
}

void Meetings::set_wave(const std::string& newcomer, Instant at) {
    Query(connection_,
          "INSERT INTO wave (newcomer, at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET at = ?2")
        .bind(newcomer, at)
        .run();
}

}  // namespace earshot::io
