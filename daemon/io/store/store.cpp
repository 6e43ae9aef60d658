// Opening, transactions and the small things: marks, the install id, idempotency keys, the size.

#include "daemon/io/store/store.hpp"

#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"

namespace earshot::io {

Store::Store(const std::string& path) : connection_(std::make_unique<Connection>(path)) {
    // First of all, because a file that is refused is left as it was.
    migrate(*connection_, migrations());
    const auto mode = Query(*connection_, "PRAGMA journal_mode = WAL").first<std::string>();
    if (mode != "wal" && path != Connection::in_memory) {
        connection_->fail("cannot keep a write-ahead log there; is it a network file system?");
    }
}

Store::~Store() = default;

struct Store::Transaction::State {
    Connection& connection;
};

Store::Transaction::Transaction(Store& store)
    : state_(std::make_unique<State>(State{*store.connection_})) {
    auto& connection = state_->connection;
    if (connection.transaction_open) {
        throw std::logic_error("a store transaction is begun inside another");
    }
    try {
        Query(connection, "BEGIN IMMEDIATE").run();
    } catch (const StoreError&) {
        connection.undo();
        throw;
    }
    connection.transaction_open = true;
}

Store::Transaction::~Transaction() {
    if (!state_) return;
    auto& connection = state_->connection;
    connection.undo();
    connection.transaction_open = false;
    connection.disk_wanted = false;
}

void Store::Transaction::commit() {
    if (!state_) throw std::logic_error("a store transaction is committed twice");
    auto& connection = state_->connection;
    Query(connection, "COMMIT").run();
    connection.transaction_open = false;
    state_.reset();
    if (connection.disk_wanted) connection.bring_to_disk();
}

int Store::schema_version() const {
    return Query(*connection_, "PRAGMA user_version").first<int>().value_or(0);
}

std::string Store::install_id() const {
    return Query(*connection_, "SELECT value FROM meta WHERE name = 'install_id'")
        .first<std::string>()
        .value();
}

std::optional<Instant> Store::mark(const std::string& name) const {
    return Query(*connection_, "SELECT at FROM mark WHERE name = ?1").bind(name).first<Instant>();
}

void Store::set_mark(const std::string& name, Instant at) {
    Query(*connection_,
          "INSERT INTO mark (name, at) VALUES (?1, ?2)"
          " ON CONFLICT (name) DO UPDATE SET at = excluded.at")
        .bind(name, at)
        .run();
}

std::optional<std::string> Store::idempotent(const std::string& key) const {
    return Query(*connection_, "SELECT result FROM idempotent WHERE key = ?1")
        .bind(key)
        .first<std::string>();
}

void Store::remember_idempotent(const std::string& key, const std::string& id, Instant now) {
    AllOrNothing step(*connection_);
    Query(*connection_,
          "INSERT INTO idempotent (key, result, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
        .bind(key, id, now)
        .run();
    Query(*connection_,
          "DELETE FROM idempotent WHERE number <="
          " (SELECT max(number) FROM idempotent) - ?1")
        .bind(idempotent_kept)
        .run();
    step.keep();
}

std::size_t Store::bytes() const {
    const auto& path = connection_->path;
    if (path == Connection::in_memory) {
        return Query(*connection_,
                     "SELECT page_count * page_size"
                     " FROM pragma_page_count, pragma_page_size")
            .first<std::size_t>()
            .value_or(0);
    }
    std::size_t sum = 0;
    for (const auto& file : {path, path + "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        if (!error) sum += size;
    }
    return sum;
}

}  // namespace earshot::io
