#pragma once
// The fourteenth step of the schema: what lies beneath what the configuration declares.

#include <string_view>

namespace earshot::io {

// Whoever was declared before has no row: all that is known of them was declared. The mark goes, so
// that the next start lays the configuration over them anew.
inline constexpr std::string_view schema_14 = R"sql(
CREATE TABLE laid_over (
    person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    document TEXT NOT NULL  -- JSON, of laid_over.hpp
) STRICT;
DELETE FROM meta WHERE name = 'declared';
)sql";

}  // namespace earshot::io
