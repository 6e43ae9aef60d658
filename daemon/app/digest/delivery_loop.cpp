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
const SmtpSettings* destination_of(const std::vector<SmtpSettings>& all,
                                   const io::StoredDelivery& delivery) {
    for (const SmtpSettings& one : all)
        if (delivery.delivery.destination == one.name + ":" + delivery.recipient) return &one;
    return nullptr;
}

}  // namespace

CourierLoop::CourierLoop(asio::any_io_executor executor, io::Clock& clock, io::Store& store,
                         io::Smtp& smtp, io::EventStream& events,
                         std::vector<SmtpSettings> destinations)
    : clock_(clock),
      store_(store),
      smtp_(smtp),
      events_(events),
      destinations_(std::move(destinations)),
      bell_(executor) {}

void CourierLoop::wake() {
    bell_.ring();
}

void CourierLoop::set(std::vector<SmtpSettings> destinations) {
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

asio::awaitable<void> CourierLoop::attempt(io::StoredDelivery stored) {
    Delivery delivery = before_attempt(stored.delivery, clock_.now());
    store_.deliveries.save(delivery);

    Answer answer;
    const SmtpSettings* destination = destination_of(destinations_, stored);
    if (!destination) {
        answer.kind = Answer::Kind::not_set_up;
        answer.text = "no [[deliver]] table is named for it any more";
    } else if (auto password = io::resolve(destination->password); !password) {
        answer.kind = Answer::Kind::not_set_up;
        answer.text = to_text(password.error());
    } else {
        SmtpSettings settings = *destination;  // a reload may replace the table meanwhile
        answer = co_await smtp_.send(std::move(settings), std::move(*password), stored.recipient,
                                     std::move(stored.message));
    }

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
