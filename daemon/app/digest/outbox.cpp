#include "daemon/app/digest/outbox.hpp"

#include <algorithm>

namespace earshot::app {

Allowed<io::OutboxItem> retry_delivery(io::Deliveries& deliveries, DeliveryId id, Instant now) {
    io::OutboxItem item = deliveries.item(id).value();
    Delivery& delivery = item.delivery;
    switch (delivery.state) {
        case Delivery::State::sent: return refuse(Refusal::sent, "the message has been sent");
        case Delivery::State::sending:
            return refuse(Refusal::sending, "the message is being sent now");
        case Delivery::State::waiting:
        case Delivery::State::given_up: break;
    }
    delivery.state = Delivery::State::waiting;
    delivery.next_at = now;
    delivery.unknown_ends = std::min(delivery.unknown_ends, 1);  // it may still have arrived
    deliveries.save(delivery);
    return item;
}

Allowed<io::OutboxItem> drop_delivery(io::Deliveries& deliveries, DeliveryId id) {
    io::OutboxItem item = deliveries.item(id).value();
    if (item.delivery.state == Delivery::State::sending)
        return refuse(Refusal::sending, "the message is being sent now");
    deliveries.remove(id);
    return item;
}

}  // namespace earshot::app
