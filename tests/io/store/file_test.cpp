// The file: who may read it, who may hold it, and which files are refused.

#include "daemon/io/store/store.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/sqlite_handle.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;

struct StoreFile : ::testing::Test {
    TemporaryDirectory directory;
    std::string path = directory.file("earshot.db");

    /// The words with which the file is refused; empty when it is not.
    std::string refusal(const std::string& file) {
        try {
            Store store(file);
            return "";
        } catch (const StoreError& error) {
            EXPECT_EQ(std::string(error.what()).rfind(file + ": ", 0), 0U) << error.what();
            return std::string(error.what()).substr(file.size() + 2);
        }
    }
    std::string refusal() { return refusal(path); }

    /// What any other program can do to the file.
    std::string sqlite(const std::string& sql) {
        sqlite3* database = nullptr;
        std::string answer;
        EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
        const auto take = [](void* into, int columns, char** values, char**) {
            if (columns > 0 && values[0]) *static_cast<std::string*>(into) += values[0];
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), take, &answer, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database);
        sqlite3_close(database);
        return answer;
    }
    static std::string bytes_of(const std::string& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static unsigned mode(const std::string& file) {
        struct stat status {};
        EXPECT_EQ(::stat(file.c_str(), &status), 0) << file;
        return status.st_mode & 0777;
    }
};

TEST_F(StoreFile, Is_its_owners_alone_with_everything_beside_it) {
    const auto deep = directory.file("state/earshot/earshot.db");
    Store store(deep);
    store.marks.set("digest.last", from_epoch(1));
    EXPECT_EQ(mode(deep), 0600U);
    EXPECT_EQ(mode(deep + "-wal"), 0600U);
    EXPECT_EQ(mode(deep + "-shm"), 0600U);
    EXPECT_EQ(mode(deep + ".lock"), 0600U);
    EXPECT_EQ(mode(fs::path(deep).parent_path().string()), 0700U);
}

TEST_F(StoreFile, That_others_could_read_is_closed_to_them) {
    { Store store(path); }
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    Store store(path);
    EXPECT_EQ(mode(path), 0600U);
}

TEST_F(StoreFile, Where_none_can_be_made_is_refused) {
    if (::geteuid() != 0) {
        EXPECT_NE(refusal("/proc/earshot/earshot.db"), "");
    }
    std::ofstream(directory.file("plain")) << "a file";
    EXPECT_NE(refusal(directory.file("plain/earshot.db")), "");
    fs::create_directory(directory.file("folder"));
    EXPECT_EQ(refusal(directory.file("folder")), "cannot be opened: Is a directory");
}

TEST_F(StoreFile, Of_a_newer_earshot_is_refused_and_left_alone) {
    { Store store(path); }
    const auto newest = migrations().size();
    sqlite("PRAGMA user_version = " + std::to_string(newest + 1));
    const auto before = bytes_of(path);
    EXPECT_EQ(refusal(), "was written by a newer earshot (schema " + std::to_string(newest + 1) +
                             "; this one knows up to " + std::to_string(newest) + ")");
    EXPECT_EQ(bytes_of(path), before);
}

TEST_F(StoreFile, Of_another_program_is_refused_and_left_alone) {
    sqlite("CREATE TABLE bookmarks (id INTEGER)");
    const auto before = bytes_of(path);
    EXPECT_EQ(refusal(), "is a database of another program");
    EXPECT_EQ(bytes_of(path), before);
}

TEST_F(StoreFile, That_is_no_database_is_refused_and_left_alone) {
    std::ofstream(path) << std::string(5000, 'x');
    EXPECT_EQ(refusal(), "file is not a database");
    EXPECT_EQ(bytes_of(path), std::string(5000, 'x'));
}

TEST_F(StoreFile, That_was_cut_or_overwritten_is_an_error_and_no_answer) {
    {
        Store store(path);
        Transaction transaction(store);
        for (int i = 0; i < 2000; ++i) {
            store.marks.set("mark " + std::to_string(i), from_epoch(i));
        }
        transaction.commit();
    }
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096);
        file << std::string(static_cast<std::size_t>(fs::file_size(path)) - 4096, '\xff');
    }
    try {
        Store store(path);
        store.marks.at("mark 1000");
        FAIL() << "every page but the first is broken";
    } catch (const StoreError& error) {
        EXPECT_EQ(std::string(error.what()), path + ": database disk image is malformed");
    }
}

TEST_F(StoreFile, That_is_empty_becomes_a_store) {
    std::ofstream{path};
    Store store(path);
    EXPECT_EQ(store.schema_version(), int(migrations().size()));
}

TEST_F(StoreFile, Is_held_by_one_store_at_a_time) {
    const auto held = "is in use by another earshotd (process " + std::to_string(::getpid()) + ")";
    {
        Store store(path);
        EXPECT_EQ(refusal(), held);
        fs::create_symlink(path, directory.file("other-name.db"));
        EXPECT_EQ(refusal(directory.file("other-name.db")), held);
        store.marks.set("digest.last", from_epoch(1));  // the refused one did no harm
    }
    EXPECT_EQ(refusal(), "");
}

TEST_F(StoreFile, Held_by_another_process_is_refused_until_that_ends) {
    int ready[2], finish[2];
    ASSERT_EQ(::pipe(ready), 0);
    ASSERT_EQ(::pipe(finish), 0);
    const auto child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // should this test itself be ended
        try {
            Store store(path);
            char byte = 'r';
            if (::write(ready[1], &byte, 1) == 1) static_cast<void>(!::read(finish[0], &byte, 1));
            ::_exit(0);  // as if killed: nothing is closed in order
        } catch (const StoreError& error) {
            static_cast<void>(!::write(2, error.what(), std::string(error.what()).size()));
            ::_exit(1);
        }
    }
    ::close(ready[1]);
    char byte = 0;
    EXPECT_EQ(::read(ready[0], &byte, 1), 1);
    EXPECT_EQ(refusal(), "is in use by another earshotd (process " + std::to_string(child) + ")");
    EXPECT_EQ(::write(finish[1], &byte, 1), 1);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(refusal(), "");
    for (const int end : {ready[0], finish[0], finish[1]})
        ::close(end);
}

TEST_F(StoreFile, Can_be_read_by_other_programs_while_it_is_held) {
    Store store(path);
    store.marks.set("digest.last", from_epoch(42));
    Transaction transaction(store);
    store.marks.set("digest.last", from_epoch(43));
    EXPECT_EQ(sqlite("SELECT at FROM mark"), "42") << "what is not committed is not there";
    transaction.commit();
    EXPECT_EQ(sqlite("SELECT at FROM mark"), "43");
}

TEST_F(StoreFile, Written_by_another_program_at_the_moment_is_a_clear_error_and_no_harm) {
    test::SqliteHandle handle;
    Store store(path);
    sqlite3_busy_timeout(handle.get(), 0);  // the store waits a while; the test does not
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    try {
        Transaction transaction(store);
        FAIL() << "the other one writes";
    } catch (const StoreError& error) {
        EXPECT_EQ(std::string(error.what()), path + ": database is locked");
    }
    sqlite3_close(other);
    Transaction transaction(store);
    store.marks.set("digest.last", from_epoch(1));
    transaction.commit();
}

TEST_F(StoreFile, What_is_removed_leaves_no_bytes) {
    const std::string secret = "a-name-that-nobody-shall-find";
    {
        Store store(path);
        test::remove_person(store, test::stored_person(store, secret));
    }
    EXPECT_EQ(bytes_of(path).find(secret), std::string::npos);
    EXPECT_FALSE(fs::exists(path + "-wal")) << "closing in order leaves one file";
}

constexpr std::string_view first = "CREATE TABLE one (n INTEGER) STRICT";
constexpr std::string_view second =
    "CREATE TABLE two (n INTEGER) STRICT; INSERT INTO two VALUES (2)";
constexpr std::string_view broken =
    "CREATE TABLE three (n INTEGER) STRICT; INSERT INTO four VALUES (4)";

std::string migrated(const std::string& path, const std::vector<std::string_view>& steps) {
    try {
        Connection connection(path);
        migrate(connection, steps);
        return "";
    } catch (const StoreError& error) {
        return std::string(error.what()).substr(path.size() + 2);
    }
}

TEST_F(StoreFile, Is_brought_forward_by_the_steps_that_are_missing) {
    EXPECT_EQ(migrated(path, {first}), "");
    EXPECT_EQ(sqlite("PRAGMA user_version"), "1");
    EXPECT_EQ(migrated(path, {first, second}), "");
    EXPECT_EQ(sqlite("PRAGMA user_version"), "2");
    EXPECT_EQ(sqlite("SELECT n FROM two"), "2");
    EXPECT_EQ(migrated(path, {first, second}), "");
    EXPECT_EQ(sqlite("SELECT count(*) FROM two"), "1");
}

TEST_F(StoreFile, Keeps_the_version_it_had_when_a_step_fails) {
    EXPECT_EQ(migrated(path, {first, second, broken}), "no such table: four");
    EXPECT_EQ(sqlite("PRAGMA user_version"), "2");
    EXPECT_EQ(sqlite("SELECT group_concat(name) FROM sqlite_schema"), "one,two");
}

}  // namespace
}  // namespace earshot::io
