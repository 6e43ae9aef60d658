#pragma once
// The thirteenth step of the schema: the history of polls in the order in which they were made, and
// what is left of secure connections over a restart.

#include <string_view>

namespace earshot::io {

// Every poll writes one line: by source each would lie on a page of its own. Now all are written at
// the end of the table, and a source is followed backwards from its newest one.
inline constexpr std::string_view schema_13 = R"sql(
ALTER TABLE poll RENAME TO poll_by_source;
CREATE TABLE poll (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,  -- not in an index: see before
    before INTEGER,           -- the number of its poll before this one
    at INTEGER NOT NULL,
    result TEXT NOT NULL,
    status INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    news INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    next_reason TEXT NOT NULL,
    next_detail TEXT NOT NULL,
    problem TEXT NOT NULL,
    asked TEXT NOT NULL,  -- redacted; empty: the source's own
    sent TEXT NOT NULL,
    received TEXT NOT NULL,
    hints TEXT NOT NULL
) STRICT;
INSERT INTO poll
SELECT place, source, lag(place) OVER (PARTITION BY source ORDER BY place), at, result, status,
       bytes, entries, news, next_at, next_reason, next_detail, problem, asked, sent, received,
       hints
FROM (SELECT *, row_number() OVER (ORDER BY at, source, number) AS place FROM poll_by_source)
ORDER BY place;
DROP TABLE poll_by_source;

ALTER TABLE source ADD COLUMN last_poll INTEGER;  -- the number of its newest poll
UPDATE source SET last_poll = newest.number
FROM (SELECT source, max(number) AS number FROM poll GROUP BY source) AS newest
WHERE newest.source = source.id;

CREATE TABLE tls_session (  -- in the order in which they were used; empty while the daemon runs
    host TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    session BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;
)sql";

}  // namespace earshot::io
