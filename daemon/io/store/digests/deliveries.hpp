#pragma once
// Deliveries of digests, with the finished bytes (promise P4).

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/courier.hpp"

namespace earshot::io {

class Connection;

/// A delivery without its bytes, as lists show it.
struct OutboxItem {
    Delivery delivery;
    std::string recipient;  // mailbox
};

struct StoredDelivery : OutboxItem {
    std::string message;  // the finished bytes
};

class Deliveries {
public:
    explicit Deliveries(Connection& connection) : connection_(connection) {}

    DeliveryId add(const StoredDelivery& delivery);
    /// One that is `sending` is on the disk, with all that was committed before, when this or its
    /// transaction returns: a power cut cannot undo what a mail has said.
    void save(const Delivery& delivery);
    std::optional<StoredDelivery> one(DeliveryId id) const;
    // Without the bytes of the messages, which are by far the most of a delivery.
    std::vector<OutboxItem> of(const std::string& digest) const;
    std::vector<OutboxItem> list(std::optional<Delivery::State> state) const;
    std::optional<OutboxItem> item(DeliveryId id) const;
    std::size_t count(Delivery::State state) const;
    /// When the oldest of this state was made.
    std::optional<Instant> oldest(Delivery::State state) const;
    void remove(DeliveryId id);

private:
    Connection& connection_;
};

}  // namespace earshot::io
