#pragma once
// The coroutines of one part, so that they end before what they refer to. Nothing is detached:
// stop is cancel, then join.

#include <list>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

namespace earshot::io {

class TaskGroup {
public:
    explicit TaskGroup(boost::asio::any_io_executor executor);
    ~TaskGroup();  // nothing may be running
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;

    /// Starts a coroutine. An exception that leaves it is a bug and ends the program through the
    /// loop. Not after cancel().
    void spawn(boost::asio::awaitable<void> task);

    /// Asks every task to stop (terminal cancellation).
    void cancel();

    /// Completes when no task is left.
    boost::asio::awaitable<void> join();

    std::size_t size() const { return tasks_.size(); }

private:
    boost::asio::any_io_executor executor_;
    std::list<boost::asio::cancellation_signal> tasks_;
    boost::asio::steady_timer empty_;
    bool cancelled_ = false;
};

}  // namespace earshot::io
