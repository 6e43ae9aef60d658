#pragma once
// The polling loop: sleeps until the earliest source is due, fetches with bounded concurrency and
// one host's manners, and hands every outcome to the intake. One timer serves all sources.

#include <map>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/app/intake.hpp"
#include "daemon/io/clock.hpp"
#include "daemon/io/http_client.hpp"
#include "daemon/io/task_group.hpp"

namespace earshot::app {

class Poller {
public:
    Poller(boost::asio::any_io_executor executor, io::Clock& clock, io::HttpClient& http,
           io::Store& store, Intake& intake, PollSettings settings);

    /// Runs until cancelled; transfers under way are cancelled and joined first.
    boost::asio::awaitable<void> run();

    /// The schedule changed: look again now.
    void nudge();

    /// Polls one source now. Obeys Retry-After, the minimum interval and a poll under way, and says
    /// which of them forbids it, unless `force`; then `overridden` says what was overridden.
    struct Asked {
        PollReport report;
        std::string overridden;
    };
    boost::asio::awaitable<Result<Asked>> poll_now(SourceId id, bool force);

    void set(PollSettings settings);  // after a reload

    int in_flight() const;

private:
    boost::asio::awaitable<void> poll_due(Source source);
    boost::asio::awaitable<PollReport> poll_once(Source source);

    boost::asio::any_io_executor executor_;
    io::Clock& clock_;
    io::HttpClient& http_;
    io::Store& store_;
    Intake& intake_;
    PollSettings settings_;
    struct Host {
        int in_flight = 0;
        Instant next_start{};
    };
    std::map<std::string, Host> hosts_;
    std::set<SourceId> polling_;
    boost::asio::steady_timer wake_;
    io::TaskGroup tasks_;
};

}  // namespace earshot::app
