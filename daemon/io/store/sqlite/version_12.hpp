#pragma once
// The twelfth step of the schema: whether the store is as the configuration declares.

#include <string_view>

namespace earshot::io {

// A mark says that nothing was changed since the store was brought in line with what is declared.
// Whoever writes to what is declared takes it away, by whatever statement; the polls do not, they
// write to other columns.
inline constexpr std::string_view schema_12 = R"sql(
CREATE TRIGGER declared_source_changed
AFTER UPDATE OF url, title, carries, owner, interval, options, declared_at ON source
WHEN old.declared_at <> '' OR new.declared_at <> ''
BEGIN DELETE FROM meta WHERE name = 'declared'; END;

CREATE TRIGGER declared_source_gone AFTER DELETE ON source WHEN old.declared_at <> ''
BEGIN DELETE FROM meta WHERE name = 'declared'; END;

CREATE TRIGGER declared_person_changed
AFTER UPDATE OF name, circle, standing, phone, note, declared_at, accounts, names, sensitivity,
                quiet_after, merged_into ON person
WHEN old.declared_at <> '' OR new.declared_at <> ''
BEGIN DELETE FROM meta WHERE name = 'declared'; END;

CREATE TRIGGER declared_person_gone AFTER DELETE ON person WHEN old.declared_at <> ''
BEGIN DELETE FROM meta WHERE name = 'declared'; END;
)sql";

}  // namespace earshot::io
