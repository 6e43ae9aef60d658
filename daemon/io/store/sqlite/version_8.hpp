#pragma once
// The eighth step of the schema: a run may hold more than was seen, and things said in number.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_8 = R"sql(
ALTER TABLE burst_run ADD COLUMN at_least INTEGER NOT NULL DEFAULT 0;
ALTER TABLE burst_run ADD COLUMN in_number INTEGER NOT NULL DEFAULT 0;

-- Bursts found until now say nothing of this.
UPDATE finding SET evidence = json_set(evidence, '$.at_least', json('false'),
    '$.posts', json('false'), '$.sentences', 0, '$.in_sentences', 0, '$.named', 0, '$.reason', '')
WHERE kind = 'burst';
)sql";

}  // namespace earshot::io
