#include "daemon/app/digest/delivery_loop.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/host/systemd.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

/// The [[deliver]] table that a delivery was written for; empty when it is gone since.
const Destination* destination_of(const std::vector<Destination>& all,
                                  const io::StoredDelivery& stored) {
    const std::string behind = stored.recipient.empty() ? "" : ":" + stored.recipient;
    for (const Destination& one : all)
        if (stored.delivery.destination == one.name + behind) return &one;
    return nullptr;
}

}  // namespace

CourierLoop::CourierLoop(asio::any_io_executor executor, io::Clock& clock, io::Store& store,
                         io::Ways& ways, io::EventStream& events,
                         std::vector<Destination> destinations)
    : clock_(clock),
      store_(store),
      ways_(ways),
      events_(events),
      destinations_(std::move(destinations)),
      bell_(executor) {}

void CourierLoop::wake() {
    bell_.ring();
}

void CourierLoop::set(std::vector<Destination> destinations) {
    destinations_ = std::move(destinations);
    bell_.ring();
}

asio::awaitable<void> CourierLoop::run() {
    for (const auto& interrupted : store_.deliveries.list(Delivery::State::sending))
        store_.deliveries.save(after_restart(interrupted.delivery, clock_.now()));
    for (;;) {
        const Instant now = clock_.now();
        Instant again = now + day;
        for (const auto& waiting : store_.deliveries.list(Delivery::State::waiting)) {
            if (waiting.delivery.next_at.value_or(now) > now) continue;
            // While the one before was sent, this one may have been taken out or replaced.
            auto current = store_.deliveries.one(waiting.delivery.id);
            if (!current || current->delivery.state != Delivery::State::waiting) continue;
            co_await attempt(std::move(*current));
        }
        for (const auto& left : store_.deliveries.list(Delivery::State::waiting))
            if (left.delivery.next_at) again = std::min(again, *left.delivery.next_at);
        co_await bell_.sleep_until(clock_, again);
    }
}

asio::awaitable<Answer> CourierLoop::hand_over(io::StoredDelivery stored) {
    Answer answer;
    answer.kind = Answer::Kind::not_set_up;
    const Destination* found = destination_of(destinations_, stored);
    if (found == nullptr) {
        answer.text = "no [[deliver]] table is named for it any more";
        co_return answer;
    }
    Destination destination = *found;  // a reload may replace the table meanwhile
    Result<Secret> secret = io::resolve(secret_of(destination));
    if (!secret) {
        answer.text = to_text(secret.error());
        co_return answer;
    }
    io::Parcel parcel{stored.delivery.digest_id + "." + stored.delivery.destination,
                      std::move(stored.recipient), std::move(stored.message)};
    asio::awaitable<Answer> sending =
        ways_.send(std::move(destination), std::move(*secret), std::move(parcel));
    co_return co_await std::move(sending);
}

asio::awaitable<void> CourierLoop::attempt(io::StoredDelivery stored) {
    Delivery delivery = before_attempt(stored.delivery, clock_.now());
    store_.deliveries.save(delivery);
    asio::awaitable<Answer> handing_over = hand_over(std::move(stored));
    const Answer answer = co_await std::move(handing_over);
    if (!store_.deliveries.one(delivery.id))
        co_return;  // the user took it out of the outbox meanwhile
    delivery = after_answer(std::move(delivery), answer, clock_.now());
    store_.deliveries.save(delivery);
    announce_delivery(events_, delivery);
    if (delivery.state == Delivery::State::sent)
        log::info("digest " + delivery.digest_id + " sent to " + delivery.destination);
    else
        log::warning("digest " + delivery.digest_id + " to " + delivery.destination + ": " +
                     answer.text +
                     (delivery.next_at ? ": trying again at " + to_rfc3339(*delivery.next_at)
                                       : std::string(": given up")));
}

}  // namespace earshot::app
