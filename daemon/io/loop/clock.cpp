#include "daemon/io/loop/clock.hpp"

#include <algorithm>
#include <chrono>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;
using std::chrono::system_clock;

namespace {

// The timer below counts the time the machine was awake; the wall clock is looked at again at
// least this often, so that a suspended machine or a changed clock is noticed.
constexpr std::chrono::minutes longest_nap{1};

}  // namespace

Instant SystemClock::now() const {
    return std::chrono::floor<Span>(system_clock::now()) + offset_;
}

asio::awaitable<bool> SystemClock::sleep_until(Instant t) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        const system_clock::duration left = (t - offset_) - system_clock::now();
        if (left <= system_clock::duration::zero()) co_return true;
        timer.expires_after(std::min<system_clock::duration>(left, longest_nap));
        auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error) co_return false;
    }
}

}  // namespace earshot::io
