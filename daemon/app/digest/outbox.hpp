#pragma once
// What the user does with a message that waits or was given up.

#include "daemon/io/store/digests/deliveries.hpp"
#include "earshot/refusal.hpp"

namespace earshot::app {

/// Due at once. One that is under way or has arrived is not sent again.
Allowed<io::OutboxItem> retry_delivery(io::Deliveries& deliveries, DeliveryId id, Instant now);

/// Removes it, unless it is being sent.
Allowed<io::OutboxItem> drop_delivery(io::Deliveries& deliveries, DeliveryId id);

}  // namespace earshot::app
