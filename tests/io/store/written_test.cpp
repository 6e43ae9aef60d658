// What was written is told to whoever asks, whoever wrote it and by whatever statement; and what is
// read in one go is one state of the store.

#include "daemon/io/store/written.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

using Of = WrittenRow::Of;

WrittenRow row(SourceId id) {
    return {Of::source, static_cast<std::int64_t>(id)};
}
WrittenRow row(PersonId id) {
    return {Of::person, static_cast<std::int64_t>(id)};
}

WrittenRow proof(SourceId id) {
    return {Of::proof, static_cast<std::int64_t>(id)};
}

WrittenRow state(PersonId id) {
    return {Of::state, static_cast<std::int64_t>(id)};
}

class StoreWritten : public testing::Test {
protected:
    bool is_told(const Written::News& news, const WrittenRow& wanted) {
        return std::find(news.rows.begin(), news.rows.end(), wanted) != news.rows.end();
    }
    Written::News since(Written::Place place) const { return store_.written.since(place, 10'000); }

    Store store_{":memory:"};
    PersonId ann_ = test::stored_person(store_, "Ann", Standing::followed, {"https://a.example/"});
    PersonId bo_ = test::stored_person(store_, "Bo", Standing::followed);
    SourceId blog_ = test::stored_blog(store_, "blog.example", ann_);
};

TEST_F(StoreWritten, EveryWriteIsTold) {
    const IdentityKey key{IdentityKey::Kind::account, "b.example", std::nullopt};
    std::int64_t touch = 0;
    const struct {
        const char* what;
        std::function<void()> write;
        std::vector<WrittenRow> rows;
    } table[] = {
        {"a poll", [&] { store_.polls.save(blog_, {}); }, {row(blog_)}},
        {"proof",
         [&] {
             store_.coverages.save(blog_, {{}, monday});
         },
         {row(blog_)}},
        {"lost time",
         [&] {
             store_.coverages.save(blog_, {{{monday, monday + day}}, monday});
         },
         {proof(blog_)}},
        {"a pulse", [&] { store_.pulses.save(blog_, {}); }, {proof(blog_)}},
        {"entries heard",
         [&] {
             store_.vouchings.save(blog_, Vouching{{{monday, true}}});
         },
         {proof(blog_)}},
        {"a state", [&] { store_.states.save(ann_, {}, monday); }, {state(ann_)}},
        {"all checks", [&] { store_.states.check_everybody(monday - day); }, {state(ann_)}},
        {"an answer", [&] { store_.answers.save(ann_, {}); }, {row(ann_)}},
        {"a touch",
         [&] {
             touch = store_.touches.add(ann_, {monday, "", "", false});
         },
         {row(ann_)}},
        {"a touch taken back", [&] { store_.touches.remove(touch); }, {row(ann_)}},
        {"a new key",
         [&] {
             store_.identities.add(bo_, {&key, 1});
         },
         {row(bo_)}},
        {"a key that changes hands",
         [&] {
             store_.belongings.give({{{key, false}}, {blog_}, {}, {}}, ann_);
         },
         {row(ann_), row(bo_), row(blog_)}},
        {"a key removed",
         [&] {
             store_.identities.remove({&key, 1});
         },
         {row(ann_)}},
        {"a claim",
         [&] {
             store_.claims.add({bo_, "a.example", "vcard"}, monday);
         },
         {row(bo_)}},
        {"two told apart", [&] { store_.identities.keep_apart(ann_, bo_); }, {row(ann_), row(bo_)}},
        {"somebody shown", [&] { store_.presence.note(bo_, blog_); }, {row(bo_), row(blog_)}},
        {"found anew", [&] { store_.presence.find_anew(bo_); }, {row(bo_), row(blog_)}},
        {"a merge", [&] { store_.people.hide(ann_, bo_); }, {row(ann_), row(bo_), row(blog_)}},
        {"a word with whom is merged",
         [&] {
             touch = store_.touches.add(ann_, {monday, "", "", false});
         },
         {row(ann_), row(bo_)}},
        {"a merge undone", [&] { store_.people.show_again(ann_); }, {row(ann_), row(bo_)}},
        {"shown again", [&] { store_.presence.note(bo_, blog_); }, {row(bo_), row(blog_)}},
        {"a source removed", [&] { store_.sources.remove(blog_); }, {row(blog_), row(bo_)}},
        {"somebody erased", [&] { store_.erasure.erase(bo_, false, monday); }, {row(bo_)}},
        {"somebody removed", [&] { store_.people.remove(ann_); }, {row(ann_)}},
    };
    for (const auto& [what, write, rows] : table) {
        const Written::Place before = store_.written.certain();
        write();
        const Written::News news = since(before);
        EXPECT_FALSE(news.unknown) << what;
        for (const WrittenRow& one : rows)
            EXPECT_TRUE(is_told(news, one)) << what << ", row " << one.id;
        EXPECT_TRUE(since(news.next).rows.empty()) << what;
    }
}

TEST_F(StoreWritten, OneRowOverAndOverIsToldOnceUntilItIsRead) {
    const Written::Place before = store_.written.certain();
    for (int i = 0; i < 3; ++i)
        store_.polls.save(blog_, {});
    const Written::News news = since(before);
    EXPECT_EQ(news.rows, std::vector{row(blog_)});
    store_.polls.save(blog_, {});
    EXPECT_EQ(since(news.next).rows, std::vector{row(blog_)});
    EXPECT_EQ(since(before).rows.size(), 2U) << "another reader";
}

TEST_F(StoreWritten, WhatMayBeUndoneIsToldAgain) {
    store_.polls.save(blog_, {});
    const Written::Place before = store_.written.certain();
    {
        const Transaction transaction(store_);
        store_.polls.save(blog_, {});
        EXPECT_EQ(since(before).rows, std::vector{row(blog_)});
        EXPECT_EQ(store_.written.certain(), before);
    }
    EXPECT_EQ(since(before).rows, std::vector{row(blog_)});
    EXPECT_GT(store_.written.certain(), before);
}

TEST(WriteLog, OfPeopleAloneItIsKeptForLonger) {
    WriteLogs logs;
    logs.person(PersonId(7));
    for (std::size_t i = 0; i < WriteLog::rows_kept; ++i)
        logs.source(SourceId(static_cast<std::int64_t>(i)));
    EXPECT_GT(logs.all.first(), 1U);
    EXPECT_EQ(logs.people.first(), 1U);
    EXPECT_EQ(logs.people.at(1), row(PersonId(7)));
}

TEST(WriteLog, WhoHasNotReadForLongBeginsAnew) {
    WriteLog log;
    const auto first = log.end();
    for (std::size_t i = 0; i < WriteLog::rows_kept; ++i)
        log.note({Of::source, static_cast<std::int64_t>(i)});
    EXPECT_EQ(log.first(), first);
    log.note({Of::source, -1});
    EXPECT_EQ(log.first(), first + 1);
    EXPECT_EQ(log.at(log.end() - 1), (WrittenRow{Of::source, -1}));
}

TEST_F(StoreWritten, WhatIsKnownAlreadyIsNotWritten) {
    const Written::Place before = store_.written.certain();
    store_.presence.note(ann_, blog_);
    store_.people.remove(PersonId(-1));
    EXPECT_TRUE(since(before).rows.empty());
}

TEST_F(StoreWritten, MuchIsWorthAWordOnceUntilItIsRead) {
    int called = 0;
    since(store_.written.certain());
    store_.written.when_many([&] { ++called; });
    for (int i = 0; i < 2 * static_cast<int>(WriteLog::many); ++i)
        test::stored_source(store_, "h" + std::to_string(i) + ".example");
    EXPECT_EQ(called, 1);
    const Written::News some = store_.written.since(store_.written.certain() - 10, 3);
    EXPECT_EQ(some.rows.size(), 3U);
    EXPECT_TRUE(some.more);
    for (int i = 0; i < static_cast<int>(WriteLog::many); ++i)
        test::stored_source(store_, "i" + std::to_string(i) + ".example");
    EXPECT_EQ(called, 2);
    store_.written.when_many({});
}

TEST_F(StoreWritten, WhoOnlyReadsCannotWrite) {
    const Reading reading(store_);
    EXPECT_TRUE(store_.people.one(ann_));
    EXPECT_THROW(store_.people.remove(ann_), std::logic_error);
    EXPECT_THROW(store_.people.add(Person{}), std::logic_error);
    EXPECT_THROW(Transaction{store_}, std::logic_error);
    const Reading inside(store_);
    EXPECT_TRUE(store_.people.one(ann_));
}

TEST_F(StoreWritten, AReadingSeesOneStateAndLetsOthersWrite) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    Store store(path);
    const PersonId id = test::stored_person(store, "Ann", Standing::followed);
    {
        const Reading reading(store);
        EXPECT_EQ(store.people.one(id)->name, "Ann");
        sqlite3* other = nullptr;
        ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(other, "UPDATE person SET name = 'Anna'", nullptr, nullptr, nullptr),
                  SQLITE_OK);
        sqlite3_close(other);
        EXPECT_EQ(store.people.one(id)->name, "Ann");
    }
    EXPECT_EQ(store.people.one(id)->name, "Anna");
    Transaction transaction(store);
    const Reading inside(store);
    store.people.remove(id);
    transaction.commit();
    EXPECT_FALSE(store.people.one(id));
}

}  // namespace
}  // namespace earshot::io
