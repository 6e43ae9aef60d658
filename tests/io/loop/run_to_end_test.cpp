#include "daemon/io/loop/run_to_end.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/loop/task_group.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> wait_for_ever(bool& ended, bool then_throws) {
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    ended = true;
    if (then_throws) throw std::runtime_error("a later one");
}

asio::awaitable<void> fail() {
    throw std::runtime_error("the first");
    co_return;
}

struct RunToEnd : testing::Test {
    std::string run() {
        const auto stop = [this] {
            ++stopped;
            group.cancel();
        };
        try {
            run_to_end(io, stop);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "";
    }

    asio::io_context io{1};
    TaskGroup group{io.get_executor()};
    int stopped = 0;
};

TEST_F(RunToEnd, EndsWhenNothingIsLeft) {
    bool ran = false;
    asio::post(io, [&] { ran = true; });
    EXPECT_EQ(run(), "");
    EXPECT_TRUE(ran);
    EXPECT_EQ(stopped, 0);
}

TEST_F(RunToEnd, TheFirstErrorGoesOnWhenAllHaveEnded) {
    bool ended[3] = {};
    group.spawn(wait_for_ever(ended[0], false));
    group.spawn(wait_for_ever(ended[1], true));
    group.spawn(fail());
    group.spawn(wait_for_ever(ended[2], true));
    EXPECT_EQ(run(), "the first");
    EXPECT_EQ(stopped, 1);
    EXPECT_TRUE(ended[0] && ended[1] && ended[2]);
    EXPECT_EQ(group.size(), 0u);
}

}  // namespace
}  // namespace earshot::io
