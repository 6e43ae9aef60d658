#pragma once
// The third step of the schema: how old a source's document is, and since when it is watched.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_3 = R"sql(
ALTER TABLE source ADD COLUMN first_good INTEGER;
ALTER TABLE source ADD COLUMN recovering INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN made INTEGER;  -- of Copy, as are the next
ALTER TABLE source ADD COLUMN made_since INTEGER;
ALTER TABLE source ADD COLUMN stamp INTEGER;
ALTER TABLE source ADD COLUMN prompt_stamps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN renewals INTEGER NOT NULL DEFAULT 0;
CREATE INDEX source_failing ON source (failing_since, host) WHERE failing_since IS NOT NULL;
UPDATE source
    SET first_good = coalesce((SELECT min(seen_at) FROM entry WHERE entry.source = source.id),
                              last_good)
    WHERE last_good IS NOT NULL;
)sql";

}  // namespace earshot::io
