#include "daemon/io/store/sources/entries.hpp"

#include <set>

#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/reader.hpp"

namespace earshot::io {

namespace {

/// Of a source that is read for the first time, nothing has to be looked up.
bool has_said_anything(Connection& connection, SourceId id) {
    return Query(connection,
                 "SELECT 1 FROM entry WHERE source = ?1"
                 " UNION ALL SELECT 1 FROM activity WHERE source = ?1"
                 " UNION ALL SELECT 1 FROM words WHERE source = ?1 LIMIT 1")
        .bind(id)
        .next();
}

}  // namespace

Known Entries::known(SourceId id, std::span<const ReadEntry> entries,
                     std::optional<Instant> times_before) const {
    Known known;
    if (!has_said_anything(connection_, id)) return known;
    std::set<std::uint64_t> asked;
    for (const auto& entry : entries) {
        if (Query(connection_, "SELECT 1 FROM entry WHERE source = ?1 AND id_key = ?2")
                .bind(id, entry.id_key)
                .next()) {
            known.ids.insert(entry.id_key);
        }
        if (entry.words_key &&
            Query(connection_, "SELECT 1 FROM words WHERE source = ?1 AND words_key = ?2")
                .bind(id, *entry.words_key)
                .next()) {
            known.words.insert(*entry.words_key);
        }
        for (const auto& says : entry.says)
            asked.insert(says.what);
    }
    for (const auto& entry : entries) {
        const auto time = entry.entry.published ? entry.entry.published : entry.entry.updated;
        if (!time || !times_before || *time >= *times_before) continue;
        if (known.ids.empty() || known.ids.contains(entry.id_key)) continue;
        Query query(connection_,
                    "SELECT at FROM activity INDEXED BY activity_in_source"
                    " WHERE source = ?1 AND at >= ?2 AND at <= ?3 LIMIT 1");
        query.bind(id, *time - same_event_tolerance, *time + same_event_tolerance);
        if (const auto at = query.first<Instant>()) known.times.insert(*at);
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

void Entries::remember_words(SourceId id, std::span<const std::uint64_t> words_keys, Instant now) {
    if (words_keys.empty()) return;
    // What stands there for months is written once a day.
    Query insert(connection_,
                 "INSERT INTO words (source, words_key, there_at) VALUES (?1, ?2, ?3)"
                 " ON CONFLICT DO UPDATE SET there_at = excluded.there_at"
                 " WHERE abs(excluded.there_at - there_at) >= ?4");
    std::int64_t written = 0;
    for (const auto key : words_keys)
        written += insert.bind(id, key, now, Span(day)).run();
    if (written == 0) return;
    const auto kept = Query(connection_, "SELECT count(*) FROM words WHERE source = ?1")
                          .bind(id)
                          .first<std::int64_t>()
                          .value_or(0);
    if (kept <= static_cast<std::int64_t>(words_kept)) return;
    Query(connection_,
          "DELETE FROM words WHERE source = ?1 AND words_key IN"
          " (SELECT words_key FROM words WHERE source = ?1 ORDER BY there_at DESC"
          "  LIMIT -1 OFFSET ?2)")
        .bind(id, words_kept)
        .run();
}

}  // namespace earshot::io
