#pragma once
// The SQLite connections that are opened while this lives, seen from inside: SQLite tells every
// new connection to an "automatic extension". The store needs no hook of its own for tests.

#include <sqlite3.h>

namespace earshot::test {

class SqliteHandle {
public:
    SqliteHandle() { sqlite3_auto_extension(entry()); }
    ~SqliteHandle() { sqlite3_cancel_auto_extension(entry()); }
    SqliteHandle(const SqliteHandle&) = delete;
    SqliteHandle& operator=(const SqliteHandle&) = delete;

    /// The newest connection.
    sqlite3* get() const { return newest_; }

private:
    using Entry = void (*)();
    static int opened(sqlite3* connection, const char**, const struct sqlite3_api_routines*) {
        newest_ = connection;
        return SQLITE_OK;
    }
    static Entry entry() { return reinterpret_cast<Entry>(&opened); }

    inline static sqlite3* newest_ = nullptr;
};

}  // namespace earshot::test
