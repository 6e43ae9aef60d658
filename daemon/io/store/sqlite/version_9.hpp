#pragma once
// The ninth step of the schema: what is no sign of life, and what the entries of a feed of many
// say of who acts.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_9 = R"sql(
ALTER TABLE activity ADD COLUMN sign TEXT NOT NULL DEFAULT 'life';  -- of Sign
DROP INDEX activity_of_person;
CREATE INDEX activity_of_person ON activity (person, at, verb, sign);

-- The last entries of a feed that carries many, oldest first.
CREATE TABLE heard (
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    named INTEGER NOT NULL,
    PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;
-- One entry may have been several activities, of one time and one sentence.
INSERT INTO heard (source, number, at, named)
    SELECT source, row_number() OVER (PARTITION BY source ORDER BY at), at, named FROM (
        SELECT source, at, named, row_number() OVER (PARTITION BY source ORDER BY at DESC) AS back
        FROM (SELECT activity.source, at,
                     max(person IS NOT NULL OR actor_name <> '' OR actor_uri <> '') AS named
              FROM activity JOIN source ON source.id = activity.source AND carries = 'many'
              GROUP BY activity.source, at, sentence))
    WHERE back <= 80;
)sql";

}  // namespace earshot::io
