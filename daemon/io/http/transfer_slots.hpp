#pragma once
// Transfers wait for one of a number of slots, in the order in which they came. Used by
// http_client.cpp.

#include <list>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace earshot::io {

class TransferSlots {
public:
    TransferSlots(boost::asio::any_io_executor executor, int number)
        : executor_(std::move(executor)), free_(number) {}
    ~TransferSlots();  // nobody may be waiting
    TransferSlots(const TransferSlots&) = delete;
    TransferSlots& operator=(const TransferSlots&) = delete;

    /// Given back when it goes. Of a waiter that was cancelled it is none.
    class Slot {
    public:
        explicit Slot(TransferSlots* slots) : slots_(slots) {}
        Slot(Slot&& other) noexcept : slots_(std::exchange(other.slots_, nullptr)) {}
        Slot& operator=(Slot&&) = delete;
        ~Slot();
        explicit operator bool() const { return slots_ != nullptr; }

    private:
        TransferSlots* slots_;
    };
    boost::asio::awaitable<Slot> take();

private:
    struct Waiter {
        boost::asio::steady_timer turn;  // never fires; cancelled when the slot is theirs
        bool queued = true;
        bool given = false;
    };
    class Queued;
    void give_back();

    boost::asio::any_io_executor executor_;
    int free_;
    std::list<Waiter*> waiting_;  // each lives in the frame of its take()
};

}  // namespace earshot::io
