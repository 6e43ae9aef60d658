#pragma once
// The program while it runs: starts the loops, announces, waits to be told to stop, and ends them
// in order. Builds nothing.

#include <functional>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/signal_set.hpp>

#include "daemon/app/clock/clock_watch.hpp"
#include "daemon/app/digest/delivery_loop.hpp"
#include "daemon/app/digest/digest_loop.hpp"
#include "daemon/app/poll/poller.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/io/control/server.hpp"
#include "daemon/io/http/http_client.hpp"
#include "daemon/io/loop/clock.hpp"

namespace earshot::app {

/// All that runs, and what it is watched by.
struct Running {
    boost::asio::signal_set& signals;  // SIGHUP reloads; any other, and cancel(), stops
    io::Clock& clock;
    io::HttpClient& http;
    ClockWatch& clock_watch;
    Lookout& lookout;
    Poller& poller;
    Teller& teller;
    CourierLoop& courier;
    io::ControlServer& server;
    std::function<void()> reload;
};

/// Ends when all of it has ended; throws what its own waiting threw.
boost::asio::awaitable<void> serve(Running running);

}  // namespace earshot::app
