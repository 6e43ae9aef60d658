#include "daemon/io/store/sources/polls.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "daemon/io/store/sources/source_columns.hpp"
#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

/// Old lines go by so many at once. They lie together at the beginning of the table, as what comes
/// does at its end: a line costs a piece of a page, not a page of its own.
constexpr std::int64_t made_room_every = 1024;
constexpr std::int64_t most_gone_at_once = 4 * made_room_every;

/// The newest lines of a source (?1), at most ?2: each knows the one before it.
const std::string newest_lines =
    "WITH RECURSIVE line (number, depth) AS ("
    " SELECT last_poll, 1 FROM source WHERE id = ?1"
    " UNION ALL SELECT before, depth + 1 FROM line JOIN poll USING (number)"
    "  WHERE poll.source = ?1 AND depth < ?2)";

}  // namespace

KnownSource Polls::known(Source source) const {
    KnownSource known;
    known.source = std::move(source);
    static const std::string sql = "SELECT " + columns_of_poll_state + " FROM source WHERE id = ?1";
    Query query(connection_, sql);
    if (query.bind(known.source.id).next())
        known.state = read_poll_state(query, 0, known.proven_until);
    return known;
}

std::optional<KnownSource> Polls::known(SourceId id) const {
    static const std::string sql =
        "SELECT " + columns_of_source + ", " + columns_of_poll_state + " FROM source WHERE id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    KnownSource known;
    known.source = read_source(query);
    known.state = read_poll_state(query, width_of_source, known.proven_until);
    return known;
}

PollState Polls::state(SourceId id) const {
    Source source;
    source.id = id;
    return known(std::move(source)).state;
}

PollState Polls::to_ask(SourceId id) const {
    Query query(connection_,
                "SELECT etag, last_modified, validators_from, last_document, doubted, stuck"
                " FROM source WHERE id = ?1");
    PollState state;
    if (query.bind(id).next())
        query.read(state.validators.etag, state.validators.last_modified, state.validators.from,
                   state.last_document, state.doubted, state.stuck);
    return state;
}

void Polls::save(SourceId id, const PollState& state) {
    const auto changed =
        Query(connection_,
              "UPDATE source SET etag = ?2, last_modified = ?3, body_hash = ?4,"
              " last_attempt = ?5, last_good = ?6, last_new = ?7, failing_since = ?8,"
              " failures = ?9, gone_polls = ?10, problem = ?11, usual_entries = ?12,"
              " feed_ttl = ?13, skip_hours = ?14, skip_days = ?15, moved_to = ?16,"
              " moved_since = ?17, next_at = ?18, next_reason = ?19, next_detail = ?20,"
              " validators_from = ?21, server_fresh = ?22, first_good = ?23, recovering = ?24,"
              " made = ?25, made_since = ?26, stamp = ?27, prompt_stamps = ?28, renewals = ?29,"
              " stale_if_error = ?30, last_document = ?31, stuck = ?32, refused = ?33,"
              " asked_until = ?34, publish_gap = ?35, publish_regular = ?36, published = ?37"
              " WHERE id = ?1")
            .bind(id, state.validators.etag, state.validators.last_modified, state.body_hash,
                  state.last_attempt, state.last_good, state.last_new, state.failing_since,
                  state.failures, state.gone_polls, state.problem, state.usual_entries,
                  state.feed_ttl, state.skip_hours, state.skip_days, state.moved_to,
                  state.moved_since, state.next.at, state.next.reason, state.next.detail,
                  state.validators.from, state.server_fresh, state.first_good, state.recovering,
                  state.copy.made, state.copy.since, state.copy.stamp, state.copy.prompt_stamps,
                  state.copy.renewals, state.stale_if_error, state.last_document, state.stuck,
                  state.refused, state.asked_until, state.publishing.gap, state.publishing.regular,
                  state.publishing.newest)
            .run();
    if (changed == 0) connection_.fail("there is no such source");
}

void Polls::doubt(SourceId id, Instant now) {
    Query(connection_, "UPDATE source SET doubted = ?2 WHERE id = ?1").bind(id, now).run();
}

void Polls::join(SourceId id, SourceId other) {
    Query(connection_, "UPDATE source SET same_as = ?2 WHERE id = ?1").bind(id, other).run();
}

std::optional<SourceId> Polls::joined_to(SourceId id) const {
    return Query(connection_, "SELECT same_as FROM source WHERE id = ?1")
        .bind(id)
        .first<std::optional<SourceId>>()
        .value_or(std::nullopt);
}

std::map<SourceId, std::vector<SourceId>> Polls::joined() const {
    Query query(connection_,
                "SELECT same_as, id FROM source WHERE same_as IS NOT NULL AND status = 'active'"
                " ORDER BY same_as, id");
    std::map<SourceId, std::vector<SourceId>> joined;
    while (query.next()) {
        SourceId other{};
        SourceId id{};
        query.read(other, id);
        joined[other].push_back(id);
    }
    return joined;
}

std::vector<DueSource> Polls::due(const DueAfter& after, Instant now, std::size_t limit) const {
    Query query(connection_,
                "SELECT id, host, next_at, coalesce(last_good, 0), refused FROM source"
                " WHERE status = 'active' AND same_as IS NULL"
                " AND (next_at, host, id) > (?1, ?2, ?3) AND next_at <= ?4"
                " ORDER BY next_at, host, id LIMIT ?5");
    query.bind(after.at, after.host, after.id, now, limit);
    std::vector<DueSource> due;
    while (query.next()) {
        auto& source = due.emplace_back();
        query.read(source.id, source.host, source.at, source.last_good, source.refused);
    }
    return due;
}

std::optional<Instant> Polls::next_due(Instant after) const {
    return Query(connection_,
                 "SELECT next_at FROM source"
                 " WHERE status = 'active' AND next_at > ?1 AND same_as IS NULL"
                 " ORDER BY next_at LIMIT 1")
        .bind(after)
        .first<Instant>();
}

FailingHosts Polls::failing_hosts(Instant after) const {
    FailingHosts failing;
    Query first(connection_,
                "SELECT failing_since, host FROM source"
                " WHERE failing_since > ?1 AND status = 'active' AND host <> ''"
                " ORDER BY failing_since LIMIT 1");
    if (!first.bind(after).next()) return failing;
    std::string host;
    first.read(failing.since, host);
    Query other(connection_,
                "SELECT 1 FROM source"
                " WHERE failing_since > ?1 AND status = 'active' AND host <> '' AND host <> ?2"
                " LIMIT 1");
    failing.several = other.bind(after, host).next();
    return failing;
}

void Polls::ask_again(Instant failing_since, const Due& next, Span spread) {
    Query(connection_,
          "UPDATE source SET next_at = ?2 + id % ?3, next_reason = ?4, next_detail = ?5"
          " WHERE failing_since >= ?1 AND status = 'active' AND host <> ''"
          " AND next_at > ?2 + id % ?3")
        .bind(failing_since, next.at, spread, next.reason, next.detail)
        .run();
}

std::optional<Instant> Polls::host_down_since(const std::string& host) const {
    const auto since = Query(connection_,
                             "SELECT min(failing_since) FROM source"
                             " WHERE failing_since IS NOT NULL AND host = ?1 AND status = 'active'")
                           .bind(host)
                           .first<std::optional<Instant>>()
                           .value_or(std::nullopt);
    if (!since) return std::nullopt;
    Query read(connection_,
               "SELECT 1 FROM source WHERE host = ?1 AND status = 'active' AND last_good >= ?2"
               " LIMIT 1");
    return read.bind(host, *since).next() ? std::nullopt : since;
}

std::vector<SourceId> Polls::failing_at(const std::string& host) const {
    return Query(connection_,
                 "SELECT id FROM source"
                 " WHERE failing_since IS NOT NULL AND host = ?1 AND status = 'active' ORDER BY id")
        .bind(host)
        .all<SourceId>();
}

HostState Polls::host(const std::string& host) const {
    HostState state;
    Query query(connection_, "SELECT not_before, strikes, refused_at FROM host WHERE name = ?1");
    if (query.bind(host).next()) query.read(state.not_before, state.strikes, state.refused_at);
    return state;
}

std::map<std::string, HostState> Polls::hosts() const {
    Query query(connection_, "SELECT name, not_before, strikes, refused_at FROM host");
    std::map<std::string, HostState> hosts;
    while (query.next()) {
        std::string name;
        HostState state;
        query.read(name, state.not_before, state.strikes, state.refused_at);
        hosts.emplace(std::move(name), state);
    }
    return hosts;
}

std::optional<Instant> Polls::last_good_at(const std::string& host) const {
    return Query(connection_, "SELECT max(last_good) FROM source WHERE host = ?1")
        .bind(host)
        .first<std::optional<Instant>>()
        .value_or(std::nullopt);
}

void Polls::save_host(const std::string& host, const HostState& state) {
    if (!state.not_before && state.strikes == 0 && !state.refused_at) {  // nothing to keep
        Query(connection_, "DELETE FROM host WHERE name = ?1").bind(host).run();
        return;
    }
    Query(connection_,
          "INSERT INTO host (name, not_before, strikes, refused_at) VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT (name) DO UPDATE SET not_before = ?2, strikes = ?3, refused_at = ?4")
        .bind(host, state.not_before, state.strikes, state.refused_at)
        .run();
}

std::int64_t Polls::add_line(SourceId id, const PollRecord& poll) {
    Query insert(connection_,
                 "INSERT INTO poll (source, before, at, result, status, bytes, entries, news,"
                 " next_at, next_reason, next_detail, problem, asked, sent, received, hints)"
                 " VALUES (?1, (SELECT last_poll FROM source WHERE id = ?1), ?2, ?3, ?4, ?5, ?6,"
                 " ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    const std::int64_t number =
        insert
            .bind(id, poll.at, poll.result, poll.status, poll.bytes, poll.entries, poll.news,
                  poll.next.at, poll.next.reason, poll.next.detail, poll.problem, poll.asked,
                  poll.sent, poll.received, poll.hints)
            .insert();
    if (number % made_room_every == 0)
        Query(connection_,
              "DELETE FROM poll WHERE number <= min((SELECT min(number) FROM poll) + ?3,"
              " ?1 - ?2 * (SELECT count(*) FROM source))")
            .bind(number, history_kept, most_gone_at_once)
            .run();
    return number;
}

void Polls::record(SourceId id, const PollRecord& poll) {
    const auto changed = Query(connection_, "UPDATE source SET last_poll = ?2 WHERE id = ?1")
                             .bind(id, add_line(id, poll))
                             .run();
    if (changed == 0) connection_.fail("there is no such source");
}

void Polls::record_quiet(SourceId id, const PollRecord& poll, const PollState& state,
                         std::optional<Instant> proven_until) {
    const auto changed =
        Query(connection_,
              "UPDATE source SET last_attempt = ?2, last_good = ?3, made = ?4, made_since = ?5,"
              " next_at = ?6, next_reason = ?7, next_detail = ?8, proven_until = ?9,"
              " last_poll = ?10 WHERE id = ?1")
            .bind(id, state.last_attempt, state.last_good, state.copy.made, state.copy.since,
                  state.next.at, state.next.reason, state.next.detail, proven_until,
                  add_line(id, poll))
            .run();
    if (changed == 0) connection_.fail("there is no such source");
}

void Polls::forget_history(SourceId id) {
    static const std::string sql =
        newest_lines + " DELETE FROM poll WHERE number IN (SELECT number FROM line)";
    Query(connection_, sql).bind(id, std::numeric_limits<std::int64_t>::max()).run();
    Query(connection_, "UPDATE source SET last_poll = NULL WHERE id = ?1").bind(id).run();
}

std::vector<PollRecord> Polls::history(SourceId id, std::size_t limit) const {
    static const std::string sql =
        newest_lines +
        " SELECT at, result, status, bytes, entries, news, next_at, next_reason,"
        " next_detail, problem, asked, sent, received, hints"
        " FROM line JOIN poll USING (number) WHERE poll.source = ?1 ORDER BY depth";
    Query query(connection_, sql);
    query.bind(id, std::min(limit, static_cast<std::size_t>(history_kept)));
    std::vector<PollRecord> polls;
    while (query.next()) {
        auto& poll = polls.emplace_back();
        query.read(poll.at, poll.result, poll.status, poll.bytes, poll.entries, poll.news,
                   poll.next.at, poll.next.reason, poll.next.detail, poll.problem, poll.asked,
                   poll.sent, poll.received, poll.hints);
    }
    return polls;
}

std::pair<int, int> Polls::since(SourceId id, Instant since) const {
    // A cancelled poll is as if it had not been tried.
    static const std::string sql =
        newest_lines +
        " SELECT count(*) FILTER (WHERE result IN ('fresh', 'same')), count(*)"
        " FROM line JOIN poll USING (number) WHERE poll.source = ?1 AND at >= ?3"
        " AND result <> 'cancelled'";
    Query query(connection_, sql);
    std::pair<int, int> polls;
    if (query.bind(id, history_kept, since).next()) query.read(polls.first, polls.second);
    return polls;
}

}  // namespace earshot::io
