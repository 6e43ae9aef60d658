#include "daemon/io/store/rehearsal.hpp"

#include <array>
#include <memory>
#include <string>

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::io {

namespace {

constexpr int rows_at_once = 500;  // some milliseconds

struct Table {
    const char* name;
    bool has_row_ids = true;  // else it is small, and taken over at once
};
// All that is asked who somebody is, or whether a source is there.
constexpr std::array<Table, 9> tables{{{"person"},
                                       {"identity"},
                                       {"source"},
                                       {"claim", false},
                                       {"apart", false},
                                       {"tombstone", false},
                                       {"circle", false},
                                       {"mark", false},
                                       {"meta", false}}};

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Statement prepare(Connection& connection, const std::string& sql) {
    sqlite3* const database = connection.database->getHandle();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        connection.fail(sqlite3_errmsg(database));
    return Statement(statement);
}

bool step(Connection& connection, const Statement& statement) {
    const int result = sqlite3_step(statement.get());
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        connection.fail(sqlite3_errmsg(connection.database->getHandle()));
    return result == SQLITE_ROW;
}

std::string places(int columns) {
    std::string text = "?";
    for (int i = 1; i < columns; ++i)
        text += ", ?";
    return text;
}

/// Row after row as it is. Both stores have the newest schema, so columns are the same in number
/// and in meaning; gives the row id of the last one, or 0 when there was none.
std::int64_t copy_rows(Connection& from, Connection& to, const Table& table, std::int64_t after) {
    const std::string name = table.name;
    const Statement select = table.has_row_ids
                                 ? prepare(from, "SELECT rowid, * FROM " + name +
                                                     " WHERE rowid > ?1 ORDER BY rowid LIMIT " +
                                                     std::to_string(rows_at_once))
                                 : prepare(from, "SELECT 0, * FROM " + name);
    if (table.has_row_ids) sqlite3_bind_int64(select.get(), 1, after);
    const int columns = sqlite3_column_count(select.get()) - 1;
    const Statement insert =
        prepare(to, "INSERT OR REPLACE INTO " + name + " VALUES (" + places(columns) + ")");
    std::int64_t last = 0;
    while (step(from, select)) {
        last = sqlite3_column_int64(select.get(), 0);
        for (int column = 1; column <= columns; ++column)
            sqlite3_bind_value(insert.get(), column, sqlite3_column_value(select.get(), column));
        step(to, insert);
        sqlite3_reset(insert.get());
    }
    return last;
}

}  // namespace

bool Rehearsal::copy_on() {
    if (table_ == tables.size()) return false;
    // Whoever is removed between two steps is still there in the rows that name them.
    if (table_ == 0 && last_ == 0) to_.run("PRAGMA foreign_keys = OFF");
    const Reading reading(from_);
    Transaction transaction(to_);
    last_ = copy_rows(from_, to_, tables[table_], last_);
    transaction.commit();
    if (last_ == 0) ++table_;
    return table_ < tables.size();
}

}  // namespace earshot::io
