#include "daemon/io/store/people/states.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

const std::string connections = "connections";
const std::string anything = "anything";

BurstRun burst_run(Connection& connection, PersonId id, const std::string& of_what) {
    BurstRun run;
    Query query(connection,
                "SELECT run_start, told_start, run_end, count, fresh, threshold, fired,"
                " last_told_end, weight, mean_log_size, closed_runs, at_least, in_number"
                " FROM burst_run"
                " WHERE person = ?1 AND of_what = ?2");
    if (query.bind(id, of_what).next()) {
        query.read(run.start, run.told_start, run.end, run.count, run.fresh, run.threshold,
                   run.fired, run.last_told_end, run.weight, run.mean_log_size, run.closed_runs,
                   run.at_least, run.in_number);
    }
    return run;
}

void save_burst_run(Connection& connection, PersonId id, const std::string& of_what,
                    const BurstRun& run) {
    if (run == BurstRun{}) {  // most people never connect where we can see it
        Query(connection, "DELETE FROM burst_run WHERE person = ?1 AND of_what = ?2")
            .bind(id, of_what)
            .run();
        return;
    }
    Query(connection,
          "INSERT INTO burst_run (person, of_what, run_start, told_start, run_end, count, fresh,"
          " threshold, fired, last_told_end, weight, mean_log_size, closed_runs, at_least,"
          " in_number)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
          " ON CONFLICT DO UPDATE SET run_start = ?3, told_start = ?4, run_end = ?5, count = ?6,"
          " fresh = ?7, threshold = ?8, fired = ?9, last_told_end = ?10, weight = ?11,"
          " mean_log_size = ?12, closed_runs = ?13, at_least = ?14, in_number = ?15")
        .bind(id, of_what, run.start, run.told_start, run.end, run.count, run.fresh, run.threshold,
              run.fired, run.last_told_end, run.weight, run.mean_log_size, run.closed_runs,
              run.at_least, run.in_number)
        .run();
}

}  // namespace

PersonState States::of(PersonId id) const {
    PersonState state;
    Query query(connection_,
                "SELECT last, weight, mean_log_gap, coalesce(spread, 0), coalesce(longest_days, 0),"
                " quiet_due FROM person_state"
                " WHERE person = ?1");
    if (!query.bind(id).next()) return state;
    query.read(state.rhythm.last, state.rhythm.weight, state.rhythm.mean_log_gap,
               state.rhythm.spread, state.rhythm.longest_days, state.quiet_due);
    state.connects = burst_run(connection_, id, connections);
    state.anything = burst_run(connection_, id, anything);
    return state;
}

void States::save(PersonId id, const PersonState& state, std::optional<Instant> next_check) {
    AllOrNothing step(connection_);
    Query(connection_,
          "INSERT INTO person_state (person, last, weight, mean_log_gap, quiet_due, next_check,"
          " lively, spread, longest_days) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
          " ON CONFLICT DO UPDATE SET last = ?2, weight = ?3, mean_log_gap = ?4, quiet_due = ?5,"
          " next_check = ?6, lively = ?7, spread = ?8, longest_days = ?9")
        .bind(id, state.rhythm.last, state.rhythm.weight, state.rhythm.mean_log_gap,
              state.quiet_due, next_check, armed(state.rhythm) && !state.quiet_due,
              state.rhythm.spread, state.rhythm.longest_days)
        .run();
    Query(connection_,
          "UPDATE presence SET next_check = ?2 WHERE person = ?1 AND next_check IS NOT ?2")
        .bind(id, next_check)
        .run();
    save_burst_run(connection_, id, connections, state.connects);
    save_burst_run(connection_, id, anything, state.anything);
    step.keep();
}

std::vector<PersonId> States::to_check(SourceId id, Instant now) const {
    return Query(connection_,
                 "SELECT person FROM presence WHERE source = ?1 AND next_check <= ?2"
                 " ORDER BY next_check, person")
        .bind(id, now)
        .all<PersonId>();
}

void States::check_everybody(Instant now) {
    AllOrNothing step(connection_);
    Query(connection_,
          "UPDATE person_state SET next_check = ?1"
          " WHERE next_check > ?1 AND person IN (SELECT id FROM person WHERE standing <> ?2)")
        .bind(now, Standing::light)
        .run();
    Query(connection_,
          "UPDATE presence SET next_check = ?1"
          " WHERE next_check > ?1 AND person IN (SELECT id FROM person WHERE standing <> ?2)")
        .bind(now, Standing::light)
        .run();
    step.keep();
}

void States::check(PersonId id, Instant now) {
    AllOrNothing step(connection_);
    Query(connection_,
          "UPDATE person_state SET next_check = ?2"
          " WHERE person = ?1 AND last IS NOT NULL AND quiet_due IS NULL")
        .bind(id, now)
        .run();
    Query(connection_,
          "UPDATE presence SET next_check ="
          " (SELECT next_check FROM person_state WHERE person_state.person = ?1)"
          " WHERE person = ?1")
        .bind(id)
        .run();
    step.keep();
}

std::vector<PersonId> States::unlearned() const {
    return Query(connection_,
                 "SELECT person FROM person_state WHERE spread IS NULL ORDER BY person")
        .all<PersonId>();
}

void States::learn(PersonId id, double spread, double longest_days) {
    Query(connection_, "UPDATE person_state SET spread = ?2, longest_days = ?3 WHERE person = ?1")
        .bind(id, spread, longest_days)
        .run();
}

}  // namespace earshot::io
