#include "daemon/io/control/event_stream.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/io/loop/task_group.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

asio::awaitable<void> collect(EventStream::Reader& reader, std::size_t count,
                              std::vector<Event>& got) {
    while (got.size() < count) {
        std::optional<Event> event = co_await reader.next();
        if (event) got.push_back(std::move(*event));
    }
}

asio::awaitable<void> one_look(EventStream::Reader& reader, bool& pinged) {
    std::optional<Event> event = co_await reader.next();
    pinged = !event;
}

class EventStreamTest : public testing::Test {
protected:
    std::vector<Event> read(EventStream::Reader& reader, std::size_t count) {
        std::vector<Event> got;
        asio::co_spawn(io_, collect(reader, count, got), asio::detached);
        io_.restart();
        io_.run();
        return got;
    }
    static std::vector<std::uint64_t> ids(const std::vector<Event>& events) {
        std::vector<std::uint64_t> out;
        for (const Event& event : events)
            out.push_back(event.id);
        return out;
    }

    asio::io_context io_{1};
    EventStream stream_{io_.get_executor()};
};

using Ids = std::vector<std::uint64_t>;

TEST(EventTypes, WordsAreReadBack) {
    for (const char* word :
         {"poll", "activity", "finding", "digest", "delivery", "config", "lagged"}) {
        const auto type = parse_event_type(word);
        ASSERT_TRUE(type) << word;
        EXPECT_EQ(to_text(*type), word);
    }
    for (const char* word : {"", "polls", "Poll", "poll "})
        EXPECT_FALSE(parse_event_type(word)) << word;
}

TEST_F(EventStreamTest, ReaderGetsWhatIsPublishedAfterItCame) {
    stream_.publish(EventType::poll, "{}");
    EventStream::Reader reader(stream_, {}, std::nullopt);
    stream_.publish(EventType::finding, R"({"number":3})");
    const auto got = read(reader, 1);
    EXPECT_EQ(ids(got), Ids{2});
    EXPECT_EQ(got[0].type, EventType::finding);
    EXPECT_EQ(got[0].json, R"({"number":3})");
}

TEST_F(EventStreamTest, WhatIsForgottenWasMissed) {
    EventStream::Reader reader(stream_, {}, std::nullopt);
    stream_.publish(EventType::finding, R"({"name":"Ana Duarte"})");
    stream_.forget();
    stream_.publish(EventType::poll, "{}");
    const auto got = read(reader, 2);
    EXPECT_EQ(got[0].type, EventType::lagged);
    EXPECT_EQ(got[0].json, R"({"missed":1})");
    EXPECT_EQ(got[1].type, EventType::poll);
}

TEST_F(EventStreamTest, WaitingReaderIsWoken) {
    EventStream::Reader reader(stream_, {}, std::nullopt);
    std::vector<Event> got;
    asio::co_spawn(io_, collect(reader, 2, got), asio::detached);
    io_.poll();
    EXPECT_TRUE(got.empty());
    stream_.publish(EventType::poll, "1");
    io_.poll();
    EXPECT_EQ(ids(got), Ids{1});
    stream_.publish(EventType::poll, "2");
    io_.run();
    EXPECT_EQ(ids(got), (Ids{1, 2}));
}

TEST_F(EventStreamTest, TypesAreFiltered) {
    EventStream::Reader reader(stream_, {EventType::finding, EventType::digest}, std::nullopt);
    for (const EventType type :
         {EventType::poll, EventType::finding, EventType::activity, EventType::digest})
        stream_.publish(type, "{}");
    EXPECT_EQ(ids(read(reader, 2)), (Ids{2, 4}));
}

TEST_F(EventStreamTest, ReaderResumesAfterTheLastSeen) {
    for (int i = 0; i < 5; ++i)
        stream_.publish(EventType::poll, "{}");
    EventStream::Reader reader(stream_, {}, 3);
    EXPECT_EQ(ids(read(reader, 2)), (Ids{4, 5}));
    EventStream::Reader from_start(stream_, {}, 0);
    EXPECT_EQ(ids(read(from_start, 5)), (Ids{1, 2, 3, 4, 5}));
}

TEST_F(EventStreamTest, AReaderOneRingBehindMissesNothing) {
    EventStream::Reader reader(stream_, {}, std::nullopt);
    for (std::size_t i = 0; i < EventStream::ring; ++i)
        stream_.publish(EventType::poll, "{}");
    const auto got = read(reader, EventStream::ring);
    EXPECT_EQ(got.front().type, EventType::poll);
    EXPECT_EQ(got.front().id, 1u);
    EXPECT_EQ(got.back().id, EventStream::ring);
}

TEST_F(EventStreamTest, AReaderOnePastTheRingIsToldThatItLagged) {
    EventStream::Reader reader(stream_, {}, std::nullopt);
    for (std::size_t i = 0; i < EventStream::ring + 1; ++i)
        stream_.publish(EventType::poll, "{}");
    const auto got = read(reader, EventStream::ring + 1);
    EXPECT_EQ(got[0].type, EventType::lagged);
    EXPECT_EQ(got[0].json, R"({"missed":1})");
    EXPECT_EQ(got[0].id, 1u);  // resuming after it goes on without a repeat
    EXPECT_EQ(got[1].id, 2u);
    EXPECT_EQ(got.back().id, EventStream::ring + 1);
}

TEST_F(EventStreamTest, AnIdOfAnotherRunIsToldAsLag) {
    stream_.publish(EventType::poll, "{}");
    EventStream::Reader ahead(stream_, {}, 900);
    const auto got = read(ahead, 2);
    EXPECT_EQ(got[0].type, EventType::lagged);
    EXPECT_EQ(got[1].id, 1u);

    EventStream later(io_.get_executor(), 5000);
    later.publish(EventType::poll, "{}");
    EventStream::Reader behind(later, {}, 12);
    const auto rest = read(behind, 2);
    EXPECT_EQ(rest[0].type, EventType::lagged);
    EXPECT_EQ(rest[1].id, 5000u);
}

TEST_F(EventStreamTest, LastPossibleIdIsNoTrouble) {
    EventStream::Reader reader(stream_, {}, UINT64_MAX);
    stream_.publish(EventType::poll, "{}");
    EXPECT_EQ(read(reader, 1).size(), 1u);
}

TEST_F(EventStreamTest, SilenceGivesAPing) {
    EventStream quick(io_.get_executor(), 1, milliseconds(1));
    EventStream::Reader reader(quick, {}, std::nullopt);
    bool pinged = false;
    asio::co_spawn(io_, one_look(reader, pinged), asio::detached);
    io_.run();
    EXPECT_TRUE(pinged);
}

TEST_F(EventStreamTest, EventsOfOtherTypesDoNotPutOffThePing) {
    EventStream quick(io_.get_executor(), 1, milliseconds(1));
    EventStream::Reader reader(quick, {EventType::finding}, std::nullopt);
    bool pinged = false;
    asio::co_spawn(io_, one_look(reader, pinged), asio::detached);
    io_.poll();
    for (int i = 0; i < 10; ++i)
        quick.publish(EventType::poll, "{}");
    io_.run();
    EXPECT_TRUE(pinged);
}

asio::awaitable<void> read_for_ever(EventStream& stream) {
    EventStream::Reader reader(stream, {}, std::nullopt);
    while (true) {
        std::optional<Event> event = co_await reader.next();
        static_cast<void>(event);
    }
}

TEST_F(EventStreamTest, WaitingReaderIsCancelled) {
    TaskGroup tasks(io_.get_executor());
    tasks.spawn(read_for_ever(stream_));
    io_.poll();
    stream_.publish(EventType::poll, "{}");
    io_.poll();
    tasks.cancel();
    asio::co_spawn(io_, tasks.join(), asio::detached);
    io_.restart();
    io_.run();
    EXPECT_EQ(tasks.size(), 0u);
}

}  // namespace
}  // namespace earshot::io
