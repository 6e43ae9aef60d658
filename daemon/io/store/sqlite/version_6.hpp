#pragma once
// The sixth step of the schema: what makes two reports one finding, and what ends one by its word.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_6 = R"sql(
ALTER TABLE finding ADD COLUMN which TEXT NOT NULL DEFAULT '';  -- of FindingKey

UPDATE finding SET which = coalesce(CASE kind
    WHEN 'quiet' THEN evidence ->> '$.due'
    WHEN 'burst' THEN (evidence ->> '$.of') || ' ' || (evidence ->> '$.start')
    WHEN 'follow_up' THEN (evidence ->> '$.connected') || ' day ' || (evidence ->> '$.asked_on_day')
    WHEN 'shared' THEN CASE evidence ->> '$.of'
        WHEN 'newcomer' THEN 'newcomer ' || (evidence ->> '$.newcomer')
        ELSE 'quiets' || (SELECT group_concat(' ' || value, '') FROM json_each(evidence, '$.quiets'))
    END
    WHEN 'trouble' THEN (evidence ->> '$.trouble') || ' ' || CASE evidence ->> '$.trouble'
        WHEN 'moved' THEN evidence ->> '$.detail'
        ELSE evidence ->> '$.since'
    END
END, '');

-- What ends a finding was kept as the sentence that people read.
UPDATE finding SET closed_by = CASE closed_by
    WHEN 'seen again' THEN 'seen-again'
    WHEN 'seen earlier after all' THEN 'seen-earlier'
    WHEN 'who is who changed' THEN 'who-is-who'
    WHEN 'a source was removed' THEN 'source-removed'
    WHEN 'its connections are told by themselves' THEN 'told-connections'
    WHEN 'the others have ended' THEN 'others-ended'
    WHEN 'read again' THEN 'read-again'
    WHEN 'a newer copy came' THEN 'newer-copy'
    WHEN 'it shows entries' THEN 'shows-entries'
    WHEN 'it has not happened again' THEN 'not-again'
    WHEN 'it answers where it is looked for' THEN 'answers-there'
    WHEN 'the feed is paused' THEN 'paused'
    WHEN 'you were in touch' THEN 'touched'
    WHEN 'known to be away' THEN 'away'
    WHEN 'at rest' THEN 'at-rest'
    WHEN 'let go' THEN 'let-go'
    WHEN 'earshot ok' THEN 'ok'
    WHEN 'earshot normal' THEN 'normal'
    WHEN 'earshot wrong' THEN 'wrong'
    WHEN 'asked again' THEN 'asked-again'
    WHEN 'faded: unanswered for two weeks' THEN 'faded'
    ELSE ''
END;

CREATE INDEX finding_by_key ON finding (kind, which, person);
-- Asked at every poll, and in the order of numbers.
DROP INDEX finding_of_source;
CREATE INDEX finding_of_source ON finding (source, kind);
)sql";

}  // namespace earshot::io
