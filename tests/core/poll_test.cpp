// One row or test for each rule of research/field.md section 3 that a poll decides; the number is
// part of the name.

#include "earshot/poll.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace earshot {
namespace {

const Instant start = parse_rfc3339("2026-04-14T12:00:00Z").value();

Url url(const std::string& text) {
    return Url::parse(text).value();
}

std::string rss(const std::string& extra = "", int entries = 2) {
    std::string text = "<rss version=\"2.0\"><channel><title>Ann</title>" + extra;
    for (int i = 0; i < entries; ++i)
        text += "<item><guid>" + std::to_string(i) + "</guid><title>Post</title></item>";
    return text + "</channel></rss>";
}

http::Outcome broken(http::Fault fault) {
    return http::Broken{fault, "cannot reach it"};
}

/// A source and all that is remembered of it, polled again and again.
struct World {
    Source source;
    PollState state;
    HostState host;
    PollSettings settings;
    Instant now = start;
    PollStep step;  // the last one

    World() {
        source.id = SourceId{7};
        source.url = url("https://ann.example/feed");
    }

    http::Reply reply(int status, http::Headers headers = {}, std::string body = "") const {
        http::Reply got;
        got.status = status;
        got.headers = std::move(headers);
        got.body = std::move(body);
        got.effective = source.url;
        return got;
    }

    /// Polls now, without keeping what came of it.
    PollStep look(const http::Outcome& outcome) const {
        return after_reply(state, source, outcome, host, settings, now);
    }
    /// Polls now and keeps it; two entries in each document, `news` of them unknown.
    World& poll(const http::Outcome& outcome, std::size_t news = 0) {
        Reading reading;
        step = look(outcome);
        if (step.feed) reading.entries = step.feed->entries.size();
        reading.news = news;
        step = after_reading(std::move(step), state, source, reading, settings, now);
        state = step.state;
        if (step.host) host = *step.host;
        return *this;
    }
    World& good(http::Headers headers = {{"etag", "\"1\""}}, std::string body = rss()) {
        return poll(reply(200, std::move(headers), std::move(body)), 1);
    }
    World& later(Span span) {
        now += span;
        return *this;
    }
    std::vector<std::string> conditional() const {
        std::vector<std::string> headers;
        for (const auto& [name, value] : request_for(source, state, settings).conditional)
            headers.push_back(name + ": " + value);
        return headers;
    }
};

/// The next poll comes after this wait and its jitter, for this reason.
void expect_due(const World& world, const Due& due, Span wait, Reason reason) {
    EXPECT_EQ(to_text(due.reason), to_text(reason)) << due.detail;
    EXPECT_GE(due.at - world.now, wait) << due.detail;
    EXPECT_LE(due.at - world.now, wait + std::min<Span>(wait / 10, 30 * minute)) << due.detail;
}

using Lines = std::vector<std::string>;

// --- A: first contact and validators ---

TEST(Poll, Rule01_TheFirstGetAsksForNoComparison) {
    const World world;
    EXPECT_EQ(world.conditional(), Lines{});
    EXPECT_TRUE(request_for(world.source, world.state, world.settings).conditional_for.empty());
}

TEST(Poll, Rules02To04_ValidatorsGoBackByteForByteAndBoth) {
    struct Row {
        const char* etag;
        const char* date;
        Lines sent;
    };
    const Row rows[] = {
        {"\"1\"", "", {"If-None-Match: \"1\""}},
        {"W/\"a  b\\\"", "", {"If-None-Match: W/\"a  b\\\""}},
        {"unquoted", "", {"If-None-Match: unquoted"}},
        {"",
         "Thu, 1 jan 2020 00:00:00 +0000",
         {"If-Modified-Since: Thu, 1 jan 2020 00:00:00 +0000"}},
        {"\"1\"", "yesterday", {"If-None-Match: \"1\"", "If-Modified-Since: yesterday"}},
    };
    for (const Row& row : rows) {
        http::Headers headers;
        if (*row.etag) headers["etag"] = row.etag;
        if (*row.date) headers["last-modified"] = row.date;
        World world;
        EXPECT_EQ(world.good(headers).conditional(), row.sent);
    }
}

TEST(Poll, Rule05_AnIdenticalBodyStillBringsNewValidators) {
    World world;
    world.good({{"etag", "\"1\""}}).later(hour).poll(world.reply(200, {{"etag", "\"2\""}}, rss()));
    EXPECT_EQ(world.step.result, PollResult::same);
    EXPECT_EQ(world.conditional(), Lines{"If-None-Match: \"2\""});
}

TEST(Poll, Rule06_A200WithoutValidatorsClearsThem) {
    World world;
    world.good({{"etag", "\"1\""}, {"last-modified", "x"}}).later(hour);
    world.good({{"last-modified", "y"}}, rss("", 3));
    EXPECT_EQ(world.conditional(), Lines{"If-Modified-Since: y"});
    world.later(hour).good({}, rss("", 4));
    EXPECT_EQ(world.conditional(), Lines{});
}

TEST(Poll, Rule07_A304MayBringNewOnesAndKeepsTheRest) {
    World world;
    world.good({{"etag", "\"1\""}, {"last-modified", "x"}}).later(hour).poll(world.reply(304));
    EXPECT_EQ(world.step.result, PollResult::same);
    EXPECT_EQ(world.conditional(), (Lines{"If-None-Match: \"1\"", "If-Modified-Since: x"}));
    world.later(hour).poll(world.reply(304, {{"etag", "\"2\""}}));
    EXPECT_EQ(world.conditional(), (Lines{"If-None-Match: \"2\"", "If-Modified-Since: x"}));
}

TEST(Poll, Rule08_NoFailureTouchesValidatorsOrTheBodysHash) {
    World world;
    world.good({{"etag", "\"1\""}, {"last-modified", "x"}}).later(hour);
    const http::Headers other{{"etag", "\"error\""}, {"last-modified", "z"}};
    std::vector<http::Outcome> failures{
        world.reply(200, other, "<html><title>Please log in</title></html>"),
        world.reply(200, other, ""),
        world.reply(200, other, rss().substr(0, 60)),
        world.reply(204, other),
        world.reply(206, other, rss()),
        world.reply(226, other, rss()),
        world.reply(301, other),
    };
    for (const int status : {400, 401, 403, 404, 410, 429, 500, 502, 503})
        failures.push_back(world.reply(status, other, rss("", 5)));
    for (int fault = 0; fault < static_cast<int>(http::Fault::cancelled); ++fault)
        failures.push_back(broken(static_cast<http::Fault>(fault)));
    for (const http::Outcome& outcome : failures) {
        const PollStep step = world.look(outcome);
        EXPECT_EQ(step.result, PollResult::failed);
        EXPECT_EQ(step.state.validators, world.state.validators);
        EXPECT_EQ(step.state.body_hash, world.state.body_hash);
        EXPECT_EQ(step.state.last_good, world.state.last_good);
        EXPECT_EQ(step.state.last_attempt, world.now);
        EXPECT_EQ(step.state.failing_since, world.now);
        EXPECT_EQ(step.state.failures, 1);
        EXPECT_FALSE(step.feed);
        ASSERT_TRUE(step.problem);
        EXPECT_EQ(step.state.problem, step.problem->what);
    }
}

TEST(Poll, Rule09_ValidatorsDoNotAge) {
    World world;
    world.good({{"etag", "\"1\""}});
    for (int i = 0; i < 30; ++i)
        world.later(day).poll(world.reply(304));
    EXPECT_EQ(world.conditional(), Lines{"If-None-Match: \"1\""});
}

TEST(Poll, Rule10_ValidatorsBelongToTheAddressThatGaveThem) {
    World world;
    http::Reply moved = world.reply(200, {{"etag", "\"1\""}}, rss());
    moved.effective = url("https://elsewhere.example/feed");
    moved.hops.push_back(http::Hop{302, moved.effective, {}});
    world.poll(moved, 1);
    EXPECT_EQ(request_for(world.source, world.state, world.settings).conditional_for,
              moved.effective);

    // The redirect now leads to a maintenance page that knows the same validator.
    http::Reply elsewhere = world.reply(304);
    elsewhere.effective = url("https://maintenance.example/");
    EXPECT_EQ(world.later(hour).look(elsewhere).result, PollResult::failed);
    elsewhere.effective = moved.effective;
    EXPECT_EQ(world.look(elsewhere).result, PollResult::same);

    // The user changes the address: nothing is sent to the new one.
    world.source.url = url("https://ann.example/new");
    EXPECT_NE(request_for(world.source, world.state, world.settings).conditional_for,
              world.source.url);
}

TEST(Poll, Rule10_A304ThatNobodyAskedForIsAFailure) {
    World world;
    world.poll(world.reply(304));
    EXPECT_EQ(world.step.result, PollResult::failed);
    EXPECT_EQ(world.state.problem, "answered 304 Not Modified to a question without validators");
}

TEST(Poll, Rule11_EqualBytesAreLikeA304) {
    World world;
    world.good({}).later(day).poll(world.reply(200, {}, rss()));
    EXPECT_EQ(world.step.result, PollResult::same);
    EXPECT_FALSE(world.step.feed);
    EXPECT_EQ(world.state.last_good, world.now);
    world.later(day).poll(world.reply(200, {}, rss("", 3)));
    EXPECT_EQ(world.step.result, PollResult::fresh);
    EXPECT_EQ(world.step.feed->entries.size(), 3u);
    // Equal to the last good body, also when something else came between.
    world.later(day).poll(world.reply(200, {}, "oops")).later(day);
    EXPECT_EQ(world.look(world.reply(200, {}, rss("", 3))).result, PollResult::same);
}

// --- B: when to poll ---

struct WaitRow {
    const char* name;
    http::Headers headers;
    std::string body;
    Span wait;
    Reason reason;
    std::string detail = {};
};

const http::Headers tag{{"etag", "\"1\""}};

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
     404,
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
     Reason::retry_after,
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
            EXPECT_EQ(world.host, (HostState{world.now + *row.host_waits, row.strikes}));
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
        EXPECT_EQ(world.host.not_before, world.now + wait);
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

// --- C: redirects, gone, moved ---

struct HopRow {
    const char* name;
    std::vector<std::pair<int, const char*>> hops;
    const char* at_once;  // the new address already now
    const char* after_a_week;
};

const HopRow hop_rows[] = {
    {"34: permanent", {{301, "https://new.example/f"}}, "", "https://new.example/f"},
    {"34: 308 as well", {{308, "https://new.example/f"}}, "", "https://new.example/f"},
    {"34: the last of several",
     {{301, "https://a.example/"}, {308, "https://b.example/"}},
     "",
     "https://b.example/"},
    {"35: only the leading permanent ones",
     {{301, "https://a.example/"}, {302, "https://b.example/"}, {301, "https://c.example/"}},
     "",
     "https://a.example/"},
    {"35: 302 never", {{302, "https://new.example/f"}, {301, "https://x.example/"}}, "", ""},
    {"35: 303 never", {{303, "https://new.example/f"}}, "", ""},
    {"35: 307 never", {{307, "https://new.example/f"}}, "", ""},
    {"37: never to http", {{301, "http://new.example/f"}}, "", ""},
};

World& poll_over(World& world, const HopRow& row) {
    http::Reply moved = world.reply(200, tag, rss());
    for (const auto& [status, to] : row.hops) {
        moved.effective = url(to);
        moved.hops.push_back(http::Hop{status, moved.effective, {}});
    }
    return world.poll(moved, 1);
}

TEST(Poll, Rules34To37_WhenTheAddressChanges) {
    for (const HopRow& row : hop_rows) {
        SCOPED_TRACE(row.name);
        const auto address = [](const PollStep& step) {
            return step.new_address ? step.new_address->reveal() : std::string();
        };
        World world;
        EXPECT_EQ(address(poll_over(world, row).step), row.at_once);
        world.later(7 * day - Span(1));
        EXPECT_EQ(address(poll_over(world, row).step), "");
        world.later(Span(1));
        EXPECT_EQ(address(poll_over(world, row).step), row.after_a_week);
    }
}

TEST(Poll, Rule34_FromHttpToHttpsOfOneHostAtOnce) {
    World world;
    world.source.url = url("http://ann.example/feed");
    poll_over(world, {"", {{301, "https://ann.example/feed"}}, "", ""});
    EXPECT_EQ(world.step.new_address, url("https://ann.example/feed"));
    EXPECT_TRUE(world.state.moved_to.empty());
}

TEST(Poll, Rule34_TheWeekStartsAgainWhenTheTargetChangesOrTheRedirectEnds) {
    const HopRow to_a{"", {{301, "https://a.example/"}}, "", ""};
    const HopRow to_b{"", {{301, "https://b.example/"}}, "", ""};
    World world;
    poll_over(world, to_a);
    poll_over(world.later(6 * day), to_b);
    poll_over(world.later(6 * day), to_b);
    EXPECT_EQ(world.step.new_address, std::nullopt);
    world.later(hour).poll(world.reply(200, tag, rss()));
    poll_over(world.later(6 * day), to_b);
    EXPECT_EQ(world.step.new_address, std::nullopt);
    poll_over(world.later(7 * day), to_b);
    EXPECT_EQ(world.step.new_address, url("https://b.example/"));
}

TEST(Poll, Rule34_TheTargetOfOldTakesOverWhenTheOldAddressIsGone) {
    for (const int status : {404, 410}) {
        World world;
        poll_over(world, {"", {{301, "https://new.example/f"}}, "", ""});
        world.later(day).poll(world.reply(status));
        EXPECT_EQ(world.step.new_address, url("https://new.example/f"));
        EXPECT_TRUE(world.state.moved_to.empty());
        EXPECT_FALSE(world.step.became_gone);
        expect_due(world, world.state.next, hour, Reason::usual_interval);
    }
}

TEST(Poll, Rule36_GoneIsBelievedTheSecondTimeAndToldOnce) {
    World world;
    world.good(tag).later(hour).poll(world.reply(410));
    EXPECT_FALSE(world.step.became_gone);
    EXPECT_EQ(world.state.next.reason, Reason::backoff);
    world.later(hour).poll(broken(http::Fault::timed_out));  // says nothing either way
    world.later(2 * hour).poll(world.reply(410));
    EXPECT_TRUE(world.step.became_gone);
    EXPECT_EQ(world.state.next.reason, Reason::gone);
    EXPECT_FALSE(world.step.problem->retryable);
    world.later(31 * day).poll(world.reply(410));
    EXPECT_FALSE(world.step.became_gone);
}

TEST(Poll, Rule36_404KeepsPollingAndBreaksTheRowOf410s) {
    World world;
    world.good(tag).later(hour).poll(world.reply(410)).later(day).poll(world.reply(404));
    EXPECT_EQ(world.state.gone_polls, 0);
    for (int i = 0; i < 60; ++i) {
        world.later(day + hour).poll(world.reply(404));
        EXPECT_EQ(world.state.next.reason, Reason::backoff);
        EXPECT_LE(world.state.next.at, world.now + day + 30 * minute);
    }
}

// --- D: the request itself ---

TEST(Poll, Rules38To46_TheRequest) {
    World world;
    world.source.url = url("https://ann.example/feed?a=1&&b=%20");
    world.good({{"etag", "\"1\""}});
    http::Request request = request_for(world.source, world.state, world.settings);
    EXPECT_EQ(request.url, world.source.url);                                       // 38
    EXPECT_TRUE(request.user_agent.starts_with("earshot/")) << request.user_agent;  // 39
    EXPECT_NE(request.user_agent.find(" (+https://"), std::string::npos) << request.user_agent;
    ASSERT_EQ(request.headers.size(), 1u);          // 42, 43, 46: no Cookie, no Referer, no A-IM
    EXPECT_EQ(request.headers[0].first, "Accept");  // 41
    for (const char* type : {"application/atom+xml", "application/rss+xml", "*/*;q="})
        EXPECT_NE(request.headers[0].second.find(type), std::string::npos) << type;
    world.settings.user_agent = "earshot of Ann (+mailto:ann@example.org)";
    request = request_for(world.source, world.state, world.settings);
    EXPECT_EQ(request.user_agent, "earshot of Ann (+mailto:ann@example.org)");
}

// --- what only the reading can tell ---

TEST(Poll, P1_ADocumentThatShowsNothingIsNoGoodPoll) {
    struct Row {
        const char* name;
        std::size_t usual;
        Reading reading;
        PollResult result;
    };
    const Row rows[] = {
        {"entries", 2, {2, 0, 0}, PollResult::fresh},
        {"empty, as ever", 0, {0, 0, 0}, PollResult::fresh},
        {"empty after full ones", 2, {0, 0, 0}, PollResult::failed},
        {"nothing but errors of a bridge", 0, {0, 0, 1}, PollResult::failed},
        {"an error among entries", 2, {2, 1, 1}, PollResult::fresh},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        World world;
        world.good({{"etag", "\"1\""}}).later(hour);
        world.state.usual_entries = row.usual;
        const PollState before = world.state;
        PollStep step = world.look(world.reply(200, {{"etag", "\"2\""}}, rss("", 5)));
        step = after_reading(std::move(step), before, world.source, row.reading, world.settings,
                             world.now);
        EXPECT_EQ(step.result, row.result);
        EXPECT_EQ(step.status, 200);
        if (row.result == PollResult::fresh) continue;
        EXPECT_FALSE(step.feed);
        EXPECT_EQ(step.state.validators, before.validators);  // rule 8
        EXPECT_EQ(step.state.body_hash, before.body_hash);
        EXPECT_EQ(step.state.last_good, before.last_good);
        EXPECT_EQ(step.state.usual_entries, before.usual_entries);
        EXPECT_EQ(step.state.failures, 1);
        EXPECT_EQ(step.state.next.reason, Reason::backoff);
        ASSERT_TRUE(step.problem);
    }
}

TEST(Poll, P1_TheUsualLengthGrowsAtOnceAndForgetsSlowly) {
    World world;
    const auto read = [&](std::size_t entries) {
        PollStep step = world.look(world.reply(200, {}, rss("", static_cast<int>(entries))));
        world.state = after_reading(std::move(step), world.state, world.source,
                                    Reading{entries, 1, 0}, world.settings, world.now)
                          .state;
        return world.state.usual_entries;
    };
    EXPECT_EQ(read(20), 20u);
    EXPECT_EQ(read(25), 25u);
    EXPECT_EQ(read(24), 24u);
    EXPECT_EQ(read(8), 22u);
    EXPECT_EQ(read(30), 30u);
}

TEST(Poll, FailingMeansMoreThanAPassingFault) {
    World world;
    EXPECT_FALSE(is_failing(world.state));
    world.poll(world.reply(500));
    EXPECT_TRUE(is_failing(world.state));  // never good
    world.later(day).good(tag);
    EXPECT_FALSE(is_failing(world.state));
    world.later(day).poll(world.reply(500)).later(day).poll(world.reply(500));
    EXPECT_FALSE(is_failing(world.state));
    world.later(day).poll(world.reply(500));
    EXPECT_TRUE(is_failing(world.state));
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

TEST(Poll, NoSecretIsInAProblem) {
    World world;
    world.source.url = url("https://ann:pass@ann.example/feed?token=secret");
    for (const http::Outcome& outcome :
         {http::Outcome(world.reply(500)), http::Outcome(world.reply(200, {}, "nonsense")),
          broken(http::Fault::dns)}) {
        const PollStep step = world.look(outcome);
        for (const std::string& text :
             {to_text(*step.problem), step.state.problem, step.state.next.detail}) {
            EXPECT_EQ(text.find("secret"), std::string::npos) << text;
            EXPECT_EQ(text.find("pass@"), std::string::npos) << text;
        }
    }
}

}  // namespace
}  // namespace earshot
