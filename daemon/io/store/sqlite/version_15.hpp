#pragma once
// The fifteenth step of the schema: several circles, who says a name, what a card says of
// somebody.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_15 = R"sql(
-- JSON, as accounts and names are; the first is the one that somebody is told of with.
ALTER TABLE person RENAME COLUMN circle TO circles;
UPDATE person SET circles = CASE circles WHEN '' THEN '[]' ELSE json_array(circles) END;

ALTER TABLE person ADD COLUMN name_from TEXT NOT NULL DEFAULT 'user';  -- of NameFrom
UPDATE person SET name_from = 'feed'
WHERE standing = 'light' AND accounts = '[]' AND connected_on IS NULL;
ALTER TABLE person ADD COLUMN company TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN position TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN birthday TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace earshot::io
