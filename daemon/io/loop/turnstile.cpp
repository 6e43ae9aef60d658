#include "daemon/io/loop/turnstile.hpp"

#include <cassert>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;

/// In line until it is let through, or gone.
struct Turnstile::Waiter {
    explicit Waiter(Turnstile& of)
        : stile(of), timer(of.executor_, asio::steady_timer::time_point::max()) {
        of.waiting_.push_back(this);
    }
    ~Waiter() { stile.waiting_.remove(this); }
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    Turnstile& stile;
    asio::steady_timer timer;
};

Turnstile::~Turnstile() {
    assert(waiting_.empty());
    *alive_ = nullptr;
}

asio::awaitable<void> Turnstile::pass() {
    Waiter waiter(*this);
    if (!turning_) {
        turning_ = true;
        release();
    }
    auto [woken] = co_await waiter.timer.async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(woken);
}

void Turnstile::release() {
    asio::post(executor_, [alive = alive_] {
        if (!*alive) return;
        Turnstile& self = **alive;
        if (self.waiting_.empty()) {
            self.turning_ = false;
            return;
        }
        self.waiting_.front()->timer.cancel();
        self.waiting_.pop_front();
        self.release();
    });
}

}  // namespace earshot::io
