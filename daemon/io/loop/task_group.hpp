#pragma once
// The coroutines of one part, so that they end before what they refer to. Nothing is detached:
// stop is cancel, then join.

#include <cstddef>
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
    /// loop; only operation_aborted after cancel() is the way out. Not after cancel().
    void spawn(boost::asio::awaitable<void> task);

    /// Asks every task to stop (terminal cancellation). Tasks may end meanwhile, also all at once.
    void cancel();

    /// Completes when no task is left. Cannot be cancelled itself; several may wait.
    boost::asio::awaitable<void> join();

    std::size_t size() const { return running_; }

private:
    struct Task {
        boost::asio::cancellation_signal stop;
        bool started = false;
        bool ended = false;
    };
    struct Ended;
    boost::asio::awaitable<void> live(std::list<Task>::iterator place,
                                      boost::asio::awaitable<void> task);
    void end(std::list<Task>::iterator task);

    boost::asio::any_io_executor executor_;
    std::list<Task> tasks_;
    std::size_t running_ = 0;
    boost::asio::steady_timer empty_;  // never fires; cancelled when the last task ends
    bool cancelled_ = false;
    bool emitting_ = false;
};

}  // namespace earshot::io
