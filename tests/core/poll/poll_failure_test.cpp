// When a source is polled next after a failure, and what its host is told.
// One row or test for each rule of research/field.md section 3; the number is part of the name.

#include "earshot/poll.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

using Lines = std::vector<std::string>;

struct FailureRow {
    const char* name;
    int status;
    http::Headers headers;
    Span wait;
    Reason reason;
    std::optional<Span> host_waits = {};
    int strikes = 0;
};

// The polls are at 14:00.
const FailureRow failure_rows[] = {
    {"32: a server error", 500, {}, hour, Reason::backoff},
    {"36: not found", 404, {}, hour, Reason::backoff},
    {"36: gone, to be confirmed", 410, {}, hour, Reason::backoff},
    {"17: max-age of an error",
     500,
     {{"cache-control", "max-age=172800"}},
     2 * day,
     Reason::server_max_age},
    {"17: Expires of an error",
     500,
     {{"expires", "Tue, 14 Apr 2026 20:00:00 GMT"}},
     6 * hour,
     Reason::server_max_age},
    {"21: 503, past the cap of others",
     503,
     {{"retry-after", "172801"}},
     Span(172801),
     Reason::retry_after,
     Span(172801)},
    {"21: 429 with a date",
     429,
     {{"retry-after", "Tue, 14 Apr 2026 20:00:00 GMT"}},
     6 * hour,
     Reason::retry_after,
     6 * hour},
    {"21: 429, a wait shorter than the interval",
     429,
     {{"retry-after", "60"}},
     hour,
     Reason::slowed_down,
     Span(60)},
    {"21: at the cap",
     429,
     {{"retry-after", "99999999999"}},
     31 * day,
     Reason::retry_after,
     31 * day},
    {"23: bare 429", 429, {}, hour, Reason::slowed_down, hour, 1},
    {"23: 429 with a useless Retry-After",
     429,
     {{"retry-after", "0"}},
     hour,
     Reason::slowed_down,
     hour,
     1},
    {"17, 23: 429 with max-age",
     429,
     {{"cache-control", "max-age=172800"}},
     2 * day,
     Reason::server_max_age,
     hour,
     1},
    {"24: a sudden 403", 403, {}, hour, Reason::slowed_down, hour, 1},
    {"24: a sudden 403 with Retry-After",
     403,
     {{"retry-after", "7200"}},
     2 * hour,
     Reason::retry_after,
     2 * hour},
    {"503 without Retry-After", 503, {}, hour, Reason::backoff},
    {"401", 401, {}, hour, Reason::backoff},
};

TEST(Poll, Rules17To24_WaitsAfterAnErrorReply) {
    for (const FailureRow& row : failure_rows) {
        SCOPED_TRACE(row.name);
        World world;
        world.good(tag).later(2 * hour).poll(world.reply(row.status, row.headers));
        EXPECT_EQ(world.step.result, PollResult::failed);
        EXPECT_EQ(world.step.status, row.status);
        expect_due(world, world.state.next, row.wait, row.reason);
        EXPECT_EQ(world.state.problem, "answered " + http::status_line(row.status));
        EXPECT_EQ(world.step.problem->where, "https://ann.example/feed");
        EXPECT_EQ(world.step.host.has_value(), row.host_waits.has_value());
        if (row.host_waits) {
            const HostState told{world.now + Span{1} + *row.host_waits, row.strikes, world.now};
            EXPECT_EQ(world.host, told);
        }
    }
}

TEST(Poll, Rule21_RetryAfterOfARedirectHolds) {
    World world;
    http::Reply moved = world.reply(200, tag, rss());
    moved.hops.push_back(http::Hop{302, moved.effective, {{"retry-after", "7200"}}});
    world.poll(moved, 1);
    expect_due(world, world.state.next, 2 * hour, Reason::retry_after);
    EXPECT_EQ(world.step.host, std::nullopt);
}

TEST(Poll, Rule22_TheHostsWishHoldsEverySourceOnIt) {
    World world;
    world.host.not_before = world.now + 5 * hour;
    world.good(tag);
    EXPECT_EQ(world.state.next.reason, Reason::host_asked);
    EXPECT_GE(world.state.next.at, world.now + 5 * hour);
    EXPECT_EQ(world.step.host, std::nullopt);  // a good reply does not cancel it
    world.poll(broken(http::Fault::connect));
    EXPECT_GE(world.state.next.at, world.now + 5 * hour);
}

TEST(Poll, Rule22_AShorterWishDoesNotReplaceALonger) {
    World world;
    world.host.not_before = world.now + day;
    world.good(tag).poll(world.reply(429, {{"retry-after", "60"}}));
    EXPECT_EQ(world.host.not_before, world.now + day);
}

TEST(Poll, Rule23_Bare429sDoubleUpToADayAndAGoodReplyEndsThem) {
    World world;
    world.good(tag);
    const Span waits[] = {hour, 2 * hour, 4 * hour, 8 * hour, 16 * hour, day, day};
    for (const Span wait : waits) {
        world.later(2 * day).poll(world.reply(429));
        expect_due(world, world.state.next, wait, Reason::slowed_down);
        EXPECT_EQ(world.host.not_before, world.now + Span{1} + wait);
        EXPECT_EQ(world.conditional(), Lines{"If-None-Match: \"1\""});
    }
    world.later(2 * day).good(tag, rss("", 3));
    EXPECT_EQ(world.host, HostState{});
    expect_due(world, world.state.next, hour, Reason::usual_interval);
}

TEST(Poll, Rule24_A403FromTheFirstPollOnIsNoSlowDown) {
    World world;
    world.poll(world.reply(403));
    EXPECT_EQ(world.state.next.reason, Reason::backoff);
    EXPECT_EQ(world.step.host, std::nullopt);
}

TEST(Poll, Rule32_UnreachedServersAreTriedAgainSoonerAndNeverGivenUp) {
    World world;
    world.good(tag);
    const Span waits[] = {5 * minute,   10 * minute,  20 * minute,  40 * minute,   80 * minute,
                          160 * minute, 320 * minute, 640 * minute, 1280 * minute, day};
    for (const Span wait : waits) {
        world.later(2 * day).poll(broken(http::Fault::dns));
        expect_due(world, world.state.next, wait, Reason::backoff);
    }
    for (int i = 0; i < 1000; ++i)
        world.later(2 * day).poll(broken(http::Fault::connect));
    expect_due(world, world.state.next, day, Reason::backoff);
    EXPECT_EQ(world.state.next.detail, "1010 failures in a row");
    EXPECT_EQ(world.state.failing_since, start + 2 * day);
    world.later(day).poll(world.reply(304));
    EXPECT_EQ(world.state.failures, 0);
    EXPECT_EQ(world.state.failing_since, std::nullopt);
    EXPECT_EQ(world.state.problem, "");
}

TEST(Poll, Rules13And32_ReachedServersAreTriedAgainAfterTheIntervalAtTheEarliest) {
    for (const http::Fault fault :
         {http::Fault::tls, http::Fault::timed_out, http::Fault::too_large,
          http::Fault::too_many_redirects, http::Fault::truncated, http::Fault::bad_reply}) {
        World world;
        world.good(tag);
        for (const Span wait : {hour, 2 * hour, 4 * hour, 8 * hour, 16 * hour, day, day}) {
            world.later(2 * day).poll(broken(fault));
            expect_due(world, world.state.next, wait, Reason::backoff);
        }
    }
}

TEST(Poll, Rule32_ACancelledPollHasNotHappened) {
    World world;
    world.good(tag).later(hour);
    const PollStep step = world.look(broken(http::Fault::cancelled));
    EXPECT_EQ(step.result, PollResult::cancelled);
    EXPECT_EQ(step.state, world.state);
    EXPECT_EQ(step.problem, std::nullopt);
}

}  // namespace
}  // namespace earshot
