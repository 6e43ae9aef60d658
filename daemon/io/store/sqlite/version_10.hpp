#pragma once
// The tenth step of the schema: what the manners towards a host and the doubt in a server's "not
// modified" need to know, what a poll asked and was told, and what entries without a date say.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_10 = R"sql(
-- A JSON document (request_options.hpp), empty for most. Secrets in it are references.
ALTER TABLE source ADD COLUMN options TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN stale_if_error INTEGER;
ALTER TABLE source ADD COLUMN last_document INTEGER;
ALTER TABLE source ADD COLUMN doubted INTEGER;
ALTER TABLE source ADD COLUMN stuck INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN asked_until INTEGER;
ALTER TABLE source ADD COLUMN publish_gap INTEGER;  -- of Publishing, as are the next two
ALTER TABLE source ADD COLUMN publish_regular INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN published INTEGER;
-- It has moved to the address of another and is asked together with that.
ALTER TABLE source ADD COLUMN same_as INTEGER REFERENCES source (id) ON DELETE SET NULL;
CREATE INDEX source_same_as ON source (same_as) WHERE same_as IS NOT NULL;
CREATE INDEX source_at_host ON source (host);

ALTER TABLE host ADD COLUMN refused_at INTEGER;

ALTER TABLE poll ADD COLUMN asked TEXT NOT NULL DEFAULT '';  -- redacted; empty: the source's own
ALTER TABLE poll ADD COLUMN sent TEXT NOT NULL DEFAULT '';
ALTER TABLE poll ADD COLUMN received TEXT NOT NULL DEFAULT '';
ALTER TABLE poll ADD COLUMN hints TEXT NOT NULL DEFAULT '';

CREATE TABLE words (
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    words_key INTEGER NOT NULL,  -- of ReadEntry
    there_at INTEGER NOT NULL,   -- the last look that met it, to the day
    PRIMARY KEY (source, words_key)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace earshot::io
