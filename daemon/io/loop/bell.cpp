#include "daemon/io/loop/bell.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;

Bell::Bell(asio::any_io_executor executor)
    : timer_(executor, asio::steady_timer::time_point::max()) {}

void Bell::ring() {
    rung_ = true;
    timer_.cancel();
}

asio::awaitable<void> Bell::wait() {
    while (!rung_) {
        timer_.expires_at(asio::steady_timer::time_point::max());
        auto [error] = co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
        const auto cancelled = (co_await asio::this_coro::cancellation_state).cancelled();
        if (error && cancelled != asio::cancellation_type::none) co_return;
    }
    rung_ = false;
}

asio::awaitable<void> Bell::sleep_until(Clock& clock, Moment t) {
    using namespace asio::experimental::awaitable_operators;
    co_await (clock.sleep_until(t) || wait());
}

}  // namespace earshot::io
