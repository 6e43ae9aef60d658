#include "daemon/io/store/people/user_answers.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

Answers UserAnswers::of(PersonId id) const {
    Answers answers;
    std::optional<Instant> from, until;
    Query query(connection_,
                "SELECT away_from, away_until, usual_silence_days, usual_run,"
                " usual_connections FROM person"
                " WHERE id = ?1");
    if (!query.bind(id).next()) return answers;
    query.read(from, until, answers.usual_silence_days, answers.usual_run,
               answers.usual_connections);
    if (from && until) answers.leave = Stretch{*from, *until};
    return answers;
}

void UserAnswers::save(PersonId id, const Answers& answers) {
    std::optional<Instant> from, until;
    if (answers.leave) {
        from = answers.leave->from;
        until = answers.leave->to;
    }
    const auto changed = Query(connection_,
                               "UPDATE person SET away_from = ?2, away_until = ?3,"
                               " usual_silence_days = ?4, usual_run = ?5, usual_connections = ?6"
                               " WHERE id = ?1")
                             .bind(id, from, until, answers.usual_silence_days, answers.usual_run,
                                   answers.usual_connections)
                             .run();
    if (changed == 0) connection_.fail("there is no such person");
}

}  // namespace earshot::io
