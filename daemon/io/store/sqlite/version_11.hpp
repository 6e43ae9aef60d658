#pragma once
// The eleventh step of the schema: activities without what all of them repeat.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_11 = R"sql(
-- Words of the program's own that activities have in common: verbs, rules, and how they were seen.
CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO word (word)
    SELECT verb FROM activity UNION SELECT rule FROM activity UNION SELECT quality FROM activity
    UNION SELECT freshness FROM activity UNION SELECT sign FROM activity;

CREATE TABLE activity_in_short (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER REFERENCES source (id) ON DELETE CASCADE,
    person INTEGER REFERENCES person (id) ON DELETE SET NULL,
    verb INTEGER NOT NULL,  -- of word, as are rule, quality, freshness and sign
    actor_uri TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    objects TEXT NOT NULL,  -- JSON, of pack(): what repeats the sentence or the link is short
    more_objects INTEGER NOT NULL,
    stated_after INTEGER,  -- seconds from at, of what the feed said; at is what it was taken for
    sentence TEXT NOT NULL,
    link TEXT NOT NULL,
    rule INTEGER NOT NULL,
    what INTEGER NOT NULL,  -- of SaysKey
    said_at INTEGER,
    at INTEGER NOT NULL,
    quality INTEGER NOT NULL,
    freshness INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    sign INTEGER NOT NULL
) STRICT;
INSERT INTO activity_in_short
    SELECT activity.id, source, person, verb.id, actor_uri, actor_name,
           CASE WHEN sentence <> '' AND objects = json_array(json_array(sentence, link))
                THEN '[[0,' || length(CAST(sentence AS BLOB)) || ',0]]' ELSE objects END,
           more_objects, stated_at - at, sentence, link, rule.id, what, said_at, at, quality.id,
           freshness.id, seen_at, sign.id
    FROM activity
    JOIN word AS verb ON verb.word = activity.verb
    JOIN word AS rule ON rule.word = activity.rule
    JOIN word AS quality ON quality.word = activity.quality
    JOIN word AS freshness ON freshness.word = activity.freshness
    JOIN word AS sign ON sign.word = activity.sign
    ORDER BY activity.id;
-- Ids are never used again, not even those of activities that are gone.
DELETE FROM sqlite_sequence WHERE name = 'activity_in_short';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'activity_in_short', seq FROM sqlite_sequence WHERE name = 'activity';
DROP TABLE activity;
ALTER TABLE activity_in_short RENAME TO activity;
CREATE INDEX activity_says ON activity (source, what, said_at);
CREATE INDEX activity_of_person ON activity (person, at, verb, sign);
-- A first document writes to one place of it, and not to as many as it tells of days.
CREATE INDEX activity_in_source ON activity (source, at);
-- The first activity that was seen on a day, or is of one: a walk through what happened since some
-- time begins there.
CREATE TABLE activity_day (
    day INTEGER PRIMARY KEY,  -- since 1970
    first_id INTEGER NOT NULL
) STRICT;
INSERT INTO activity_day (day, first_id)
    SELECT max(at, seen_at) / 86400, min(id) FROM activity GROUP BY 1;

-- Thousands may be called alike.
DROP INDEX person_by_name;
CREATE INDEX person_by_name ON person (name, standing);
CREATE INDEX wave_by_time ON wave (at);
)sql";

}  // namespace earshot::io
