#pragma once
// The fifth step of the schema: who was erased and is to stay so.

#include <string_view>

namespace earshot::io {

inline constexpr std::string_view schema_5 = R"sql(
-- Of somebody erased: neither name nor account, only what recognises them again.
CREATE TABLE tombstone (
    hash TEXT PRIMARY KEY,  -- tombstone_hash()
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace earshot::io
