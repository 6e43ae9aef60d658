#pragma once
// The seventh step of the schema: the rule that asks how even somebody is, and lines of one's own.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_7 = R"sql(
-- Of Rhythm; NULL until they are learned from the activities that are kept, once.
ALTER TABLE person_state ADD COLUMN spread REAL;
ALTER TABLE person_state ADD COLUMN longest_days REAL;

-- Until the next run opens, its end is where the one before ended.
ALTER TABLE burst_run DROP COLUMN previous_end;

-- Of OwnLine, in seconds: 0 is never, NULL is none.
ALTER TABLE person ADD COLUMN quiet_after INTEGER;
CREATE TABLE circle (
    name TEXT PRIMARY KEY,
    quiet_after INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace earshot::io
