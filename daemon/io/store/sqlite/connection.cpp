#include "daemon/io/store/sqlite/connection.hpp"

#include <stdexcept>
#include <utility>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::io {

struct CachedStatement {
    CachedStatement(SQLite::Database& database, const std::string& sql)
        : statement(database, sql), only_reads(sql.starts_with("SELECT")) {}
    SQLite::Statement statement;
    bool only_reads;
    bool in_use = false;
};

/// How long a write waits for another program that writes to the file. Readers block nobody.
static constexpr int busy_milliseconds = 2000;

// A commit survives kill -9: in WAL mode it is in the log, in the kernel's hands, before COMMIT
// returns. With synchronous=NORMAL the log is brought to the disk at checkpoints only, so a power
// cut may undo the last transactions, each as a whole. That costs a few polls, which are repeated;
// the store is consistent in every case. What a mail has said must not be undone, though, or its
// numbers would be given again: see bring_to_disk().
//
// secure_delete overwrites what is removed: "erase" has to be true of the file as well. Nothing
// goes to temporary files. A checkpoint costs two waits for the disk, so the log is let grow to
// 32 MB first; after a burst of writes it shrinks again. trusted_schema is off because the file may
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
        "PRAGMA cache_size = -16384;"
        "PRAGMA journal_size_limit = 67108864;"
        "PRAGMA wal_autocheckpoint = 8000;"
        "PRAGMA synchronous = NORMAL");
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
    if (!std::exchange(commit_waits, false)) return;
    if (!in_transaction()) fail("what waited to be committed was given up after an error");
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
        try {
            std::string text(sql);
            auto statement = std::make_unique<CachedStatement>(*connection.database, text);
            found = connection.statements.emplace(std::move(text), std::move(statement)).first;
        } catch (const SQLite::Exception& error) {
            connection.fail(error.what());
        }
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
    // Nothing to report: the step that failed has thrown already.
    cached_.statement.tryReset();
    cached_.statement.clearBindings();  // no value outlives its use
    cached_.in_use = false;
}

bool Query::next() {
    try {
        return cached_.statement.executeStep();
    } catch (const SQLite::Exception& error) {
        connection_.fail(error.what());
    }
}

int Query::run() {
    while (next()) {
    }
    const int changes = cached_.statement.getChanges();
    cached_.statement.tryReset();  // the last step succeeded, so this does
    return changes;
}

void Query::put_nothing(int index) {
    cached_.statement.bind(index);
}

void Query::put_integer(int index, std::int64_t value) {
    cached_.statement.bind(index, value);
}

void Query::put(int index, double value) {
    cached_.statement.bind(index, value);
}

void Query::put(int index, const std::string& value) {
    cached_.statement.bind(index, value);
}

void Query::put(int index, const Bytes& value) {
    cached_.statement.bind(index, value.text.data(), static_cast<int>(value.text.size()));
}

bool Query::is_nothing(int column) {
    return cached_.statement.isColumnNull(column);
}

std::int64_t Query::integer(int column) {
    return cached_.statement.getColumn(column).getInt64();
}

void Query::take(int column, double& value) {
    value = cached_.statement.getColumn(column).getDouble();
}

void Query::take(int column, std::string& value) {
    value = cached_.statement.getColumn(column).getString();
}

void Query::take(int column, Url& value) {
    std::string text;
    take(column, text);
    if (text.empty()) {
        value = Url();
        return;
    }
    auto url = Url::parse(text);
    if (!url) unreadable(column);
    value = *std::move(url);
}

void Query::unreadable(int column) {
    const auto& field = cached_.statement.getColumn(column);
    connection_.fail("what stands in " + std::string(field.getName()) +
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
