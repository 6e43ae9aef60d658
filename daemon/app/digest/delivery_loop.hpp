#pragma once
// Sends what waits in the outbox and keeps what came of it. The policy is earshot/courier.hpp.

#include <vector>

#include <boost/asio/awaitable.hpp>

#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/loop/bell.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/ways/ways.hpp"

namespace earshot::app {

class CourierLoop {
public:
    CourierLoop(boost::asio::any_io_executor executor, io::Clock& clock, io::Store& store,
                io::Ways& ways, io::EventStream& events, std::vector<Destination> destinations);

    /// Runs until cancelled. Deliveries that a crash left in `sending` go first.
    boost::asio::awaitable<void> run();

    /// One attempt, of which nothing is kept; what the other side said.
    boost::asio::awaitable<Answer> hand_over(io::StoredDelivery delivery);

    /// There is something new to send.
    void wake();

    void set(std::vector<Destination> destinations);  // after a reload

private:
    boost::asio::awaitable<void> attempt(io::StoredDelivery delivery);

    io::Clock& clock_;
    io::Store& store_;
    io::Ways& ways_;
    io::EventStream& events_;
    std::vector<Destination> destinations_;
    io::Bell bell_;
};

}  // namespace earshot::app
