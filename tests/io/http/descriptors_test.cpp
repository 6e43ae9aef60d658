#include "daemon/io/http/descriptors.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "daemon/io/http/transfer_slots.hpp"
#include "daemon/io/loop/task_group.hpp"
#include "support/fetching_test.hpp"

namespace earshot::io {
namespace {

TEST(Descriptors, OthersAlwaysFindOne) {
    for (long limit = 16; limit <= 1 << 20; limit = limit * 5 / 4 + 1) {
        for (const long open : {10L, 20L, 100L}) {
            const DescriptorPlan plan = plan_descriptors(limit, open);
            EXPECT_GE(plan.transfers, 1);
            EXPECT_GE(plan.idle, 1);
            const long rest = limit - open - 2L * plan.transfers - plan.idle;
            if (limit - open >= 16) {
                EXPECT_GE(rest, 4) << limit << " with " << open;
            }
        }
    }
}

TEST(Descriptors, TheUsualLimitsHinderNobody) {
    const DescriptorPlan usual = plan_descriptors(1024, 30);
    EXPECT_GE(usual.transfers, 256);
    EXPECT_GE(usual.idle, 256);
    const DescriptorPlan unit = plan_descriptors(8192, 30);
    EXPECT_GE(unit.transfers, 1000);
    EXPECT_EQ(unit.idle, 256);
    EXPECT_GE(plan_descriptors().transfers, 1);
    EXPECT_TRUE(is_descriptor_left());
}

namespace asio = boost::asio;

class ConnectionsOfFetches : public tests::FetchingTest {
protected:
    ConnectionsOfFetches() { server.on("/feed", {.body = "feed"}); }
};

TEST_F(ConnectionsOfFetches, AreKeptForAWhile) {
    settings.idle_time = std::chrono::milliseconds(1);
    get(server.url("/feed"));
    get(server.url("/feed"));
    EXPECT_EQ(server.connections(), 1);

    TaskGroup tasks(io.get_executor());
    tasks.spawn(client().tidy());
    io.restart();
    while (io.run_one_for(std::chrono::milliseconds(50)) > 0) {  // until nothing more happens
    }
    get(server.url("/feed"));
    EXPECT_EQ(server.connections(), 2);
    tasks.cancel();
    tests::run(io, tasks.join());
}

/// Takes every descriptor that this process may have.
class NoDescriptors {
public:
    NoDescriptors() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlimit few = before_;
        few.rlim_cur = 256;
        ::setrlimit(RLIMIT_NOFILE, &few);
        for (int one = 0; (one = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)) >= 0;)
            taken_.push_back(one);
    }
    ~NoDescriptors() {
        for (const int one : taken_)
            ::close(one);
        ::setrlimit(RLIMIT_NOFILE, &before_);
    }

private:
    rlimit before_{};
    std::vector<int> taken_;
};

asio::awaitable<void> fetch_into(HttpClient& client, http::Request request,
                                 std::optional<http::Outcome>& outcome) {
    http::Outcome got = co_await client.fetch(std::move(request));
    outcome = std::move(got);
}

TEST_F(ConnectionsOfFetches, WaitForADescriptorAndBlameNoHost) {
    server.on("/feed", {.body = "feed", .closes = true});
    get(server.url("/feed"));  // and the server waits for the next
    http::Request request;
    request.url = Url::parse(server.url("/feed")).value();
    std::optional<http::Outcome> outcome;
    TaskGroup tasks(io.get_executor());
    client();
    {
        const NoDescriptors none;
        tasks.spawn(fetch_into(client(), request, outcome));
        io.restart();
        for (int handlers = 0; handlers < 20; ++handlers)
            io.run_one_for(std::chrono::milliseconds(5));
        EXPECT_FALSE(outcome);
    }
    tests::run(io, tasks.join());
    ASSERT_TRUE(outcome);
    EXPECT_EQ(said(*outcome), "200 feed");
}

asio::awaitable<void> take_and_wait(TransferSlots& slots, asio::steady_timer& until, int number,
                                    std::vector<int>& order) {
    const TransferSlots::Slot slot = co_await slots.take();
    order.push_back(slot ? number : -number);
    if (!slot) co_return;
    auto [ended] = co_await until.async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(ended);
}

TEST(TransferSlots, AreGivenInTheOrderOfAsking) {
    asio::io_context io{1};
    asio::steady_timer never(io, asio::steady_timer::time_point::max());
    TransferSlots slots(io.get_executor(), 2);
    std::vector<int> order;
    TaskGroup some(io.get_executor()), others(io.get_executor());
    for (int number = 1; number <= 3; ++number)
        some.spawn(take_and_wait(slots, never, number, order));
    others.spawn(take_and_wait(slots, never, 4, order));
    some.spawn(take_and_wait(slots, never, 5, order));
    io.poll();
    EXPECT_EQ(order, (std::vector<int>{1, 2}));
    others.cancel();  // one that waits goes
    tests::run(io, others.join());
    never.cancel();  // the two that have one end
    io.restart();
    io.poll();
    EXPECT_EQ(order, (std::vector<int>{1, 2, -4, 3, 5}));
    never.cancel();
    tests::run(io, some.join());
}

}  // namespace
}  // namespace earshot::io
