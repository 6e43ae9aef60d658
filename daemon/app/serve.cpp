#include "daemon/app/serve.hpp"

#include <chrono>
#include <csignal>
#include <exception>
#include <string>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/host/log.hpp"
#include "daemon/io/host/systemd.hpp"
#include "daemon/io/loop/task_group.hpp"
#include "earshot/version.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

std::string status_line(Lookout& lookout, const Teller& teller, Instant now) {
    const Horizon& all = lookout.at(now);
    const Outlook outlook = all.outlook(all.held_back(), teller.zone(), now);
    return std::to_string(outlook.sources_read) + " of " + std::to_string(outlook.sources) +
           " sources read; next digest " + teller.zone().format("%a %H:%M", teller.next());
}

/// Feeds the watchdog and systemctl's status line from the loop itself: a blocked loop is noticed.
asio::awaitable<void> report(Lookout& lookout, const Teller& teller, io::Clock& clock) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    const auto interval = io::watchdog_interval().value_or(std::chrono::minutes(1));
    for (;;) {
        io::feed_watchdog();
        io::notify_status(status_line(lookout, teller, clock.now()));
        timer.expires_after(interval);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<void> until_told_to_stop(asio::signal_set& signals, std::function<void()> reload) {
    for (;;) {
        auto [error, signal] = co_await signals.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error || signal != SIGHUP) co_return;
        reload();
    }
}

}  // namespace

asio::awaitable<void> serve(Running running) {
    io::TaskGroup tasks(co_await asio::this_coro::executor);
    tasks.spawn(running.clock_watch.run());
    tasks.spawn(running.poller.run());
    tasks.spawn(running.teller.run());
    tasks.spawn(running.courier.run());
    tasks.spawn(running.server.run());
    tasks.spawn(running.http.tidy());
    io::notify_ready("ready");
    log::info("earshotd " EARSHOT_VERSION " is ready");
    tasks.spawn(running.lookout.run());
    if (io::is_notified()) tasks.spawn(report(running.lookout, running.teller, running.clock));

    std::exception_ptr error;
    try {
        co_await until_told_to_stop(running.signals, running.reload);
    } catch (...) {
        error = std::current_exception();
    }

    io::notify_stopping();
    tasks.cancel();
    co_await tasks.join();  // the loops first: none of them starts anything more
    co_await running.poller.stop();
    if (error) std::rethrow_exception(error);
}

}  // namespace earshot::app
