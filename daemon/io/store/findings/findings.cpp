#include "daemon/io/store/findings/findings.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

const std::string columns =
    "SELECT number, person, source, evidence, confidence, state, found_at, told_at, closed_at,"
    " closed_by, snoozed_until, which FROM finding";

Finding read_finding(Connection& connection, Query& query) {
    Finding finding;
    std::string evidence, closed_by;
    query.read(finding.number, finding.person, finding.source, evidence, finding.confidence,
               finding.state, finding.found_at, finding.told_at, finding.closed_at, closed_by,
               finding.snoozed_until, finding.which);
    finding.closed_by = parse_closed_by(closed_by);
    auto parsed = evidence_from_json(evidence);
    if (!parsed) {
        connection.fail("the evidence of finding " +
                        std::to_string(static_cast<std::int64_t>(finding.number)) +
                        " cannot be read");
    }
    finding.evidence = *std::move(parsed);
    return finding;
}

std::string word_of(const std::optional<ClosedBy>& by) {
    return by ? std::string(to_text(*by)) : std::string();
}

std::vector<Finding> read_all(Connection& connection, Query& query) {
    std::vector<Finding> findings;
    while (query.next())
        findings.push_back(read_finding(connection, query));
    return findings;
}

}  // namespace

FindingNumber Findings::add(const Finding& finding) {
    Query insert(connection_,
                 "INSERT INTO finding (person, source, kind, evidence, confidence, state,"
                 " found_at, told_at, closed_at, closed_by, snoozed_until, which)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    insert.bind(finding.person, finding.source, kind_of(finding.evidence),
                to_json(finding.evidence), finding.confidence, finding.state, finding.found_at,
                finding.told_at, finding.closed_at, word_of(finding.closed_by),
                finding.snoozed_until, finding.which);
    return FindingNumber(insert.insert());
}

void Findings::update(const Finding& finding) {
    const auto changed =
        Query(connection_,
              "UPDATE finding SET person = ?2, source = ?3, kind = ?4, evidence = ?5,"
              " confidence = ?6, state = ?7, found_at = ?8, told_at = ?9, closed_at = ?10,"
              " closed_by = ?11, snoozed_until = ?12, which = ?13 WHERE number = ?1")
            .bind(finding.number, finding.person, finding.source, kind_of(finding.evidence),
                  to_json(finding.evidence), finding.confidence, finding.state, finding.found_at,
                  finding.told_at, finding.closed_at, word_of(finding.closed_by),
                  finding.snoozed_until, finding.which)
            .run();
    if (changed == 0) connection_.fail("there is no such finding");
}

std::optional<Finding> Findings::one(FindingNumber number) const {
    static const std::string sql = columns + " WHERE number = ?1";
    Query query(connection_, sql);
    if (!query.bind(number).next()) return std::nullopt;
    return read_finding(connection_, query);
}

std::optional<Finding> Findings::by_key(const FindingKey& key) const {
    static const std::string sql =
        columns +
        " WHERE kind = ?1 AND which = ?2 AND person IS ?3 AND source IS ?4"
        " ORDER BY number DESC LIMIT 1";
    Query query(connection_, sql);
    if (!query.bind(key.kind, key.which, key.person, key.source).next()) return std::nullopt;
    return read_finding(connection_, query);
}

std::vector<Finding> Findings::page(const FindingQuery& asked) const {
    // Each condition takes its value from one place: ?1 state, ?2 kind, ?3 person, ?4 before,
    // ?5 limit.
    std::string sql = columns + " WHERE true";
    if (asked.state) sql += " AND state = ?1";
    if (asked.kind) sql += " AND kind = ?2";
    if (asked.person) sql += " AND person = ?3";
    if (asked.before) sql += " AND number < ?4";
    Query query(connection_, sql + " ORDER BY number DESC LIMIT ?5");
    query.bind(asked.state, asked.kind, asked.person, asked.before, asked.limit);
    return read_all(connection_, query);
}

std::vector<Finding> Findings::not_closed() const {
    static const std::string sql = columns + " WHERE state IN (?1, ?2) ORDER BY number DESC";
    Query query(connection_, sql);
    query.bind(Finding::State::open, Finding::State::told);
    return read_all(connection_, query);
}

std::vector<Finding> Findings::not_closed(FindingKind kind) const {
    static const std::string sql =
        columns + " WHERE state IN (?1, ?2) AND kind = ?3 ORDER BY number DESC";
    Query query(connection_, sql);
    query.bind(Finding::State::open, Finding::State::told, kind);
    return read_all(connection_, query);
}

std::vector<Finding> Findings::about(PersonId person) const {
    static const std::string sql = columns + " WHERE person = ?1 ORDER BY number DESC";
    Query query(connection_, sql);
    query.bind(person);
    return read_all(connection_, query);
}

std::vector<Finding> Findings::about(PersonId person, FindingKind kind) const {
    static const std::string sql =
        columns + " WHERE person = ?1 AND kind = ?2 ORDER BY number DESC";
    Query query(connection_, sql);
    query.bind(person, kind);
    return read_all(connection_, query);
}

std::vector<Finding> Findings::troubles_of(SourceId source) const {
    static const std::string sql =
        columns + " WHERE source = ?1 AND kind = ?2 ORDER BY number DESC";
    Query query(connection_, sql);
    query.bind(source, FindingKind::trouble);
    return read_all(connection_, query);
}

std::vector<Finding> Findings::found_since(FindingKind kind, Instant since) const {
    static const std::string sql =
        columns + " WHERE kind = ?1 AND found_at >= ?2 ORDER BY number DESC";
    Query query(connection_, sql);
    query.bind(kind, since);
    return read_all(connection_, query);
}

}  // namespace earshot::io
