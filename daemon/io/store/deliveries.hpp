#pragma once
// Deliveries of digests, with the finished bytes (promise P4).

#include <optional>
#include <string>
#include <vector>

#include "earshot/courier.hpp"

namespace earshot::io {

class Connection;

struct StoredDelivery {
    Delivery delivery;
    std::string recipient;  // mailbox
    std::string message;    // the finished bytes
};

class Deliveries {
public:
    explicit Deliveries(Connection& connection) : connection_(connection) {}

    DeliveryId add(const StoredDelivery& delivery);
    /// One that is `sending` is on the disk, with all that was committed before, when this or its
    /// transaction returns: a power cut cannot undo what a mail has said.
    void save(const Delivery& delivery);
    std::vector<StoredDelivery> find(std::optional<Delivery::State> state) const;
    std::optional<StoredDelivery> one(DeliveryId id) const;
    void remove(DeliveryId id);

private:
    Connection& connection_;
};

}  // namespace earshot::io
