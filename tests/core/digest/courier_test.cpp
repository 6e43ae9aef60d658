#include <gtest/gtest.h>

#include "earshot/courier.hpp"

namespace earshot {
namespace {

using Kind = Answer::Kind;
using State = Delivery::State;

constexpr Instant now = from_epoch(1776144600);

Delivery waiting() {
    Delivery delivery;
    delivery.id = DeliveryId{7};
    delivery.digest_id = "2026-04-14";
    delivery.destination = "home me@example.org";
    delivery.created = now;
    delivery.next_at = now;
    return delivery;
}

Delivery attempted(int attempts) {
    Delivery delivery = waiting();
    delivery.attempts = attempts - 1;
    return before_attempt(delivery, now);
}

Answer answer(Kind kind, std::string text = "250 taken") {
    Answer given;
    given.kind = kind;
    given.text = std::move(text);
    return given;
}

TEST(Courier, TheOtherSideMayAskForMoreTimeUpToADay) {
    const auto waits = [](Span asked) {
        Answer later = answer(Kind::not_now, "429");
        later.wait = asked;
        return *after_answer(attempted(1), later, now).next_at - now;
    };
    EXPECT_EQ(waits(Span{1}), minute);
    EXPECT_EQ(waits(2 * hour), 2 * hour);
    EXPECT_EQ(waits(30 * day), day);
}

TEST(Courier, AnAttemptIsMarkedBeforeTheFirstByte) {
    const Delivery sending = before_attempt(waiting(), now);
    EXPECT_EQ(sending.state, State::sending);
    EXPECT_EQ(sending.attempts, 1);
    EXPECT_FALSE(sending.next_at);
}

TEST(Courier, EveryAnswerHasItsNextState) {
    struct Row {
        Kind kind;
        int attempt;
        State state;
        std::optional<Span> wait;
    };
    const Row rows[] = {
        {Kind::accepted, 1, State::sent, {}},
        {Kind::accepted, 9, State::sent, {}},
        {Kind::refused, 1, State::given_up, {}},
        {Kind::not_now, 1, State::waiting, 1 * minute},
        {Kind::not_now, 2, State::waiting, 5 * minute},
        {Kind::not_now, 3, State::waiting, 15 * minute},
        {Kind::not_now, 4, State::waiting, 1 * hour},
        {Kind::not_now, 5, State::waiting, 4 * hour},
        {Kind::not_now, 6, State::waiting, 4 * hour},
        {Kind::not_now, 1000, State::waiting, 4 * hour},
        {Kind::unknown, 1, State::waiting, 1 * minute},
        {Kind::unknown, 2, State::waiting, 5 * minute},
        {Kind::not_set_up, 1, State::waiting, 1 * hour},
        {Kind::not_set_up, 9, State::waiting, 1 * hour},
    };
    for (const Row& row : rows) {
        const Delivery after = after_answer(attempted(row.attempt), answer(row.kind), now);
        const std::string what = std::string(to_text(row.kind)) + std::to_string(row.attempt);
        EXPECT_EQ(after.state, row.state) << what;
        EXPECT_EQ(after.next_at, row.wait ? std::optional(now + *row.wait) : std::nullopt) << what;
        EXPECT_EQ(after.attempts, row.attempt) << what;
        EXPECT_EQ(after.last_answer, "250 taken") << what;
    }
}

TEST(Courier, TriesForAWeekAndNotLonger) {
    for (const Kind kind : {Kind::not_now, Kind::unknown, Kind::not_set_up}) {
        const Instant limit = now + give_up_after;
        EXPECT_EQ(after_answer(attempted(50), answer(kind), limit).state, State::waiting);
        const Delivery late = after_answer(attempted(50), answer(kind), limit + Span(1));
        EXPECT_EQ(late.state, State::given_up);
        EXPECT_FALSE(late.next_at);
    }
}

TEST(Courier, AServerAwayForThreeDaysGetsTheMailOnce) {
    Delivery delivery = waiting();
    int attempts = 0;
    Instant at = now;
    while (delivery.state == State::waiting) {
        at = *delivery.next_at;
        ++attempts;
        const bool up = at - now >= 3 * day;
        delivery = after_answer(before_attempt(delivery, at),
                                answer(up ? Kind::accepted : Kind::not_now), at);
    }
    EXPECT_EQ(delivery.state, State::sent);
    EXPECT_LE(at - now, 3 * day + 4 * hour);
    EXPECT_LT(attempts, 25);
}

TEST(Courier, AServerThatNeverConfirmsGetsThreeCopiesAtMost) {
    Delivery delivery = waiting();
    for (int copy = 1; copy <= max_unknown_ends; ++copy) {
        ASSERT_EQ(delivery.state, State::waiting) << copy;
        delivery = after_answer(before_attempt(delivery, now), answer(Kind::unknown), now);
    }
    EXPECT_EQ(delivery.state, State::given_up);
    EXPECT_EQ(delivery.unknown_ends, max_unknown_ends);
}

TEST(Courier, OtherFailuresDoNotCountAsUnknownEnds) {
    Delivery delivery = attempted(1);
    for (const Kind kind : {Kind::not_now, Kind::not_set_up, Kind::refused, Kind::accepted})
        EXPECT_EQ(after_answer(delivery, answer(kind), now).unknown_ends, 0);
}

TEST(Courier, AfterACrashWhatWasOnItsWayGoesAgainAtOnce) {
    const Delivery sending = before_attempt(waiting(), now);
    const Instant later = now + 3 * hour;
    const Delivery again = after_restart(sending, later);
    EXPECT_EQ(again.state, State::waiting);
    EXPECT_EQ(again.next_at, later);
    EXPECT_EQ(again.attempts, 1);
    EXPECT_EQ(again.digest_id, sending.digest_id);
}

TEST(Courier, ARestartChangesNothingElse) {
    for (const State state : {State::waiting, State::sent, State::given_up}) {
        Delivery delivery = waiting();
        delivery.state = state;
        EXPECT_EQ(after_restart(delivery, now + hour), delivery) << to_text(state);
    }
}

TEST(Courier, AnswersAreKeptShortAndPrintable) {
    const std::string limit(max_answer_bytes, 'x');
    EXPECT_EQ(after_answer(attempted(1), answer(Kind::not_now, limit), now).last_answer, limit);
    const Delivery longer = after_answer(attempted(1), answer(Kind::not_now, limit + "x"), now);
    EXPECT_LE(longer.last_answer.size(), max_answer_bytes);
    const Delivery odd =
        after_answer(attempted(1), answer(Kind::not_now, "450 no\x1b[2J\r\nlater"), now);
    EXPECT_EQ(odd.last_answer, "450 no[2J later");
}

}  // namespace
}  // namespace earshot
