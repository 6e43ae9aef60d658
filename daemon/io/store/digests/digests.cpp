#include "daemon/io/store/digests/digests.hpp"

#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/render.hpp"

namespace earshot::io {

namespace {

const std::string columns = "SELECT id, document, text, made_at FROM digest";

StoredDigest read_digest(Connection& connection, Query& query) {
    StoredDigest stored;
    std::string id, document;
    query.read(id, document, stored.text, stored.made_at);
    auto digest = digest_from_json(document);
    if (!digest) connection.fail("digest " + id + " cannot be read");
    stored.digest = *std::move(digest);
    return stored;
}

}  // namespace

void Digests::add(const StoredDigest& digest) {
    Query(connection_, "INSERT INTO digest (id, document, text, made_at) VALUES (?1, ?2, ?3, ?4)")
        .bind(digest.digest.id, render_json(digest.digest), digest.text, digest.made_at)
        .run();
}

std::optional<StoredDigest> Digests::one(const std::string& id) const {
    static const std::string sql = columns + " WHERE id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_digest(connection_, query);
}

std::vector<StoredDigest> Digests::newest(std::size_t limit) const {
    static const std::string sql = columns + " ORDER BY made_at DESC, rowid DESC LIMIT ?1";
    Query query(connection_, sql);
    query.bind(limit);
    std::vector<StoredDigest> digests;
    while (query.next())
        digests.push_back(read_digest(connection_, query));
    return digests;
}

}  // namespace earshot::io
