#include "earshot/courier.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "earshot/text.hpp"
#include "earshot/words.hpp"

namespace earshot {
namespace {

constexpr std::array<Span, 5> waits{1 * minute, 5 * minute, 15 * minute, hour, 4 * hour};
constexpr Span not_set_up_wait = hour;

Span wait_after(int attempts) {
    const auto tried = static_cast<std::size_t>(attempts < 1 ? 1 : attempts);
    return waits[tried > waits.size() ? waits.size() - 1 : tried - 1];
}

Delivery ended(Delivery delivery, Delivery::State state) {
    delivery.state = state;
    delivery.next_at.reset();
    return delivery;
}

Delivery again(Delivery delivery, Span wait, Instant now) {
    if (now - delivery.created > give_up_after)
        return ended(std::move(delivery), Delivery::State::given_up);
    delivery.state = Delivery::State::waiting;
    delivery.next_at = now + wait;
    return delivery;
}

}  // namespace

std::string_view to_text(Delivery::State state) {
    switch (state) {
        case Delivery::State::waiting: return "waiting";
        case Delivery::State::sending: return "sending";
        case Delivery::State::sent: return "sent";
        case Delivery::State::given_up: return "given_up";
    }
    return "";
}

std::optional<Delivery::State> parse_delivery_state(std::string_view text) {
    return parse_word<Delivery::State>(text);
}

std::string_view to_text(Answer::Kind kind) {
    switch (kind) {
        case Answer::Kind::accepted: return "accepted";
        case Answer::Kind::refused: return "refused";
        case Answer::Kind::not_now: return "not_now";
        case Answer::Kind::unknown: return "unknown";
        case Answer::Kind::not_set_up: return "not_set_up";
    }
    return "";
}

Delivery before_attempt(Delivery delivery, Instant) {
    delivery.state = Delivery::State::sending;
    delivery.next_at.reset();
    ++delivery.attempts;
    return delivery;
}

Delivery after_answer(Delivery delivery, const Answer& answer, Instant now) {
    delivery.last_answer = shorten(printable(collapse(answer.text)), max_answer_bytes);
    const Span wait =
        std::max(wait_after(delivery.attempts), std::min(answer.wait.value_or(Span{0}), day));
    switch (answer.kind) {
        case Answer::Kind::accepted: return ended(std::move(delivery), Delivery::State::sent);
        case Answer::Kind::refused: return ended(std::move(delivery), Delivery::State::given_up);
        case Answer::Kind::not_now: return again(std::move(delivery), wait, now);
        case Answer::Kind::unknown:
            if (++delivery.unknown_ends >= max_unknown_ends)
                return ended(std::move(delivery), Delivery::State::given_up);
            return again(std::move(delivery), wait, now);
        case Answer::Kind::not_set_up: return again(std::move(delivery), not_set_up_wait, now);
    }
    return delivery;
}

Delivery after_restart(Delivery delivery, Instant now) {
    if (delivery.state != Delivery::State::sending) return delivery;
    delivery.state = Delivery::State::waiting;
    delivery.next_at = now;
    return delivery;
}

}  // namespace earshot
