#pragma once
// The fourth step of the schema: what the user answers, and several people at once.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_4 = R"sql(
ALTER TABLE finding ADD COLUMN snoozed_until INTEGER;

ALTER TABLE person ADD COLUMN sensitivity TEXT;  -- NULL: the circle's, else everybody's
-- Of Answers.
ALTER TABLE person ADD COLUMN away_from INTEGER;
ALTER TABLE person ADD COLUMN away_until INTEGER;
ALTER TABLE person ADD COLUMN usual_silence_days REAL NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN usual_run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN usual_connections INTEGER NOT NULL DEFAULT 0;

-- Words between the user and a person.
CREATE TABLE touch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    how TEXT NOT NULL,
    note TEXT NOT NULL,
    seen INTEGER NOT NULL  -- 1: in the user's own feed
) STRICT;
CREATE INDEX touch_of_person ON touch (person, at);

-- Who connected with a newcomer lately, and when that was last told.
CREATE TABLE meeting (
    newcomer TEXT NOT NULL,  -- account key, else name
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (newcomer, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_by_time ON meeting (at);
CREATE INDEX meeting_of_person ON meeting (person);
CREATE TABLE wave (
    newcomer TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace earshot::io
