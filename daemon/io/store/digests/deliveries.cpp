#include "daemon/io/store/digests/deliveries.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

const std::string columns =
    "SELECT id, digest, destination, recipient, message, state, attempts, unknown_ends, "
    "created_at, next_at,"
    " last_answer FROM delivery";

const std::string item_columns =
    "SELECT id, digest, destination, recipient, state, attempts, unknown_ends, created_at,"
    " next_at, last_answer FROM delivery";

OutboxItem read_item(Query& query) {
    OutboxItem item;
    Delivery& delivery = item.delivery;
    query.read(delivery.id, delivery.digest_id, delivery.destination, item.recipient,
               delivery.state, delivery.attempts, delivery.unknown_ends, delivery.created,
               delivery.next_at, delivery.last_answer);
    return item;
}

StoredDelivery read_delivery(Query& query) {
    StoredDelivery stored;
    auto& delivery = stored.delivery;
    query.read(delivery.id, delivery.digest_id, delivery.destination, stored.recipient,
               stored.message, delivery.state, delivery.attempts, delivery.unknown_ends,
               delivery.created, delivery.next_at, delivery.last_answer);
    return stored;
}

}  // namespace

DeliveryId Deliveries::add(const StoredDelivery& stored) {
    const auto& delivery = stored.delivery;
    Query insert(connection_,
                 "INSERT INTO delivery (digest, destination, recipient, message, state, attempts,"
                 " unknown_ends, created_at, next_at, last_answer)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    insert.bind(delivery.digest_id, delivery.destination, stored.recipient, Bytes{stored.message},
                delivery.state, delivery.attempts, delivery.unknown_ends, delivery.created,
                delivery.next_at, delivery.last_answer);
    return DeliveryId(insert.insert());
}

void Deliveries::save(const Delivery& delivery) {
    // What is sent, and to whom, is fixed when the digest is written.
    const auto changed =
        Query(connection_,
              "UPDATE delivery SET state = ?2, attempts = ?3, unknown_ends = ?4, next_at = ?5,"
              " last_answer = ?6 WHERE id = ?1")
            .bind(delivery.id, delivery.state, delivery.attempts, delivery.unknown_ends,
                  delivery.next_at, delivery.last_answer)
            .run();
    if (changed == 0) connection_.fail("there is no such delivery");
    // The next thing that happens is that somebody else knows of it.
    if (delivery.state == Delivery::State::sending) connection_.bring_to_disk();
}

std::vector<OutboxItem> Deliveries::of(const std::string& digest) const {
    static const std::string sql = item_columns + " WHERE digest = ?1 ORDER BY id";
    Query query(connection_, sql);
    query.bind(digest);
    std::vector<OutboxItem> found;
    while (query.next())
        found.push_back(read_item(query));
    return found;
}

std::vector<OutboxItem> Deliveries::list(std::optional<Delivery::State> state) const {
    static const std::string all = item_columns + " ORDER BY id";
    static const std::string some = item_columns + " WHERE state = ?1 ORDER BY id";
    Query query(connection_, state ? some : all);
    if (state) query.bind(*state);
    std::vector<OutboxItem> found;
    while (query.next())
        found.push_back(read_item(query));
    return found;
}

std::optional<OutboxItem> Deliveries::item(DeliveryId id) const {
    static const std::string sql = item_columns + " WHERE id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_item(query);
}

std::size_t Deliveries::count(Delivery::State state) const {
    return Query(connection_, "SELECT count(*) FROM delivery WHERE state = ?1")
        .bind(state)
        .first<std::size_t>()
        .value_or(0);
}

std::optional<Instant> Deliveries::oldest(Delivery::State state) const {
    return Query(connection_, "SELECT min(created_at) FROM delivery WHERE state = ?1")
        .bind(state)
        .first<std::optional<Instant>>()
        .value_or(std::nullopt);
}

std::optional<StoredDelivery> Deliveries::one(DeliveryId id) const {
    static const std::string sql = columns + " WHERE id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_delivery(query);
}

void Deliveries::remove(DeliveryId id) {
    Query(connection_, "DELETE FROM delivery WHERE id = ?1").bind(id).run();
}

}  // namespace earshot::io
