// When a source is polled next after a good poll, and why.
// One row or test for each rule of research/field.md section 3; the number is part of the name.

#include "earshot/poll.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

// --- B: when to poll ---

struct WaitRow {
    const char* name;
    http::Headers headers;
    std::string body;
    Span wait;
    Reason reason;
    std::string detail = {};
};

http::Headers with(http::Headers headers) {
    headers.insert(tag.begin(), tag.end());
    return headers;
}

const WaitRow wait_rows[] = {
    {"13: with validators, the interval", tag, rss(), hour, Reason::usual_interval},
    {"13: a date will do", {{"last-modified", "x"}}, rss(), hour, Reason::usual_interval},
    {"14: no information, once a day", {}, rss(), day, Reason::no_validators},
    {"11: no validators, but max-age",
     {{"cache-control", "max-age=7200"}},
     rss(),
     2 * hour,
     Reason::server_max_age,
     "max-age=7200"},
    {"11: no validators, short max-age",
     {{"cache-control", "max-age=900"}},
     rss(),
     hour,
     Reason::usual_interval},
    {"18: no validators, max-age=0",
     {{"cache-control", "max-age=0"}},
     rss(),
     day,
     Reason::no_validators},
    {"18: no validators, no-cache",
     {{"cache-control", "no-cache, no-store"}},
     rss(),
     day,
     Reason::no_validators},
    {"15: max-age", with({{"cache-control", "max-age=7200"}}), rss(), 2 * hour,
     Reason::server_max_age, "max-age=7200"},
    {"13: max-age never shortens", with({{"cache-control", "max-age=60"}}), rss(), hour,
     Reason::usual_interval},
    {"18: Expires", with({{"expires", "Tue, 14 Apr 2026 18:00:00 GMT"}}), rss(), 6 * hour,
     Reason::server_max_age, "Expires"},
    {"18: max-age before Expires",
     with({{"expires", "Tue, 14 Apr 2026 18:00:00 GMT"}, {"cache-control", "max-age=7200"}}), rss(),
     2 * hour, Reason::server_max_age},
    {"19: overflow", with({{"cache-control", "max-age=99999999999"}}), rss(), 31 * day,
     Reason::server_max_age, "max-age=99999999999, capped to " + to_text(31 * day)},
    {"16: ttl", tag, rss("<ttl>180</ttl>"), 3 * hour, Reason::feed_ttl,
     "the feed asks for " + to_text(3 * hour)},
    {"16: the longer of both", with({{"cache-control", "max-age=7200"}}), rss("<ttl>180</ttl>"),
     3 * hour, Reason::feed_ttl},
    {"13: ttl never shortens", tag, rss("<ttl>5</ttl>"), hour, Reason::usual_interval},
    {"21: Retry-After on a good reply", with({{"retry-after", "7200"}}), rss(), 2 * hour,
     Reason::retry_after, "Retry-After: 7200"},
};

TEST(Poll, Rules11To21_TheLongestWaitDecidesAfterAGoodPoll) {
    for (const WaitRow& row : wait_rows) {
        SCOPED_TRACE(row.name);
        World world;
        world.good(row.headers, row.body);
        ASSERT_EQ(world.step.result, PollResult::fresh);
        expect_due(world, world.state.next, row.wait, row.reason);
        if (!row.detail.empty()) {
            EXPECT_EQ(world.state.next.detail, row.detail);
        }
    }
}

TEST(Poll, Rule13_TheUsersWishWithinManners) {
    struct Row {
        const char* name;
        std::optional<Span> wish;
        http::Headers headers;
        Span wait;
    };
    const Row rows[] = {
        {"longer", 3 * hour, tag, 3 * hour},
        {"shorter than allowed", 10 * minute, tag, hour},
        {"11: overrides the once a day", 2 * hour, {}, 2 * hour},
        {"15: not the server's", 2 * hour, with({{"cache-control", "max-age=36000"}}), 10 * hour},
    };
    for (const Row& row : rows) {
        World world;
        world.source.interval = row.wish;
        world.good(row.headers);
        EXPECT_GE(world.state.next.at - world.now, row.wait) << row.name;
        EXPECT_LE(world.state.next.at - world.now, row.wait + row.wait / 10) << row.name;
    }
    World quick;
    quick.settings.min_interval = quick.settings.interval = 15 * minute;
    quick.good(tag);
    expect_due(quick, quick.state.next, 15 * minute, Reason::usual_interval);
}

TEST(Poll, Rule16_WhatWasSaidHoldsOver304sThatDoNotRepeatIt) {
    World world;
    world.good(with({{"cache-control", "max-age=14400"}}), rss("<ttl>180</ttl>"));
    world.later(5 * hour).poll(world.reply(304));
    expect_due(world, world.state.next, 4 * hour, Reason::server_max_age);
    EXPECT_EQ(world.state.next.detail, to_text(4 * hour) + ", said earlier");
    world.later(5 * hour).poll(world.reply(304, {{"cache-control", "max-age=60"}}));
    expect_due(world, world.state.next, 3 * hour, Reason::feed_ttl);
    world.later(5 * hour).good(tag, rss("", 3));  // a 200 says everything anew
    expect_due(world, world.state.next, hour, Reason::usual_interval);
}

TEST(Poll, Rule28_JitterIsNeverSubtracted) {
    for (int id = 0; id < 500; ++id) {
        World world;
        world.source.id = SourceId{id};
        world.good(tag);
        expect_due(world, world.state.next, hour, Reason::usual_interval);
        world.later(hour).poll(world.reply(503, {{"retry-after", "100000"}}));
        expect_due(world, world.state.next, Span(100000), Reason::retry_after);
    }
}

TEST(Poll, Rule29_SkippedHoursAndDaysAreLeftOut) {
    World world;
    world.good(tag, rss("<skipHours><hour>13</hour><hour>14</hour></skipHours>"));
    EXPECT_EQ(world.state.next.reason, Reason::skip_hours);
    EXPECT_GE(world.state.next.at, start + 3 * hour);
    EXPECT_LE(world.state.next.at, start + 3 * hour + 6 * minute);
    world.poll(world.reply(500));  // also after a failure
    EXPECT_EQ(world.state.next.reason, Reason::skip_hours);
    world.good(tag, rss("<skipDays><day>Tuesday</day></skipDays>"));
    EXPECT_GE(world.state.next.at, start + 12 * hour);
    EXPECT_LE(world.state.next.at, start + 12 * hour + 6 * minute);
}

TEST(Poll, Rule30_WithoutNewsLessOftenAndBackAtOnce) {
    struct Row {
        Span without_news, wait;
        Reason reason;
    };
    const Row rows[] = {
        {7 * day - Span(1), hour, Reason::usual_interval},
        {7 * day, 6 * hour, Reason::rarely_new},
        {14 * day - Span(1), 6 * hour, Reason::rarely_new},
        {14 * day, 12 * hour, Reason::rarely_new},
        {30 * day - Span(1), 12 * hour, Reason::rarely_new},
        {30 * day, day, Reason::rarely_new},
        {400 * day, day, Reason::rarely_new},
    };
    for (const Row& row : rows) {
        World world;
        world.good(tag).later(row.without_news).poll(world.reply(304));
        expect_due(world, world.state.next, row.wait, row.reason);
        world.later(day).good(tag, rss("", 3));
        expect_due(world, world.state.next, hour, Reason::usual_interval);
        EXPECT_EQ(world.state.last_new, world.now);
    }
    World touched;  // rewritten, but nothing new in it
    touched.good(tag).later(8 * day).poll(touched.reply(200, tag, rss("<ttl>1</ttl>")), 0);
    expect_due(touched, touched.state.next, 6 * hour, Reason::rarely_new);
}

// --- file: sources ---

TEST(Poll, AFileHasNoServerToSpare) {
    World world;
    world.source.url = url("file:///var/feeds/ann.xml");
    world.source.interval = 5 * minute;
    world.good({});
    EXPECT_EQ(world.state.next, (Due{world.now + 5 * minute, Reason::usual_interval, ""}));
    world.later(40 * day).poll(world.reply(200, {}, rss()));
    EXPECT_EQ(world.state.next.at, world.now + 5 * minute);
    world.poll(broken(http::Fault::unreadable));
    EXPECT_EQ(world.state.next.at, world.now + 5 * minute);
    world.source.interval = Span(1);
    world.good({});
    EXPECT_EQ(world.state.next.at, world.now + minute);
}

}  // namespace
}  // namespace earshot
