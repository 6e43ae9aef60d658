#include "daemon/io/http/transfer_slots.hpp"

#include <cassert>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;

/// Out of the queue with the frame, however that ends; a slot that was given too late goes on.
class TransferSlots::Queued {
public:
    explicit Queued(TransferSlots& slots)
        : slots_(slots),
          waiter_{asio::steady_timer(slots.executor_, asio::steady_timer::time_point::max())},
          place_(slots.waiting_.insert(slots.waiting_.end(), &waiter_)) {}
    ~Queued() {
        if (waiter_.queued) slots_.waiting_.erase(place_);
        if (waiter_.given) slots_.give_back();
    }
    Queued(const Queued&) = delete;
    Queued& operator=(const Queued&) = delete;

    asio::steady_timer& turn() { return waiter_.turn; }
    /// The slot, when there is one, is the caller's from here on.
    bool taken() { return std::exchange(waiter_.given, false); }

private:
    TransferSlots& slots_;
    Waiter waiter_;
    std::list<Waiter*>::iterator place_;
};

TransferSlots::~TransferSlots() {
    assert(waiting_.empty());
}

asio::awaitable<TransferSlots::Slot> TransferSlots::take() {
    if (free_ > 0 && waiting_.empty()) {
        --free_;
        co_return Slot(this);
    }
    Queued queued(*this);
    auto [ended] = co_await queued.turn().async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(ended);
    co_return Slot(queued.taken() ? this : nullptr);
}

void TransferSlots::give_back() {
    if (waiting_.empty()) {
        ++free_;
        return;
    }
    Waiter& next = *waiting_.front();
    waiting_.pop_front();
    next.queued = false;
    next.given = true;
    next.turn.cancel();  // resumes take() from the loop
}

TransferSlots::Slot::~Slot() {
    if (slots_ != nullptr) slots_->give_back();
}

}  // namespace earshot::io
