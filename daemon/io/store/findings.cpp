#include "daemon/io/store/findings.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

const std::string columns =
    "SELECT number, person, source, evidence, confidence, state, found_at, told_at, closed_at,"
    " closed_by, snoozed_until FROM finding";

Finding read_finding(Connection& connection, Query& query) {
    Finding finding;
    std::string evidence;
    query.read(finding.number, finding.person, finding.source, evidence, finding.confidence,
               finding.state, finding.found_at, finding.told_at, finding.closed_at,
               finding.closed_by, finding.snoozed_until);
    auto parsed = evidence_from_json(evidence);
    if (!parsed) {
        connection.fail("the evidence of finding " +
                        std::to_string(static_cast<std::int64_t>(finding.number)) +
                        " cannot be read");
    }
    finding.evidence = *std::move(parsed);
    return finding;
}

}  // namespace

FindingNumber Findings::add(const Finding& finding) {
    Query insert(connection_,
                 "INSERT INTO finding (person, source, kind, evidence, confidence, state,"
                 " found_at, told_at, closed_at, closed_by, snoozed_until)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING number");
    insert.bind(finding.person, finding.source, std::string(kind_of(finding.evidence)),
                to_json(finding.evidence), finding.confidence, finding.state, finding.found_at,
                finding.told_at, finding.closed_at, finding.closed_by, finding.snoozed_until);
    const auto number = insert.first<FindingNumber>().value();
    insert.run();
    return number;
}

void Findings::update(const Finding& finding) {
    const auto changed =
        Query(connection_,
              "UPDATE finding SET person = ?2, source = ?3, kind = ?4, evidence = ?5,"
              " confidence = ?6, state = ?7, found_at = ?8, told_at = ?9, closed_at = ?10,"
              " closed_by = ?11, snoozed_until = ?12 WHERE number = ?1")
            .bind(finding.number, finding.person, finding.source,
                  std::string(kind_of(finding.evidence)), to_json(finding.evidence),
                  finding.confidence, finding.state, finding.found_at, finding.told_at,
                  finding.closed_at, finding.closed_by, finding.snoozed_until)
            .run();
    if (changed == 0) connection_.fail("there is no such finding");
}

std::optional<Finding> Findings::one(FindingNumber number) const {
    static const std::string sql = columns + " WHERE number = ?1";
    Query query(connection_, sql);
    if (!query.bind(number).next()) return std::nullopt;
    return read_finding(connection_, query);
}

std::vector<Finding> Findings::find(const FindingQuery& asked) const {
    // Each condition takes its value from one place: ?1 state, ?2 kind, ?3 person, ?4 source,
    // ?5 limit.
    std::string sql = columns + " WHERE true";
    if (asked.state) sql += " AND state = ?1";
    if (!asked.kind.empty()) sql += " AND kind = ?2";
    if (asked.person) sql += " AND person = ?3";
    if (asked.source) sql += " AND source = ?4";
    Query query(connection_, sql + " ORDER BY number DESC LIMIT ?5");
    query.bind(asked.state, asked.kind, asked.person, asked.source, asked.limit);
    std::vector<Finding> findings;
    while (query.next())
        findings.push_back(read_finding(connection_, query));
    return findings;
}

}  // namespace earshot::io
