// What is left to be committed soon: seen at once, committed with others, undone with others.

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/failing_disk.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

/// How many marks a reader of the file sees.
int marks_seen(const std::string& path) {
    sqlite3* reader = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &reader, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    sqlite3_stmt* count = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(reader, "SELECT count(*) FROM mark", -1, &count, nullptr),
              SQLITE_OK);
    EXPECT_EQ(sqlite3_step(count), SQLITE_ROW);
    const int marks = sqlite3_column_int(count, 0);
    sqlite3_finalize(count);
    sqlite3_close(reader);
    return marks;
}

void set_soon(Store& store, const std::string& mark) {
    Transaction transaction(store, Transaction::Joined{});
    store.marks.set(mark, monday);
    transaction.commit_soon();
}

class WaitingCommit : public testing::Test {
protected:
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
};

TEST_F(WaitingCommit, Is_seen_by_a_reading_and_outlives_it) {
    Store store(path);
    set_soon(store, "a");
    {
        const Reading reading(store);
        EXPECT_EQ(store.marks.at("a"), monday);
        EXPECT_GT(store.schema_version(), 0);
        EXPECT_GT(store.bytes(), 0U);
        EXPECT_THROW(store.marks.set("b", monday), std::logic_error);
        EXPECT_THROW(Transaction::commit_waiting(store), std::logic_error);
    }
    EXPECT_EQ(marks_seen(path), 0);
    set_soon(store, "b");
    Transaction::commit_waiting(store);
    EXPECT_EQ(marks_seen(path), 2);
}

TEST_F(WaitingCommit, Is_seen_here_at_once_and_by_others_when_it_is_made) {
    Store store(path);
    set_soon(store, "a");
    set_soon(store, "b");
    EXPECT_EQ(store.marks.at("a"), monday);
    EXPECT_EQ(store.marks.at("b"), monday);
    EXPECT_EQ(marks_seen(path), 0);
    Transaction::commit_waiting(store);
    EXPECT_EQ(marks_seen(path), 2);
    Transaction::commit_waiting(store);  // nothing waits: nothing happens
}

TEST_F(WaitingCommit, Is_made_before_anything_else_is_written) {
    Store store(path);
    const Person ann{};
    const std::vector<std::function<void()>> writes{
        [&] { store.marks.set("alone", monday); }, [&] { store.people.add(ann); },
        [&] { store.states.check_everybody(monday); }, [&] { const Transaction undone(store); },
        [&] { store.sources.remove(SourceId{1}); }};
    for (std::size_t i = 0; i < writes.size(); ++i) {
        set_soon(store, "waits " + std::to_string(i));
        const int seen = marks_seen(path);
        writes[i]();
        EXPECT_GT(marks_seen(path), seen) << i;
        EXPECT_EQ(store.marks.at("waits " + std::to_string(i)), monday);
    }
}

TEST_F(WaitingCommit, Is_made_when_the_store_is_closed) {
    {
        Store store(path);
        set_soon(store, "a");
    }
    EXPECT_EQ(marks_seen(path), 1);
}

TEST_F(WaitingCommit, Goes_with_the_commit_of_one_that_joined_and_with_its_undoing) {
    Store store(path);
    set_soon(store, "a");
    {
        Transaction joined(store, Transaction::Joined{});
        store.marks.set("b", monday);
        joined.commit();
    }
    EXPECT_EQ(marks_seen(path), 2);
    set_soon(store, "c");
    {
        const Transaction joined(store, Transaction::Joined{});
        store.marks.set("d", monday);
    }
    EXPECT_FALSE(store.marks.at("c"));
    EXPECT_FALSE(store.marks.at("d"));
    Transaction::commit_waiting(store);
    EXPECT_EQ(marks_seen(path), 2);
}

TEST_F(WaitingCommit, Stands_apart_from_a_transaction_that_does_not_join) {
    Store store(path);
    set_soon(store, "a");
    {
        const Transaction apart(store);
        store.marks.set("b", monday);
    }
    EXPECT_TRUE(store.marks.at("a"));
    EXPECT_FALSE(store.marks.at("b"));
}

TEST_F(WaitingCommit, Joining_inside_a_transaction_is_a_bug) {
    Store store(path);
    const Transaction outer(store);
    EXPECT_THROW(Transaction inner(store, Transaction::Joined{}), std::logic_error);
}

TEST_F(WaitingCommit, That_fails_is_told_and_has_not_happened) {
    test::FailingDisk disk;
    Store store(path);
    set_soon(store, "a");
    disk.fail_after(0, SQLITE_FULL);
    EXPECT_THROW(Transaction::commit_waiting(store), StoreError);
    disk.repair();
    EXPECT_FALSE(store.marks.at("a"));
    set_soon(store, "b");
    Transaction::commit_waiting(store);
    EXPECT_EQ(marks_seen(path), 1);
}

}  // namespace
}  // namespace earshot::io
