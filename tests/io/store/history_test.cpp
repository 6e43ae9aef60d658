// The history of polls: each source's own, newest first, no more than is kept.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/times.hpp"
#include "support/dice.hpp"
#include "support/stored.hpp"

namespace earshot::io {

namespace {

using test::Dice;
using test::for_rounds;

bool operator==(const PollRecord& a, const PollRecord& b) {
    return a.at == b.at && a.result == b.result && a.status == b.status && a.bytes == b.bytes &&
           a.entries == b.entries && a.news == b.news && a.next == b.next &&
           a.problem == b.problem && a.asked == b.asked && a.sent == b.sent &&
           a.received == b.received && a.hints == b.hints;
}

const Instant monday = from_epoch(1'776'000'000);
constexpr std::size_t all = 1000;
constexpr auto kept = static_cast<std::size_t>(Polls::history_kept);

class StoreHistory : public ::testing::Test {
protected:
    StoreHistory() { migrate(connection_, migrations()); }

    SourceId add(int number) {
        Source source;
        source.url = Url::parse("https://a.example.net/" + std::to_string(number)).value();
        return sources_.add(source, PollState{});
    }
    int count(const std::string& of) { return Query(connection_, of).first<int>().value(); }

    Connection connection_{std::string(Connection::in_memory)};
    Sources sources_{connection_};
    Polls polls_{connection_};
};

PollRecord any_record(Dice& dice) {
    PollRecord poll;
    poll.at = dice.instant();
    poll.result = dice.any(PollResult::cancelled);
    poll.status = static_cast<int>(dice.number(0, 599));
    poll.bytes = static_cast<std::size_t>(dice.number(0, 1 << 24));
    poll.entries = static_cast<std::size_t>(dice.number(0, 5000));
    poll.news = static_cast<std::size_t>(dice.number(0, 5000));
    poll.next.at = dice.instant();
    poll.next.detail = dice.text();
    poll.problem = dice.text();
    poll.asked = dice.text();
    poll.sent = dice.text();
    poll.received = dice.text();
    poll.hints = dice.text();
    return poll;
}

TEST_F(StoreHistory, Comes_back_newest_first) {
    const auto id = add(1);
    std::vector<PollRecord> made;
    for_rounds(30, [&](Dice& dice) {
        made.insert(made.begin(), any_record(dice));
        polls_.record(id, made.front());
    });
    const auto history = polls_.history(id, all);
    ASSERT_EQ(history.size(), made.size());
    for (std::size_t i = 0; i < made.size(); ++i)
        EXPECT_TRUE(history[i] == made[i]) << i;
    EXPECT_EQ(polls_.history(id, 3).size(), 3U);
    EXPECT_TRUE(polls_.history(add(2), all).empty());
    EXPECT_THROW(polls_.record(SourceId{77}, PollRecord{}), StoreError);
}

TEST_F(StoreHistory, Of_what_is_kept_beyond_the_newest_nothing_is_seen) {
    const auto id = add(1);
    PollRecord poll;
    poll.result = PollResult::same;
    for (int i = 1; i <= 3 * Polls::history_kept; ++i) {
        poll.at = monday + i * hour;
        polls_.record(id, poll);
        const int seen = std::min(i, Polls::history_kept);
        EXPECT_EQ(polls_.history(id, all).size(), static_cast<std::size_t>(seen));
        EXPECT_EQ(polls_.history(id, all).back().at, monday + (i - seen + 1) * hour);
        EXPECT_EQ(polls_.since(id, monday), std::pair(seen, seen));
    }
}

TEST_F(StoreHistory, Counts_good_polls_and_all) {
    const auto id = add(1);
    const auto poll = [&](Instant at, PollResult result) {
        PollRecord record;
        record.at = at;
        record.result = result;
        polls_.record(id, record);
    };
    EXPECT_EQ(polls_.since(id, monday), std::pair(0, 0));
    poll(monday - Span(1), PollResult::fresh);
    poll(monday, PollResult::fresh);
    poll(monday + hour, PollResult::same);
    poll(monday + 2 * hour, PollResult::failed);
    poll(monday + 3 * hour, PollResult::cancelled);
    EXPECT_EQ(polls_.since(id, monday), std::pair(2, 3));
}

/// Many sources that are asked in any order, for long enough that old lines go.
TEST_F(StoreHistory, Is_of_each_source_its_own_and_the_oldest_go_first) {
    std::vector<SourceId> ids;
    std::map<SourceId, std::vector<Instant>> made;
    for (int i = 0; i < 10; ++i)
        ids.push_back(add(i));
    Instant now = monday;
    for_rounds(9000, [&](Dice& dice) {
        const SourceId id = ids[static_cast<std::size_t>(dice.number(0, 9))];
        PollRecord poll;
        poll.at = now += minute;
        made[id].insert(made[id].begin(), now);
        polls_.record(id, poll);
    });
    for (const SourceId id : ids) {
        const auto history = polls_.history(id, all);
        ASSERT_LE(history.size(), kept);
        ASSERT_GT(history.size(), kept / 2);
        for (std::size_t i = 0; i < history.size(); ++i)
            EXPECT_EQ(history[i].at, made[id][i]);
    }
    EXPECT_LE(count("SELECT count(*) FROM poll"), 10 * Polls::history_kept + 1024);

    sources_.remove(ids.front());
    EXPECT_EQ(count("SELECT count(*) FROM poll WHERE source = 1 AND at > 0"), 0);
    EXPECT_GT(polls_.history(ids.back(), all).size(), kept / 2);
}

TEST_F(StoreHistory, Goes_on_without_what_a_clock_that_was_ahead_has_dated) {
    const auto a = add(1);
    const auto b = add(2);
    PollRecord poll;
    poll.result = PollResult::same;
    for (const int day_of : {0, 1, 400, 2, 500, 3}) {
        poll.at = monday + day_of * day;
        polls_.record(a, poll);
        if (day_of > 300) polls_.record(b, poll);
    }
    Times(connection_).bring_back(monday + 10 * day);
    std::vector<Instant> left;
    for (const PollRecord& one : polls_.history(a, all))
        left.push_back(one.at);
    EXPECT_EQ(left, (std::vector{monday + 3 * day, monday + 2 * day, monday + day, monday}));
    EXPECT_TRUE(polls_.history(b, all).empty());
    polls_.record(b, poll);
    EXPECT_EQ(polls_.history(b, all).size(), 1U);
}

TEST(StoreHistoryBefore, Was_kept_by_source_and_is_brought_over) {
    Connection connection{std::string(Connection::in_memory)};
    migrate(connection, migrations().first(12));
    for (const std::string id : {"1", "2", "3"})
        connection.run(
            "INSERT INTO source (id, url, host, title, carries, status, declared_at, etag,"
            " last_modified, validators_from, body_hash, failures, gone_polls, problem,"
            " usual_entries, skip_hours, skip_days, moved_to, next_at, next_reason, next_detail)"
            " VALUES (" +
            id + ", 'https://a.example.net/" + id +
            "', 'a.example.net', '', 'one person', 'active', '', '', '', '', 0, 0, 0, '', 0, 0, 0,"
            " '', 0, 'usual interval', '')");
    for (const std::string line : {"1, 7, 100", "2, 1, 150", "1, 8, 200", "2, 2, 250"})
        connection.run(
            "INSERT INTO poll (source, number, at, result, status, bytes, entries, news, next_at,"
            " next_reason, next_detail, problem) VALUES (" +
            line + ", 'same', 304, 0, 0, 0, 0, 'usual interval', '', '')");
    migrate(connection, migrations());
    const Polls polls(connection);
    const auto times = [&](int id) {
        std::vector<std::int64_t> at;
        for (const PollRecord& one : polls.history(SourceId{id}, all))
            at.push_back(to_epoch(one.at));
        return at;
    };
    EXPECT_EQ(times(1), (std::vector<std::int64_t>{200, 100}));
    EXPECT_EQ(times(2), (std::vector<std::int64_t>{250, 150}));
    EXPECT_TRUE(times(3).empty());
}

}  // namespace
}  // namespace earshot::io
