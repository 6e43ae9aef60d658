#include "daemon/io/store/times.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/schedule.hpp"

namespace earshot::io {

namespace {

struct Column {
    const char* table;
    const char* column;
};

/// When something was done or seen: never ahead of a clock that is right.
constexpr std::array<Column, 24> past{{{"source", "last_attempt"},
                                       {"source", "first_good"},
                                       {"source", "last_new"},
                                       {"source", "last_document"},
                                       {"source", "doubted"},
                                       {"source", "published"},
                                       {"source", "moved_since"},
                                       {"host", "refused_at"},
                                       {"pulse", "last"},
                                       {"pulse", "last_item"},
                                       {"heard", "at"},
                                       {"entry", "seen_at"},
                                       {"words", "there_at"},
                                       {"activity", "seen_at"},
                                       {"touch", "at"},
                                       {"change", "at"},
                                       {"meeting", "at"},
                                       {"wave", "at"},
                                       {"claim", "at"},
                                       {"tombstone", "at"},
                                       {"idempotent", "at"},
                                       {"digest", "made_at"},
                                       {"delivery", "created_at"},
                                       {"person", "connected_on"}}};

/// Of these, what tells that a clock was wrong, however much is kept: sources are as many as
/// people, marks and digests a handful.
constexpr std::array<Column, 6> telling{{{"source", "last_attempt"},
                                         {"source", "last_good"},
                                         {"source", "proven_until"},
                                         {"mark", "at"},
                                         {"digest", "made_at"},
                                         {"finding", "found_at"}}};

/// The last good look at a source up to ?1, as far as anything is left of it.
constexpr const char* last_look =
    "coalesce((SELECT last FROM good_look WHERE good_look.source = source.id),"
    " (SELECT max(seen_at) FROM entry WHERE entry.source = source.id AND seen_at <= ?1), ?1)";

std::string clamp(const Column& one) {
    const std::string table = one.table, column = one.column;
    return "UPDATE " + table + " SET " + column + " = ?1 WHERE " + column + " > ?1";
}

}  // namespace

std::optional<Instant> Times::latest() const {
    std::optional<Instant> latest;
    for (const Column& one : telling) {
        const auto newest =
            Query(connection_, "SELECT max(" + std::string(one.column) + ") FROM " + one.table)
                .first<std::optional<Instant>>()
                .value_or(std::nullopt);
        if (newest) latest = std::max(latest.value_or(*newest), *newest);
    }
    return latest;
}

std::vector<std::vector<Instant>> Times::looks_at_sources_ahead(Instant now,
                                                                std::size_t limit) const {
    const auto ahead = Query(connection_,
                             "SELECT id FROM source WHERE last_attempt > ?1 OR last_good > ?1"
                             " ORDER BY id LIMIT ?2")
                           .bind(now, limit)
                           .all<SourceId>();
    std::vector<std::vector<Instant>> looks;
    const Polls polls(connection_);
    for (const SourceId id : ahead) {
        auto& of_one = looks.emplace_back();
        for (const PollRecord& poll : polls.history(id, Polls::history_kept))
            of_one.insert(of_one.begin(), poll.at);
    }
    return looks;
}

std::size_t Times::dated_between(Instant from, Instant to, std::size_t limit) const {
    return Query(connection_,
                 "SELECT count(*) FROM (SELECT 1 FROM activity"
                 " WHERE id >= (SELECT min(first_id) FROM activity_day WHERE day >= ?1 / 86400)"
                 " AND at > ?1 AND at <= ?2 AND quality = (SELECT id FROM word WHERE word = "
                 "'stated')"
                 " LIMIT ?3)")
        .bind(from, to, limit)
        .first<std::size_t>()
        .value_or(0);
}

void Times::plan_anew(Instant now, Instant latest, Span spread) {
    AllOrNothing step(connection_);
    // They said how long, and not until when.
    Query(connection_,
          "UPDATE host SET not_before = min(?2, ?1 + max(0, not_before - coalesce("
          " (SELECT max(last_attempt) FROM source WHERE host = host.name"
          "  AND last_attempt > ?1 AND last_attempt <= not_before), not_before)))"
          " WHERE not_before > ?1 AND (not_before > ?2 OR EXISTS"
          " (SELECT 1 FROM source WHERE source.host = host.name AND last_attempt > ?1))")
        .bind(now, latest)
        .run();
    Query(connection_,
          "UPDATE source SET asked_until ="
          " min(?2, ?1 + max(0, asked_until - coalesce(last_attempt, asked_until)))"
          " WHERE asked_until > ?1 AND (asked_until > ?2 OR last_attempt > ?1)")
        .bind(now, latest)
        .run();
    Query(connection_,
          "UPDATE source SET next_at = ?1 + id % ?3, next_reason = ?4,"
          " next_detail = 'the clock was changed'"
          " WHERE next_at > ?1 + id % ?3 AND (next_at > ?2 OR last_attempt > ?1)")
        .bind(now, latest, spread, Reason::usual_interval)
        .run();
    Query(connection_, "UPDATE source SET last_attempt = NULL WHERE last_attempt > ?1")
        .bind(now)
        .run();
    Query(connection_, "UPDATE mark SET at = ?1 WHERE at > ?1").bind(now).run();
    Query(connection_, "UPDATE delivery SET next_at = ?1 WHERE next_at > ?2 OR created_at > ?1")
        .bind(now, latest)
        .run();
    Query(connection_, "UPDATE person_state SET next_check = ?1 WHERE next_check > ?2")
        .bind(now, latest)
        .run();
    step.keep();
}

std::vector<PersonId> Times::bring_back(Instant now) {
    AllOrNothing step(connection_);
    const auto run = [&](const std::string& sql) { Query(connection_, sql).bind(now).run(); };
    const auto people =
        Query(connection_,
              "SELECT person FROM activity WHERE at > ?1 AND person IS NOT NULL"
              " UNION SELECT person FROM person_state WHERE last > ?1 OR quiet_due > ?1"
              " UNION SELECT person FROM burst_run WHERE run_end > ?1"
              " UNION SELECT person FROM finding"
              "  WHERE found_at > ?1 AND kind = 'quiet' AND person IS NOT NULL")
            .bind(now)
            .all<PersonId>();
    Query(connection_, "INSERT INTO word (word) VALUES ('clamped') ON CONFLICT DO NOTHING").run();
    run("UPDATE activity SET at = ?1, stated_after = stated_after + at - ?1,"
        " quality = iif(quality = (SELECT id FROM word WHERE word = 'stated'),"
        "  (SELECT id FROM word WHERE word = 'clamped'), quality)"
        " WHERE at > ?1");
    run("UPDATE burst_run SET run_start = NULL, count = 0, fresh = 0, fired = 'no', at_least = 0,"
        " in_number = 0, run_end = min(run_end, ?1), told_start = min(told_start, ?1),"
        " last_told_end = min(last_told_end, ?1) WHERE run_end > ?1");
    for (const SourceId id : Query(connection_, "SELECT id FROM source WHERE proven_until > ?1")
                                 .bind(now)
                                 .all<SourceId>())
        connection_.log.proof(id);
    for (const char* column : {"last_good", "proven_until"})
        run("WITH good_look AS MATERIALIZED (SELECT source, max(at) AS last FROM poll"
            "  WHERE at <= ?1 AND result IN ('fresh', 'same') GROUP BY source)"
            " UPDATE source SET " +
            std::string(column) + " = " + last_look + " WHERE " + column + " > ?1");
    // A failure that a wrong clock dated is as old as the next one.
    run("UPDATE source SET failing_since = NULL, failures = 0, problem = ''"
        " WHERE failing_since > ?1");
    run("UPDATE source SET made = NULL, made_since = NULL WHERE made > ?1 OR made_since > ?1");
    run("DELETE FROM lost_stretch WHERE lost_from >= ?1");
    run("UPDATE lost_stretch SET lost_to = ?1 WHERE lost_to > ?1");
    forget_polls_after(now);
    for (const Column& one : past)
        run(clamp(one));
    step.keep();
    return people;
}

/// What is left of a source's history is strung together anew.
void Times::forget_polls_after(Instant now) {
    if (Query(connection_, "DELETE FROM poll WHERE at > ?1").bind(now).run() == 0) return;
    Query(connection_,
          "UPDATE poll SET before = kept.before FROM (SELECT number,"
          "  lag(number) OVER (PARTITION BY source ORDER BY number) AS before FROM poll) AS kept"
          " WHERE kept.number = poll.number AND poll.before IS NOT kept.before")
        .run();
    Query(connection_,
          "UPDATE source SET last_poll = newest.number"
          " FROM (SELECT source.id, max(poll.number) AS number FROM source"
          "       LEFT JOIN poll ON poll.source = source.id GROUP BY source.id) AS newest"
          " WHERE newest.id = source.id")
        .run();
}

std::vector<FindingNumber> Times::findings_after(Instant now) const {
    return Query(connection_,
                 "SELECT number FROM finding WHERE found_at > ?1 OR told_at > ?1 OR closed_at > ?1"
                 " ORDER BY number")
        .bind(now)
        .all<FindingNumber>();
}

}  // namespace earshot::io
