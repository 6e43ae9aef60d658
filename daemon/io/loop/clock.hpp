#pragma once
// The one way to know or await the time. Two implementations: the system's, and the manual one of
// the tests (tests/support/manual_clock.hpp), under which thirty days pass in thirty milliseconds.

#include <chrono>

#include <boost/asio/awaitable.hpp>

#include "earshot/moment.hpp"
#include "earshot/time.hpp"

namespace earshot::io {

class Clock {
public:
    virtual ~Clock() = default;

    /// Now, rounded up: what is planned from it is never early.
    virtual Moment moment() const = 0;

    /// The second that has begun.
    Instant now() const { return std::chrono::floor<Span>(moment()); }

    /// Since the machine started, asleep or awake. Nobody sets it, so that it tells when somebody
    /// set the other.
    virtual Span since_boot() const = 0;

    /// Completes at `t` or soon after; true. False when it was cancelled through the coroutine's
    /// cancellation slot. Waits in wall time: a suspended machine wakes late, a changed clock is
    /// noticed within a minute.
    virtual boost::asio::awaitable<bool> sleep_until(Moment t) = 0;
};

/// The system's clock, shifted by `offset`: for the demo and for tests of the real binary.
class SystemClock final : public Clock {
public:
    explicit SystemClock(Span offset = Span{0}) : offset_(offset) {}
    Moment moment() const override;
    Span since_boot() const override;
    boost::asio::awaitable<bool> sleep_until(Moment t) override;

private:
    Span offset_;
};

}  // namespace earshot::io
