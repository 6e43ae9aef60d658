#include "daemon/io/loop/clock.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;
using std::chrono::steady_clock;
using std::chrono::system_clock;

namespace {

// The timer below counts the time the machine was awake; the wall clock is looked at again at
// least this often, so that a suspended machine or a changed clock is noticed. All sleepers look at
// the same instants: the machine wakes once for all of them.
constexpr std::chrono::minutes longest_nap{1};

steady_clock::time_point next_look(steady_clock::time_point now) {
    return std::chrono::floor<std::chrono::minutes>(now) + longest_nap;
}

}  // namespace

Moment SystemClock::moment() const {
    return std::chrono::ceil<std::chrono::milliseconds>(system_clock::now()) + offset_;
}

Span SystemClock::since_boot() const {
    timespec since{};
    if (clock_gettime(CLOCK_BOOTTIME, &since) != 0) clock_gettime(CLOCK_MONOTONIC, &since);
    return Span(since.tv_sec);
}

asio::awaitable<bool> SystemClock::sleep_until(Moment t) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        const system_clock::duration left = (t - offset_) - system_clock::now();
        if (left <= system_clock::duration::zero()) co_return true;
        const auto woken = steady_clock::now();
        timer.expires_at(std::min(woken + left, next_look(woken)));
        auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error) co_return false;
    }
}

}  // namespace earshot::io
