// How a source stands, and when that may change by time alone.

#include "earshot/source_health.hpp"

#include <gtest/gtest.h>

#include "support/dice.hpp"

namespace earshot {
namespace {

const Instant read = from_epoch(1'776'150'000);

TEST(SourceHealth, EachHasItsWord) {
    for (int number = 0; !to_text(SourceHealth(number)).empty(); ++number)
        EXPECT_EQ(parse_source_health(to_text(SourceHealth(number))), SourceHealth(number));
    EXPECT_EQ(parse_source_health("fine"), std::nullopt);
}

TEST(SourceHealth, WhatTheUserOrTheServerSaidComesFirst) {
    Source source;
    PollState state;
    EXPECT_EQ(health_of(source, state, read), SourceHealth::waiting);
    state.failures = 1;
    EXPECT_EQ(health_of(source, state, read), SourceHealth::failing);
    state.last_good = read;
    EXPECT_EQ(health_of(source, state, read), SourceHealth::ok);
    EXPECT_EQ(health_of(source, state, read + 30 * day), SourceHealth::unread);
    source.status = SourceStatus::paused;
    EXPECT_EQ(health_of(source, state, read), SourceHealth::paused);
    source.status = SourceStatus::gone;
    EXPECT_EQ(health_of(source, state, read), SourceHealth::gone);
}

TEST(SourceHealth, StaysUntilItTurns) {
    test::for_rounds(2000, [](test::Dice& dice) {
        Source source;
        source.interval = dice.maybe([&] { return Span(dice.number(0, 9 * 86400)); });
        PollState state;
        if (dice.number(0, 9) > 0) state.last_good = read + Span(dice.number(-864000, 864000));
        state.failures = static_cast<int>(dice.number(0, 3));
        state.next = {read + Span(dice.number(-864000, 864000)), dice.any(Reason::asked), ""};
        const Instant now = read + Span(dice.number(-864000, 864000));
        const SourceHealth health = health_of(source, state, now);
        const auto turns = health_turns(source, state, now);
        if (turns) {
            EXPECT_GT(*turns, now);
            EXPECT_EQ(health_of(source, state, *turns - Span{1}), health);
        }
        for (int i = 0; i < 20; ++i) {
            const Instant later = now + Span(dice.number(0, 40 * 86400));
            if (!turns || later < *turns) {
                EXPECT_EQ(health_of(source, state, later), health);
            }
        }
    });
}

}  // namespace
}  // namespace earshot
