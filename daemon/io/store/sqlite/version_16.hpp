#pragma once
// The sixteenth step of the schema: what it takes to undo a change that is made by steps.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_16 = R"sql(
CREATE TABLE change_part (
    id INTEGER PRIMARY KEY,  -- in their order
    change INTEGER NOT NULL REFERENCES change (number) ON DELETE CASCADE,
    document TEXT NOT NULL   -- JSON, as that of the change
) STRICT;
CREATE INDEX change_part_of ON change_part (change);
)sql";

}  // namespace earshot::io
