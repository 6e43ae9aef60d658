#pragma once
// Lets one through per round of the loop, in order of arrival: what takes some milliseconds of the
// only thread each time is done one by one, and sockets and timers are served in between.

#include <list>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace earshot::io {

class Turnstile {
public:
    explicit Turnstile(boost::asio::any_io_executor executor) : executor_(executor) {}
    ~Turnstile();  // nobody may be waiting
    Turnstile(const Turnstile&) = delete;
    Turnstile& operator=(const Turnstile&) = delete;

    /// Completes when it is this caller's round. A cancelled caller goes through at once; its next
    /// co_await throws, as always in Asio.
    boost::asio::awaitable<void> pass();

private:
    struct Waiter;
    void release();

    boost::asio::any_io_executor executor_;
    std::list<Waiter*> waiting_;
    bool turning_ = false;
    // Says whether this is still there: a posted round cannot be called back. Owned by this and by
    // the round that waits in Asio.
    std::shared_ptr<Turnstile*> alive_ = std::make_shared<Turnstile*>(this);
};

}  // namespace earshot::io
