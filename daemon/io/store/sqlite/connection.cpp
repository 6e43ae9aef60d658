#include "daemon/io/store/sqlite/connection.hpp"

#include <stdexcept>
#include <utility>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::io {

/// A statement is stepped and read through SQLite's own functions: a wrapper's checks and counted
/// references, once for each column, would be a good part of what a poll costs.
struct CachedStatement {
    // What begins or ends a transaction has no columns, and reads nothing either.
    explicit CachedStatement(sqlite3_stmt* prepared)
        : statement(prepared),
          only_reads(sqlite3_stmt_readonly(prepared) != 0 && sqlite3_column_count(prepared) > 0) {}

    struct Finalize {
        void operator()(sqlite3_stmt* given) const { sqlite3_finalize(given); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    bool only_reads;
    bool in_use = false;
    bool at_end = false;  // one more step would begin it anew
};

/// How long a write waits for another program that writes to the file. Readers block nobody.
static constexpr int busy_milliseconds = 2000;

/// SQLite's word that a row was added, changed or removed.
static void note_row(void* log, int, const char*, const char* table, sqlite3_int64 row) {
    static_cast<WriteLogs*>(log)->row(table, row);
}

// A commit survives kill -9: in WAL mode it is in the log, in the kernel's hands, before COMMIT
// returns. With synchronous=NORMAL the log is brought to the disk at checkpoints only, so a power
// cut may undo the last transactions, each as a whole. That costs a few polls, which are repeated;
// the store is consistent in every case. What a mail has said must not be undone, though, or its
// numbers would be given again: see bring_to_disk().
//
// secure_delete overwrites what is removed: "erase" has to be true of the file as well. Nothing
// goes to temporary files. A checkpoint costs two waits for the disk, so the log is let grow first,
// to 12 MB: everybody waits while that much is written. trusted_schema is off because the file may
// have been in other hands.
Connection::Connection(const std::string& given)
    : path(given), file(given == in_memory ? HeldFile() : HeldFile(given)) {
    try {
        database = std::make_unique<SQLite::Database>(
            path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, busy_milliseconds);
    } catch (const SQLite::Exception& error) {
        fail(error.what());
    }
    run("PRAGMA trusted_schema = OFF;"
        "PRAGMA foreign_keys = ON;"
        "PRAGMA secure_delete = ON;"
        "PRAGMA temp_store = MEMORY;"
        "PRAGMA cache_size = -6144;"
        "PRAGMA journal_size_limit = 67108864;"
        "PRAGMA wal_autocheckpoint = 3000;"
        "PRAGMA synchronous = NORMAL");
    sqlite3_update_hook(database->getHandle(), &note_row, &log);
}

Connection::~Connection() {
    try {
        commit_waiting();
    } catch (const StoreError&) {
        // Then it has not happened, as after a power cut.
    }
}

void Connection::fail(const std::string& why) const {
    throw StoreError(path + ": " + why);
}

void Connection::run(const std::string& sql) {
    if (!transaction_open) commit_waiting();
    try {
        database->exec(sql);
    } catch (const SQLite::Exception& error) {
        fail(error.what());
    }
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(database->getHandle()) == 0;
}

void Connection::undo() noexcept {
    commit_waits = false;
    ++undone;
    try {
        undo_pending = true;
        if (in_transaction()) run("ROLLBACK");
        undo_pending = false;
    } catch (const StoreError&) {
        // Another error is on its way out; check() tries again.
    }
}

void Connection::check() {
    if (transaction_open) {
        if (undo_pending || !in_transaction()) fail("the transaction was given up after an error");
    } else if (undo_pending) {
        undo();
        if (undo_pending) fail("what was not committed cannot be undone");
    }
}

void Connection::commit_waiting() {
    if (commit_waits && only_reads) throw std::logic_error("the store is written while it is read");
    if (!std::exchange(commit_waits, false)) return;
    if (!in_transaction()) {
        ++undone;
        fail("what waited to be committed was given up after an error");
    }
    try {
        Query(*this, "COMMIT").run();
    } catch (const StoreError&) {
        undo();
        throw;
    }
}

void Connection::bring_to_disk() {
    disk_wanted = true;
    if (transaction_open) return;
    commit_waiting();
    disk_wanted = false;
    Query(*this, "PRAGMA wal_checkpoint(PASSIVE)").run();  // syncs the log first
}

namespace {

CachedStatement& borrow(Connection& connection, std::string_view sql) {
    connection.check();
    auto found = connection.statements.find(sql);
    if (found == connection.statements.end()) {
        auto* const database = connection.database->getHandle();
        sqlite3_stmt* prepared = nullptr;
        if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &prepared, nullptr) != SQLITE_OK)
            connection.fail(sqlite3_errmsg(database));
        auto statement = std::make_unique<CachedStatement>(prepared);
        found = connection.statements.emplace(std::string(sql), std::move(statement)).first;
    }
    auto& cached = *found->second;
    // What is written outside of a transaction is committed when it is done, and not later.
    if (!cached.only_reads && !connection.transaction_open) connection.commit_waiting();
    if (cached.in_use) throw std::logic_error("a store statement is used inside itself");
    cached.in_use = true;
    return cached;
}

}  // namespace

Query::Query(Connection& connection, std::string_view sql)
    : connection_(connection), cached_(borrow(connection, sql)) {}

Query::~Query() {
    reset();
    sqlite3_clear_bindings(cached_.statement.get());  // no value outlives its use
    cached_.in_use = false;
}

void Query::reset() {
    // Nothing to report: the step that failed has thrown already.
    sqlite3_reset(cached_.statement.get());
    cached_.at_end = false;
}

bool Query::next() {
    if (cached_.at_end) return false;
    switch (sqlite3_step(cached_.statement.get())) {
        case SQLITE_ROW: return true;
        case SQLITE_DONE: cached_.at_end = true; return false;
        default: connection_.fail(sqlite3_errmsg(connection_.database->getHandle()));
    }
}

int Query::run() {
    if (connection_.only_reads && !cached_.only_reads)
        throw std::logic_error("the store is written while it is read");
    while (next()) {
    }
    const int changes = sqlite3_changes(connection_.database->getHandle());
    reset();
    return changes;
}

std::int64_t Query::insert() {
    run();
    return sqlite3_last_insert_rowid(connection_.database->getHandle());
}

void Query::bound(int result) {
    if (result != SQLITE_OK) connection_.fail(sqlite3_errmsg(connection_.database->getHandle()));
}

void Query::put_nothing(int index) {
    bound(sqlite3_bind_null(cached_.statement.get(), index));
}

void Query::put_integer(int index, std::int64_t value) {
    bound(sqlite3_bind_int64(cached_.statement.get(), index, value));
}

void Query::put_word(int index, std::string_view word) {
    const char* text = word.empty() ? "" : word.data();  // without an address it would be NULL
    bound(sqlite3_bind_text(cached_.statement.get(), index, text, static_cast<int>(word.size()),
                            SQLITE_STATIC));
}

void Query::put(int index, double value) {
    bound(sqlite3_bind_double(cached_.statement.get(), index, value));
}

void Query::put(int index, const std::string& value) {
    bound(sqlite3_bind_text(cached_.statement.get(), index, value.data(),
                            static_cast<int>(value.size()), SQLITE_TRANSIENT));
}

void Query::put(int index, const Bytes& value) {
    bound(sqlite3_bind_blob(cached_.statement.get(), index, value.text.data(),
                            static_cast<int>(value.text.size()), SQLITE_TRANSIENT));
}

bool Query::is_nothing(int column) {
    return sqlite3_column_type(cached_.statement.get(), column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) {
    return sqlite3_column_int64(cached_.statement.get(), column);
}

std::string_view Query::text(int column) {
    const auto* bytes =
        static_cast<const char*>(sqlite3_column_blob(cached_.statement.get(), column));
    const int size = sqlite3_column_bytes(cached_.statement.get(), column);
    return bytes == nullptr ? std::string_view()
                            : std::string_view(bytes, static_cast<std::size_t>(size));
}

void Query::take(int column, double& value) {
    value = sqlite3_column_double(cached_.statement.get(), column);
}

void Query::take(int column, std::string& value) {
    value = text(column);
}

void Query::take(int column, Url& value) {
    const std::string_view address = text(column);
    if (address.empty()) {
        value = Url();
        return;
    }
    auto url = Url::parse(address);
    if (!url) unreadable(column);
    value = *std::move(url);
}

void Query::unreadable(int column) {
    const char* name = sqlite3_column_name(cached_.statement.get(), column);
    connection_.fail("what stands in " + std::string(name == nullptr ? "a column" : name) +
                     " cannot be read; was it written by another program?");
}

AllOrNothing::AllOrNothing(Connection& connection) : connection_(connection) {
    try {
        Query(connection_, "SAVEPOINT all_or_nothing").run();
    } catch (const StoreError&) {
        connection_.undo();
        throw;
    }
}

AllOrNothing::~AllOrNothing() {
    if (kept_ || !connection_.in_transaction()) return;
    ++connection_.undone;
    try {
        connection_.run("ROLLBACK TO all_or_nothing; RELEASE all_or_nothing");
    } catch (const StoreError&) {
        // Then the transaction around it goes too: it would keep half of this.
        connection_.undo();
    }
}

void AllOrNothing::keep() {
    Query(connection_, "RELEASE all_or_nothing").run();
    kept_ = true;
}

}  // namespace earshot::io
