#pragma once
// A delivery on its way, as a step machine (promise P4). The message bytes are fixed when the
// digest is written; every attempt sends the same ones, so a receiver can tell a repeat.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot {

struct Delivery {
    enum class State {
        waiting,  // not tried, or to be tried again at next_at
        sending,  // an attempt began and its end is not known: after a crash the same bytes go
                  // again
        sent,
        given_up,  // refused for good, or older than give_up_after
    };

    DeliveryId id{};
    std::string digest_id;
    std::string destination;  // name of the [[deliver]] table, and the recipient of mail
    State state = State::waiting;
    int attempts = 0;
    Instant created;
    std::optional<Instant> next_at;
    std::string last_answer;  // redacted
    int unknown_ends = 0;     // attempts of which nobody knows whether the message arrived

    bool operator==(const Delivery&) const = default;
};
std::string_view to_text(Delivery::State state);  // "given_up"
std::optional<Delivery::State> parse_delivery_state(std::string_view text);

/// How an attempt ended.
struct Answer {
    enum class Kind {
        accepted,
        refused,     // permanent: this recipient or message will never be taken
        not_now,     // temporary, or the server could not be reached
        unknown,     // the connection ended after the message was handed over
        not_set_up,  // login refused, no trust: waits for the configuration, tried again each hour
    } kind = Kind::not_now;
    std::string text;          // redacted
    std::optional<Span> wait;  // the other side asks for that long
};
std::string_view to_text(Answer::Kind kind);

inline constexpr Span give_up_after = 7 * day;
/// A server that takes messages and never says so would be sent copies for a week.
inline constexpr int max_unknown_ends = 3;
inline constexpr std::size_t max_answer_bytes = 300;

/// State before the attempt, to be stored before the first byte goes out.
Delivery before_attempt(Delivery delivery, Instant now);
/// Waits 1, 5, 15 minutes, then 1 h, then 4 h, or as long as the other side asks, up to a day;
/// while not set up always 1 h.
Delivery after_answer(Delivery delivery, const Answer& answer, Instant now);
/// At start: what was `sending` when the process died is sent again at once, the same bytes.
Delivery after_restart(Delivery delivery, Instant now);

}  // namespace earshot
