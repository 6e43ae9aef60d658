#include "daemon/io/loop/task_group.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {
namespace {

namespace asio = boost::asio;

using Words = std::vector<std::string>;

asio::awaitable<void> speak(Words& said, std::string word) {
    said.push_back(std::move(word));
    co_return;
}

asio::awaitable<void> wait_for_ever(Words& said, std::string word) {
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    said.push_back(word + (error ? " stopped" : " woke"));
}

asio::awaitable<void> abort_at_once() {
    throw boost::system::system_error(asio::error::operation_aborted);
    co_return;
}

asio::awaitable<void> fail() {
    throw std::runtime_error("a bug");
    co_return;
}

asio::awaitable<void> join(TaskGroup& group, Words& said, std::string word) {
    co_await group.join();
    said.push_back(std::move(word));
}

/// Completes inside the emit of its cancellation, not from the loop.
template <class Token>
auto until_emit(Token&& token) {
    auto start = [](auto handler) {
        auto slot = asio::get_associated_cancellation_slot(handler);
        auto held = std::make_shared<decltype(handler)>(std::move(handler));
        slot.assign([held](asio::cancellation_type) mutable {
            auto own = std::move(held);
            std::move (*own)();
        });
    };
    return asio::async_initiate<Token, void()>(start, token);
}

asio::awaitable<void> end_inside_emit(Words& said, std::string word) {
    co_await until_emit(asio::use_awaitable);
    said.push_back(std::move(word));
}

asio::awaitable<void> fail_inside_emit() {
    co_await until_emit(asio::use_awaitable);
    throw std::runtime_error("a bug");
}

asio::awaitable<void> stop_the_group(TaskGroup& group, Words& said) {
    co_await until_emit(asio::use_awaitable);
    group.cancel();
    said.push_back("asked again");
}

TEST(TaskGroup, JoinCompletesWhenNothingIsLeft) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    TaskGroup waiting(io.get_executor());
    group.spawn(speak(said, "a"));
    group.spawn(speak(said, "b"));
    waiting.spawn(join(group, said, "joined"));
    EXPECT_EQ(group.size(), 2u);
    io.run();
    EXPECT_EQ(said, (Words{"a", "b", "joined"}));
    EXPECT_EQ(group.size(), 0u);
}

TEST(TaskGroup, JoinOfAnEmptyGroupCompletesAtOnce) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    TaskGroup waiting(io.get_executor());
    waiting.spawn(join(group, said, "joined"));
    io.run();
    EXPECT_EQ(said, Words{"joined"});
}

TEST(TaskGroup, CancelStopsEveryTaskAndSeveralMayJoin) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    TaskGroup waiting(io.get_executor());
    group.spawn(wait_for_ever(said, "a"));
    group.spawn(wait_for_ever(said, "b"));
    waiting.spawn(join(group, said, "joined"));
    waiting.spawn(join(group, said, "joined too"));
    io.poll();
    EXPECT_EQ(said, Words{});
    group.cancel();
    io.run();
    EXPECT_EQ(said, (Words{"a stopped", "b stopped", "joined", "joined too"}));
}

TEST(TaskGroup, TasksMayEndInsideTheCancelThatStopsThem) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    TaskGroup waiting(io.get_executor());
    group.spawn(end_inside_emit(said, "a"));
    group.spawn(stop_the_group(group, said));
    group.spawn(wait_for_ever(said, "b"));
    group.spawn(end_inside_emit(said, "c"));
    waiting.spawn(join(group, said, "joined"));
    io.poll();
    asio::post(io, [&] { group.cancel(); });
    io.run();
    EXPECT_EQ(said, (Words{"a", "asked again", "c", "b stopped", "joined"}));
    EXPECT_EQ(group.size(), 0u);
}

asio::awaitable<void> wait_for(asio::steady_timer& timer) {
    auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(error);
}

TEST(TaskGroup, ATaskMayBeAboutToEndWhenItIsCancelled) {
    asio::io_context io(1);
    asio::steady_timer timer(io, asio::steady_timer::time_point::max());
    {
        TaskGroup group(io.get_executor());
        group.spawn(wait_for(timer));
        io.poll();
        timer.cancel();  // its end is in the queue already
        group.cancel();  // from outside the loop
        while (group.size() > 0)
            io.run_one();
    }
    io.run();
}

TEST(TaskGroup, ATaskMayBeCancelledBeforeItStarts) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    group.spawn(wait_for_ever(said, "a"));
    group.spawn(speak(said, "b"));
    group.cancel();
    io.run();
    EXPECT_EQ(group.size(), 0u);
    EXPECT_EQ(said, Words{});
}

TEST(TaskGroup, AFailingTaskEndsTheLoopAndIsCountedOut) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    group.spawn(fail());
    group.spawn(wait_for_ever(said, "a"));
    EXPECT_THROW(io.run(), std::runtime_error);
    EXPECT_EQ(group.size(), 1u);
    group.cancel();
    io.restart();
    io.run();
    EXPECT_EQ(group.size(), 0u);
}

TEST(TaskGroup, WhatATaskThrowsInsideTheCancelDoesNotEndTheCancel) {
    asio::io_context io(1);
    Words said;
    TaskGroup group(io.get_executor());
    group.spawn(fail_inside_emit());
    group.spawn(wait_for_ever(said, "a"));
    io.poll();
    EXPECT_NO_THROW(group.cancel());
    EXPECT_THROW(io.run(), std::runtime_error);
    io.run();
    EXPECT_EQ(said, Words{"a stopped"});
    EXPECT_EQ(group.size(), 0u);
}

TEST(TaskGroup, AbortingIsAWayOutOnlyAfterCancel) {
    asio::io_context io(1);
    TaskGroup group(io.get_executor());
    group.spawn(abort_at_once());
    EXPECT_THROW(io.run(), boost::system::system_error);

    TaskGroup stopping(io.get_executor());
    stopping.spawn(abort_at_once());
    stopping.cancel();
    io.restart();
    EXPECT_NO_THROW(io.run());
}

}  // namespace
}  // namespace earshot::io
