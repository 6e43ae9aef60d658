#pragma once
// What the store is asked to do while this lives, by the newest connection that a SqliteHandle saw:
// statements begun, rows changed, and steps of SQLite's machine, which tell a walk from a seek.
// Work is counted, not timed.

#include <sqlite3.h>

namespace earshot::test {

class StoreWork {
public:
    explicit StoreWork(sqlite3* database)
        : database_(database),
          changed_before_(sqlite3_total_changes(database)),
          steps_before_(steps_of(database)) {
        sqlite3_trace_v2(database_, SQLITE_TRACE_STMT, &begun, this);
    }
    ~StoreWork() { sqlite3_trace_v2(database_, 0, nullptr, nullptr); }
    StoreWork(const StoreWork&) = delete;
    StoreWork& operator=(const StoreWork&) = delete;

    int statements() const { return statements_; }
    /// Of all statements that the store holds prepared.
    long long steps() const { return steps_of(database_) - steps_before_; }
    int rows() const { return sqlite3_total_changes(database_) - changed_before_; }

private:
    static int begun(unsigned, void* self, void*, void*) {
        ++static_cast<StoreWork*>(self)->statements_;
        return 0;
    }

    static long long steps_of(sqlite3* database) {
        long long steps = 0;
        for (auto* each = sqlite3_next_stmt(database, nullptr); each != nullptr;
             each = sqlite3_next_stmt(database, each))
            steps += sqlite3_stmt_status(each, SQLITE_STMTSTATUS_VM_STEP, 0);
        return steps;
    }

    sqlite3* database_;
    int changed_before_;
    long long steps_before_;
    int statements_ = 0;
};

}  // namespace earshot::test
