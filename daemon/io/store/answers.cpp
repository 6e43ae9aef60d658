// What the user's answers taught about people, words with them, and several people at once.

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

Answers Store::answers(PersonId id) const {
    Answers answers;
    std::optional<Instant> from, until;
    Query query(*connection_,
                "SELECT away_from, away_until, usual_silence_days, usual_run,"
                " usual_connections FROM person"
                " WHERE id = ?1");
    if (!query.bind(id).next()) return answers;
    query.read(from, until, answers.usual_silence_days, answers.usual_run,
               answers.usual_connections);
    if (from && until) answers.leave = Stretch{*from, *until};
    return answers;
}

void Store::save(PersonId id, const Answers& answers) {
    std::optional<Instant> from, until;
    if (answers.leave) {
        from = answers.leave->from;
        until = answers.leave->to;
    }
    const auto changed = Query(*connection_,
                               "UPDATE person SET away_from = ?2, away_until = ?3,"
                               " usual_silence_days = ?4, usual_run = ?5, usual_connections = ?6"
                               " WHERE id = ?1")
                             .bind(id, from, until, answers.usual_silence_days, answers.usual_run,
                                   answers.usual_connections)
                             .run();
    if (changed == 0) connection_->fail("there is no such person");
}

std::int64_t Store::add(PersonId id, const Touch& touch) {
    Query insert(*connection_,
                 "INSERT INTO touch (person, at, how, note, seen) VALUES (?1, ?2, ?3, ?4, ?5)"
                 " RETURNING id");
    insert.bind(id, touch.at, touch.how, touch.note, touch.seen);
    const auto number = insert.first<std::int64_t>().value();
    insert.run();
    return number;
}

void Store::remove_touch(std::int64_t touch) {
    Query(*connection_, "DELETE FROM touch WHERE id = ?1").bind(touch).run();
}

std::vector<Touch> Store::touches(PersonId id, std::size_t limit) const {
    Query query(*connection_,
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

void Store::add_meeting(const std::string& newcomer, PersonId person, Instant at) {
    Query(*connection_, "DELETE FROM meeting WHERE at < ?1").bind(at - meetings_kept).run();
    Query(*connection_,
          "INSERT INTO meeting (newcomer, person, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
        .bind(newcomer, person, at)
        .run();
}

std::vector<Meeting> Store::meetings(const std::string& newcomer) const {
    Query query(*connection_,
                "SELECT person, at, standing IN (?2, ?3) FROM meeting JOIN person ON id = person"
                " WHERE newcomer = ?1 ORDER BY at, person");
    query.bind(newcomer, Standing::followed, Standing::resting);
    std::vector<Meeting> meetings;
    while (query.next()) {
        Meeting& meeting = meetings.emplace_back();
        query.read(meeting.person, meeting.at, meeting.followed);
    }
    return meetings;
}

std::optional<Instant> Store::last_wave(const std::string& newcomer) const {
    return Query(*connection_, "SELECT at FROM wave WHERE newcomer = ?1")
        .bind(newcomer)
        .first<Instant>();
}

void Store::set_wave(const std::string& newcomer, Instant at) {
    Query(*connection_, "DELETE FROM wave WHERE at < ?1").bind(at - wave_rest).run();
    Query(*connection_,
          "INSERT INTO wave (newcomer, at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET at = ?2")
        .bind(newcomer, at)
        .run();
}

}  // namespace earshot::io
