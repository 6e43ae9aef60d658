#pragma once
// A clock that stands still until the test moves it. Thirty days pass in thirty milliseconds.
//
//   asio::io_context io(1);
//   ManualClock clock(io, start);
//   clock.busy_while([&] { return http.in_flight() > 0; });   // real input and output under way
//   clock.advance_to(start + 30 * day);

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/loop/clock.hpp"

namespace earshot::tests {

class ManualClock final : public io::Clock {
public:
    ManualClock(boost::asio::io_context& io, Moment start) : io_(io), now_(start) {}

    Moment moment() const override { return now_; }
    Span since_boot() const override { return now() - from_epoch(0) - set_by_; }

    /// Somebody sets the clock: no time passes, and nobody wakes by it.
    void set_by(Span step) {
        now_ += step;
        set_by_ += step;
    }

    boost::asio::awaitable<bool> sleep_until(Moment t) override {
        if (t <= now_) co_return true;
        Sleeper sleeper(*this, t);
        auto [ended] =
            co_await sleeper.timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        static_cast<void>(ended);
        co_return sleeper.woken;
    }

    /// What the loop cannot tell by itself: transfers over real sockets are under way, so time may
    /// not move yet.
    void busy_while(std::function<bool()> busy) { busy_ = std::move(busy); }

    /// Everything that can happen now happens; no time passes.
    void settle() {
        for (;;) {
            io_.restart();
            while (io_.poll() > 0) {
            }
            if (!busy_ || !busy_()) return;
            io_.restart();
            io_.run_one();
        }
    }

    /// Time passes: sleepers wake one by one, in order of their instants, each at its own instant,
    /// and what they do is done before the next one wakes.
    void advance_to(Moment t) {
        settle();
        while (!sleepers_.empty() && sleepers_.begin()->first <= t) {
            now_ = std::max(now_, sleepers_.begin()->first);
            sleepers_.begin()->second->wake();
            settle();
        }
        now_ = std::max(now_, t);
        settle();
    }

    void advance(std::chrono::milliseconds span) { advance_to(now_ + span); }

    /// Moves without waking anybody: a machine that was suspended. The next advance_to wakes them.
    void jump_to(Moment t) { now_ = t; }

    std::size_t sleepers() const { return sleepers_.size(); }
    std::size_t wakes() const { return wakes_; }

private:
    struct Sleeper {
        Sleeper(ManualClock& of, Moment t)
            : clock(of),
              timer(of.io_, boost::asio::steady_timer::time_point::max()),
              place(of.sleepers_.emplace(t, this)) {}
        ~Sleeper() {
            if (!woken) clock.sleepers_.erase(place);
        }
        Sleeper(const Sleeper&) = delete;
        Sleeper& operator=(const Sleeper&) = delete;
        void wake() {
            woken = true;
            clock.sleepers_.erase(place);
            ++clock.wakes_;
            timer.cancel();
        }

        ManualClock& clock;
        boost::asio::steady_timer timer;
        std::multimap<Moment, Sleeper*>::iterator place;
        bool woken = false;
    };

    boost::asio::io_context& io_;
    Moment now_;
    Span set_by_{0};
    std::multimap<Moment, Sleeper*> sleepers_;
    std::function<bool()> busy_;
    std::size_t wakes_ = 0;
};

}  // namespace earshot::tests
