#pragma once
// The second step of the schema: who is who, and what the user did outside of any source.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_2 = R"sql(
ALTER TABLE person ADD COLUMN connected_on INTEGER;
-- Merged into another: the row waits, unseen, for the merge to be undone.
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id) ON DELETE CASCADE;
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

-- An account is known by its lower-case form too.
INSERT INTO identity (kind, value, source, person, stated)
    SELECT kind, lower(value), source, person, stated FROM identity WHERE kind = 'account'
    ON CONFLICT DO NOTHING;
-- A name that a feed gave means somebody in that feed only.
DELETE FROM identity WHERE kind = 'name' AND stated = 0;

-- An activity without a source is the user's own, from an import.
CREATE TABLE activity_without_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER REFERENCES source (id) ON DELETE CASCADE,
    person INTEGER REFERENCES person (id) ON DELETE SET NULL,
    verb TEXT NOT NULL,
    actor_uri TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    objects TEXT NOT NULL,  -- JSON: [["name", "uri"], ...]
    more_objects INTEGER NOT NULL,
    stated_at INTEGER,  -- what the feed said; at is what it was taken for
    sentence TEXT NOT NULL,
    link TEXT NOT NULL,
    rule TEXT NOT NULL,
    what INTEGER NOT NULL,  -- of SaysKey
    said_at INTEGER,
    at INTEGER NOT NULL,
    quality TEXT NOT NULL,
    freshness TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
INSERT INTO activity_without_source
    SELECT id, source, person, verb, actor_uri, actor_name, objects, more_objects, stated_at,
           sentence, link, rule, what, said_at, at, quality, freshness, seen_at FROM activity;
-- Ids are never used again, not even those of activities that are gone.
DELETE FROM sqlite_sequence WHERE name = 'activity_without_source';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'activity_without_source', seq FROM sqlite_sequence WHERE name = 'activity';
DROP TABLE activity;
ALTER TABLE activity_without_source RENAME TO activity;
CREATE INDEX activity_says ON activity (source, what, said_at);
CREATE INDEX activity_of_person ON activity (person, at, verb);
CREATE INDEX activity_at ON activity (at);

-- Somebody's page or card says that this account is theirs too, and somebody else has it.
CREATE TABLE claim (
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    origin TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person, account)
) STRICT, WITHOUT ROWID;

-- The user said that these are two people. The smaller id first.
CREATE TABLE apart (
    one INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_by_other ON apart (other);

-- What can be undone: what was done, in words, and what it takes to undo it.
CREATE TABLE change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    people TEXT NOT NULL,    -- JSON: their ids
    document TEXT NOT NULL,  -- JSON
    undone_at INTEGER
) STRICT;
CREATE INDEX change_by_time ON change (at);
)sql";

}  // namespace earshot::io
