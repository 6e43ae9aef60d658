#include "daemon/io/store/sources/entries.hpp"

#include <set>

#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/reader.hpp"

namespace earshot::io {

Known Entries::known(SourceId id, std::span<const ReadEntry> entries) const {
    Known known;
    std::set<std::uint64_t> asked;
    for (const auto& entry : entries) {
        if (Query(connection_, "SELECT 1 FROM entry WHERE source = ?1 AND id_key = ?2")
                .bind(id, entry.id_key)
                .next()) {
            known.ids.insert(entry.id_key);
        }
        for (const auto& says : entry.says)
            asked.insert(says.what);
    }
    for (const auto what : asked) {
        Query query(connection_,
                    "SELECT said_at FROM activity WHERE source = ?1 AND what = ?2"
                    " AND said_at IS NOT NULL ORDER BY said_at DESC LIMIT ?3");
        for (const auto at : query.bind(id, what, says_times).all<Instant>()) {
            known.says.emplace(what, at);
        }
    }
    return known;
}

void Entries::remember(SourceId id, std::span<const std::uint64_t> id_keys, Instant now) {
    Query insert(connection_,
                 "INSERT INTO entry (source, id_key, seen_at) VALUES (?1, ?2, ?3)"
                 " ON CONFLICT DO NOTHING");
    for (const auto key : id_keys)
        insert.bind(id, key, now).run();
}

}  // namespace earshot::io
