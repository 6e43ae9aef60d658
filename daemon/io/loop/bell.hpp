#pragma once
// A wait that ends at an instant or when somebody rings: how a loop sleeps on its schedule and
// still hears that the schedule changed. A ring while nobody waits is kept for the next wait.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/io/loop/clock.hpp"

namespace earshot::io {

class Bell {
public:
    explicit Bell(boost::asio::any_io_executor executor);

    void ring();

    /// One waiter at a time.
    boost::asio::awaitable<void> sleep_until(Clock& clock, Moment t);
    /// Until rung.
    boost::asio::awaitable<void> wait();

private:
    boost::asio::steady_timer timer_;
    bool rung_ = false;
};

}  // namespace earshot::io
