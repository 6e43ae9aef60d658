#include "daemon/io/loop/clock.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include "daemon/io/loop/task_group.hpp"
#include "support/manual_clock.hpp"
#include "support/run.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using tests::ManualClock;

constexpr Instant start = from_epoch(1'700'000'000);

struct Wake {
    char who;
    Instant at;
    bool woke;
    bool operator==(const Wake&) const = default;
};
using Wakes = std::vector<Wake>;

asio::awaitable<void> sleep(Clock& clock, Instant t, char who, Wakes& wakes) {
    const bool woke = co_await clock.sleep_until(t);
    wakes.push_back(Wake{who, clock.now(), woke});
}

asio::awaitable<void> tick(Clock& clock, Span every, int& ticks) {
    for (;;) {
        const bool woke = co_await clock.sleep_until(clock.now() + every);
        if (!woke) co_return;
        ++ticks;
    }
}

TEST(SystemClock, TellsTheTimeShiftedByItsOffset) {
    const Instant before = std::chrono::floor<Span>(std::chrono::system_clock::now());
    const Instant told = SystemClock(30 * day).now();
    const Instant after = std::chrono::floor<Span>(std::chrono::system_clock::now());
    EXPECT_GE(told, before + 30 * day);
    EXPECT_LE(told, after + 30 * day);
}

TEST(SystemClock, DoesNotWaitForThePast) {
    asio::io_context io(1);
    SystemClock clock(-(30 * day));
    EXPECT_TRUE(tests::run(io, clock.sleep_until(clock.now())));
    EXPECT_TRUE(tests::run(io, clock.sleep_until(clock.now() - day)));
}

TEST(SystemClock, NeverWakesEarly) {
    asio::io_context io(1);
    SystemClock clock;
    const Instant t = clock.now() + Span(1);
    EXPECT_TRUE(tests::run(io, clock.sleep_until(t)));
    EXPECT_GE(clock.now(), t);
}

TEST(SystemClock, SaysWhenItWasCancelled) {
    asio::io_context io(1);
    SystemClock clock;
    Wakes wakes;
    TaskGroup group(io.get_executor());
    group.spawn(sleep(clock, clock.now() + 400 * day, 'a', wakes));
    io.poll();
    group.cancel();
    io.run();
    ASSERT_EQ(wakes.size(), 1u);
    EXPECT_FALSE(wakes[0].woke);
}

TEST(ManualClock, WakesSleepersInOrderEachAtItsInstant) {
    asio::io_context io(1);
    ManualClock clock(io, start);
    Wakes wakes;
    TaskGroup group(io.get_executor());
    group.spawn(sleep(clock, start + hour, 'b', wakes));
    group.spawn(sleep(clock, start + minute, 'a', wakes));
    group.spawn(sleep(clock, start + hour, 'c', wakes));
    group.spawn(sleep(clock, start + day, 'd', wakes));
    group.spawn(sleep(clock, start - day, 'p', wakes));
    clock.advance_to(start + day - Span(1));
    EXPECT_EQ(wakes, (Wakes{{'p', start, true},
                            {'a', start + minute, true},
                            {'b', start + hour, true},
                            {'c', start + hour, true}}));
    EXPECT_EQ(clock.now(), start + day - Span(1));
    group.cancel();
    clock.settle();
    EXPECT_EQ(wakes.back(), (Wake{'d', start + day - Span(1), false}));
    EXPECT_EQ(clock.sleepers(), 0u);
}

TEST(ManualClock, ThirtyDaysOfAFifteenMinuteLoop) {
    asio::io_context io(1);
    ManualClock clock(io, start);
    int ticks = 0;
    TaskGroup group(io.get_executor());
    group.spawn(tick(clock, 15 * minute, ticks));
    clock.advance(30 * day);
    EXPECT_EQ(ticks, 2880);
    group.cancel();
    clock.settle();
}

TEST(ManualClock, ASuspendedMachineWakesLate) {
    asio::io_context io(1);
    ManualClock clock(io, start);
    Wakes wakes;
    TaskGroup group(io.get_executor());
    group.spawn(sleep(clock, start + hour, 'a', wakes));
    clock.settle();
    clock.jump_to(start + day);
    clock.settle();
    EXPECT_EQ(wakes, Wakes{});
    clock.advance(Span(0));
    EXPECT_EQ(wakes, (Wakes{{'a', start + day, true}}));
}

}  // namespace
}  // namespace earshot::io
