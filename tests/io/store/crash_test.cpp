// Promise P3 at the store: whatever interrupts it, a transaction is there as a whole or not at all.

#include "daemon/io/store/store.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/dice.hpp"
#include "support/failing_disk.hpp"
#include "support/poll_transaction.hpp"
#include "support/sqlite_handle.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using test::Dice;
using test::FailingDisk;
using test::Polled;
using test::SqliteHandle;
using test::TemporaryDirectory;

const Instant monday = from_epoch(1'776'000'000);

/// Every row of every table, and SQLite's own opinion of the file.
std::string everything_in(const std::string& path) {
    sqlite3* database = nullptr;
    std::string all;
    EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    const auto list = [](void* into, int columns, char** values, char**) {
        auto& text = *static_cast<std::string*>(into);
        for (int i = 0; i < columns; ++i)
            text += std::string(values[i] ? values[i] : "NULL") + "|";
        text += "\n";
        return 0;
    };
    std::string tables;
    sqlite3_exec(database, "SELECT name FROM sqlite_schema WHERE type = 'table'", list, &tables,
                 nullptr);
    std::string table;
    for (const char c : tables) {
        if (c != '|') {
            if (c != '\n') table += c;
            continue;
        }
        all += table + "\n";
        EXPECT_EQ(sqlite3_exec(database, ("SELECT * FROM " + table).c_str(), list, &all, nullptr),
                  SQLITE_OK)
            << sqlite3_errmsg(database);
        table.clear();
    }
    std::string check;
    sqlite3_exec(database, "PRAGMA integrity_check; PRAGMA foreign_key_check", list, &check,
                 nullptr);
    EXPECT_EQ(check, "ok|\n");
    sqlite3_close(database);
    return all;
}

/// A store with a source that was polled a few times.
Polled prepare(const std::string& path) {
    Store store(path);
    const auto polled = test::add_polled_source(store, 1);
    for (int i = 0; i < 5; ++i)
        test::poll_once(store, polled, i, monday + i * hour);
    return polled;
}

TEST(StoreCrash, After_kill_9_whole_polls_are_there_and_none_that_was_committed_is_missing) {
    test::for_rounds(8, [](Dice& dice) {
        TemporaryDirectory directory;
        const auto path = directory.file("earshot.db");
        const auto polled = prepare(path);
        int done[2];
        ASSERT_EQ(::pipe(done), 0);
        const auto child = ::fork();
        if (child == 0) {
            ::close(done[0]);
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // should this test itself be ended
            try {
                Store store(path);
                for (int i = 5;; ++i) {
                    test::poll_once(store, polled, i, monday + i * hour);
                    if (::write(done[1], &i, sizeof i) != sizeof i) ::_exit(1);
                }
            } catch (const StoreError&) {
                ::_exit(1);
            }
        }
        ::close(done[1]);
        int committed = 4, number = 0;
        const auto enough = 5 + dice.number(0, 60);
        while (committed < enough && ::read(done[0], &number, sizeof number) == sizeof number) {
            committed = number;
        }
        ASSERT_EQ(::kill(child, SIGKILL), 0);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
        while (::read(done[0], &number, sizeof number) == sizeof number)
            committed = number;
        ::close(done[0]);

        int last = 0;
        {
            Store store(path);
            last = store.polls.state(polled.source).failures;
            // The one that was under way may have been committed and not yet reported.
            EXPECT_GE(last, committed);
            EXPECT_LE(last, committed + 1);
            const auto polls = static_cast<std::size_t>(last) + 1;
            ActivityQuery query;
            query.limit = 100'000;
            EXPECT_EQ(store.activities.find(query).size(), polls * 3);
            EXPECT_EQ(store.polls.history(polled.source, 1000).size(),
                      std::min(polls, static_cast<std::size_t>(Polls::history_kept)));
            EXPECT_EQ(store.coverages.of(polled.source).proven_until, monday + last * hour);
            EXPECT_EQ(store.states.of(polled.person).anything.count, last);
        }
        // And the store is the one that an uninterrupted run leaves.
        const auto straight = directory.file("straight.db");
        prepare(straight);
        {
            Store store(straight);
            for (int i = 5; i <= last; ++i) {
                test::poll_once(store, polled, i, monday + i * hour);
            }
        }
        const auto without_install_id = [](std::string all) {
            const auto at = all.find("install_id|");
            return at == std::string::npos ? all : all.erase(at, 44);
        };
        EXPECT_EQ(without_install_id(everything_in(path)),
                  without_install_id(everything_in(straight)));
    });
}

/// Runs one more poll under a fault that strikes ever later, until it strikes too late. Each time
/// the store is as before, or, at the very end, has all of it; and the next poll succeeds.
template <class Break, class Repair>
void strike_everywhere(Break strike_after, Repair repair) {
    TemporaryDirectory directory;
    const auto path = directory.file("earshot.db");
    const auto polled = prepare(path);
    SqliteHandle handle;
    Store store(path);
    sqlite3* const database = handle.get();
    int struck = 0;
    for (int n = 0;; n += 1 + n / 25) {
        SCOPED_TRACE("struck after " + std::to_string(n));
        const auto before = everything_in(path);
        strike_after(database, n);
        bool failed = false;
        std::string why;
        try {
            test::poll_once(store, polled, 5, monday + 5 * hour);
        } catch (const StoreError& error) {
            failed = true;
            why = error.what();
            EXPECT_EQ(std::string(error.what()).rfind(path + ": ", 0), 0U) << error.what();
        }
        repair(database);
        if (!failed) break;
        // Struck behind the COMMIT, when its work was done: then everything is there.
        if (store.polls.state(polled.source).failures == 5) break;
        ASSERT_LT(n, 100'000) << why;
        ++struck;
        ASSERT_EQ(everything_in(path), before);
        ASSERT_EQ(store.polls.state(polled.source).failures, 4);
    }
    EXPECT_GT(struck, 3);
    EXPECT_EQ(store.polls.state(polled.source).failures, 5);
    test::poll_once(store, polled, 6, monday + 6 * hour);
    everything_in(path);
}

TEST(StoreCrash, A_poll_whose_statements_are_stopped_anywhere_leaves_nothing) {
    int left = 0;
    const auto tick = [](void* count) { return --*static_cast<int*>(count) < 0 ? 1 : 0; };
    strike_everywhere(
        [&](sqlite3* database, int n) {
            left = n;
            sqlite3_progress_handler(database, 1, tick, &left);
        },
        [](sqlite3* database) { sqlite3_progress_handler(database, 0, nullptr, nullptr); });
}

TEST(StoreCrash, A_full_disk_at_any_write_leaves_nothing) {
    FailingDisk disk;
    strike_everywhere([&](sqlite3*, int n) { disk.fail_after(n, SQLITE_FULL); },
                      [&](sqlite3*) { disk.repair(); });
}

TEST(StoreCrash, A_broken_disk_at_any_write_leaves_nothing) {
    FailingDisk disk;
    strike_everywhere([&](sqlite3*, int n) { disk.fail_after(n, SQLITE_IOERR_WRITE); },
                      [&](sqlite3*) { disk.repair(); });
}

TEST(StoreCrash, Nothing_is_written_in_a_transaction_that_was_given_up) {
    TemporaryDirectory directory;
    const auto path = directory.file("earshot.db");
    SqliteHandle handle;
    Store store(path);
    {
        Transaction transaction(store);
        store.marks.set("first", monday);
        sqlite3_exec(handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);  // as on a full disk
        EXPECT_THROW(store.marks.set("second", monday), StoreError);
        EXPECT_THROW(transaction.commit(), StoreError);
    }
    EXPECT_FALSE(store.marks.at("first"));
    EXPECT_FALSE(store.marks.at("second"));
    store.marks.set("second", monday);
    EXPECT_TRUE(store.marks.at("second"));
}

TEST(StoreCrash, What_could_not_be_undone_at_once_is_undone_before_anything_else) {
    SqliteHandle handle;
    Store store(":memory:");
    sqlite3* const database = handle.get();
    int forbidden = 0;
    const auto refuse_rollback = [](void* count, int action, const char* what, const char*,
                                    const char*, const char*) {
        const bool rollback = action == SQLITE_TRANSACTION && std::string(what) == "ROLLBACK";
        return rollback && (*static_cast<int*>(count))-- > 0 ? SQLITE_DENY : SQLITE_OK;
    };
    sqlite3_set_authorizer(database, refuse_rollback, &forbidden);
    {
        Transaction transaction(store);
        store.marks.set("undone", monday);
        forbidden = 2;  // at the end of the scope, and once more
    }
    EXPECT_THROW(store.marks.set("kept", monday), StoreError);
    store.marks.set("kept", monday);
    EXPECT_FALSE(store.marks.at("undone"));
    EXPECT_TRUE(store.marks.at("kept"));
    EXPECT_NE(sqlite3_get_autocommit(database), 0);
}

}  // namespace
}  // namespace earshot::io
