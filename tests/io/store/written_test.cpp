// What was written is told to whoever asks, whoever wrote it and by whatever statement.

#include "daemon/io/store/written.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

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

}  // namespace
}  // namespace earshot::io
