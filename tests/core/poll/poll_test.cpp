// Validators, the request, and what the reading tells; waits are in poll_due_test.cpp, redirects in
// poll_moved_test.cpp. One row or test for each rule of research/field.md section 3; the number is
// part of the name.

#include "earshot/poll.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

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
    // What is put off or cancelled is no failure.
    for (int fault = 0; fault < static_cast<int>(http::Fault::put_off); ++fault)
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
    for (const char* type : {"application/atom+xml", "application/rss+xml", "application/feed+json",
                             "application/activity+json", "*/*;q="})
        EXPECT_NE(request.headers[0].second.find(type), std::string::npos) << type;
    world.settings.contact = "ann@example.org";
    request = request_for(world.source, world.state, world.settings);
    EXPECT_TRUE(request.user_agent.ends_with("; ann@example.org)")) << request.user_agent;
    world.settings.user_agent = "earshot of Ann (+mailto:ann@example.org)";
    request = request_for(world.source, world.state, world.settings);
    EXPECT_EQ(request.user_agent, "earshot of Ann (+mailto:ann@example.org)");
}

// --- what only the reading can tell ---

TEST(Poll, P1_ADocumentThatShowsNothingIsNoGoodPoll) {
    struct Row {
        const char* name;
        std::size_t usual;
        DocumentSummary summary;
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
        step = after_reading(std::move(step), before, world.source, row.summary, world.settings,
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
                                    DocumentSummary{entries, 1, 0}, world.settings, world.now)
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
