// What a host, a redirect and a feed's own rhythm mean for the next poll, and how far an answer is
// believed. Numbers in names are the rules of research/field.md section 3.

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "earshot/poll.hpp"
#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

http::Headers and_tag(http::Headers headers) {
    headers.insert(tag.begin(), tag.end());
    return headers;
}

// --- what a reply says of the time to come ---

struct HintRow {
    const char* name;
    int status;
    http::Headers headers;
    std::string body;
    Span wait;
    Reason reason;
};

const HintRow hint_rows[] = {
    {"17: a login page is not the feed",
     200,
     {{"cache-control", "max-age=604800"}},
     "<html>",
     hour,
     Reason::backoff},
    {"17: a CDN's cached 404",
     404,
     {{"cache-control", "max-age=31536000, immutable"}},
     "",
     hour,
     Reason::backoff},
    {"17: 503 with max-age",
     503,
     {{"cache-control", "max-age=36000"}},
     "",
     10 * hour,
     Reason::server_max_age},
    {"17: 500 with Expires",
     500,
     {{"expires", "Tue, 14 Apr 2026 22:00:00 GMT"}},
     "",
     10 * hour,
     Reason::server_max_age},
    {"21: Retry-After on a 404", 404, {{"retry-after", "86400"}}, "", day, Reason::retry_after},
    {"23: a short Retry-After is no reason for an hour",
     429,
     {{"retry-after", "5"}},
     "",
     hour,
     Reason::slowed_down},
    {"X-Poll-Interval", 200, and_tag({{"x-poll-interval", "7200"}}), rss(), 2 * hour,
     Reason::server_max_age},
    {"a limit that is reached, in seconds", 200,
     and_tag({{"x-ratelimit-remaining", "0.0"}, {"x-ratelimit-reset", "10800"}}), rss(), 3 * hour,
     Reason::host_asked},
    {"a limit that is reached, since 1970", 200,
     and_tag({{"x-ratelimit-remaining", "0"},
              {"x-ratelimit-reset", std::to_string(to_epoch(start + 3 * hour))}}),
     rss(), 3 * hour, Reason::host_asked},
    {"a limit that is reached, as a time", 200,
     and_tag({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", to_rfc3339(start + 3 * hour)}}),
     rss(), 3 * hour, Reason::host_asked},
    {"a limit that is not reached", 200,
     and_tag({{"x-ratelimit-remaining", "1"}, {"x-ratelimit-reset", "10800"}}), rss(), hour,
     Reason::usual_interval},
    {"a limit without a time", 200, and_tag({{"ratelimit-remaining", "0"}}), rss(), hour,
     Reason::usual_interval},
    {"429 that names the end of its limit",
     429,
     {{"ratelimit-remaining", "0"}, {"ratelimit-reset", "14400"}},
     "",
     4 * hour,
     Reason::retry_after},
};

TEST(Manners, WhatARepliesHeadersAskFor) {
    for (const HintRow& row : hint_rows) {
        SCOPED_TRACE(row.name);
        World world;
        world.poll(world.reply(row.status, row.headers, row.body), 1);
        expect_due(world, world.state.next, row.wait, row.reason);
        EXPECT_FALSE(world.state.next.detail.empty() && row.reason != Reason::usual_interval);
    }
}

TEST(Manners, AReachedLimitHoldsForTheHost) {
    World world;
    world.good(and_tag({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "600"}}));
    ASSERT_TRUE(world.step.host);
    EXPECT_EQ(world.host.not_before, world.now + Span{601});
    EXPECT_FALSE(world.host.refused_at) << "nobody was refused";
}

TEST(Manners, Rule49_StaleIfErrorIsRemembered) {
    World world;
    world.good(and_tag({{"cache-control", "max-age=60, Stale-If-Error=864000"}}));
    EXPECT_EQ(world.state.stale_if_error, 10 * day);
    world.poll(world.reply(500));
    EXPECT_EQ(world.state.stale_if_error, 10 * day);
    world.good();
    EXPECT_EQ(world.state.stale_if_error, std::nullopt);
}

TEST(Manners, WhatIsPlannedNamesEveryHint) {
    World world;
    world.good(and_tag({{"cache-control", "max-age=60"}, {"retry-after", "7"}}));
    EXPECT_EQ(world.step.hints, "cache-control: max-age=60; retry-after: 7");
    http::Broken dead{http::Fault::connect, "cannot connect", {}};
    dead.hops.push_back({302, url("https://dead.example/"), {{"retry-after", "86400"}}});
    EXPECT_EQ(world.look(dead).hints, "Retry-After: 86400");
}

// --- hosts ---

TEST(Manners, TheHeadersOfAHostGoToItsSourcesAndTheirOwnGoBefore) {
    PollSettings settings;
    settings.hosts = {{"ann.example", std::nullopt, std::nullopt}};
    settings.hosts[0].headers = {parse_request_header("Accept-Language", "de").value(),
                                 parse_request_header("X-Key", "credential:key").value()};
    const Url feed = url("https://www.ann.example/feed");
    const SharedOptions plain = options_at(settings, feed, {});
    EXPECT_EQ(plain->origin, "https://www.ann.example:443");
    EXPECT_EQ(plain->headers, settings.hosts[0].headers);
    RequestOptions own;
    own.headers = {parse_request_header("accept-language", "pt").value()};
    const SharedOptions both = options_at(settings, feed, SharedOptions(own));
    ASSERT_EQ(both->headers.size(), 2u);
    EXPECT_EQ(both->headers[0].value.reveal(), "pt");
    EXPECT_EQ(both->headers[1].name, "X-Key");
    EXPECT_TRUE(options_at(settings, url("https://bo.example/feed"), {}).empty());
}

TEST(Manners, WhatHoldsAtAHost) {
    PollSettings settings;
    settings.hosts = {{"example.org", Span{5}, 2 * hour},
                      {"feeds.example.org", Span{9}, std::nullopt},
                      {"reddit.com", Span{2}, std::nullopt}};
    const auto at = [&](const char* host) { return manners_at(settings, host); };
    EXPECT_EQ(at("other.example"), (MannersAt{Span{1}, Span{0}}));
    EXPECT_EQ(at("example.org"), (MannersAt{Span{5}, 2 * hour}));
    EXPECT_EQ(at("www.example.org"), (MannersAt{Span{5}, 2 * hour}));
    EXPECT_EQ(at("notexample.org").spacing, Span{1});
    EXPECT_EQ(at("a.feeds.example.org").spacing, Span{9}) << "the longest name";
    EXPECT_EQ(at("old.reddit.com").spacing, Span{2}) << "what the user says";
    EXPECT_EQ(manners_at(PollSettings(), "www.reddit.com").spacing, Span{61});
    EXPECT_TRUE(at("www.youtube.com").passing_404);
    World world;
    world.settings.hosts = {{"ann.example", std::nullopt, 5 * hour}};
    world.good(tag);
    expect_due(world, world.state.next, 5 * hour, Reason::usual_interval);
}

TEST(Manners, Passing404sAreAskedAgainAsUsual) {
    World world;
    world.source.url = url("https://www.youtube.com/feeds/videos.xml");
    world.good({{"cache-control", "max-age=900"}});
    for (int i = 1; i <= 8; ++i) {
        world.later(hour).poll(world.reply(404));
        expect_due(world, world.state.next, hour, Reason::backoff);
        EXPECT_EQ(world.state.failures, i);
    }
}

TEST(Manners, Rule22_ASecondRefusalAfterOthersWereServedIsOnesOwn) {
    World world;
    world.good(tag).later(hour).poll(world.reply(429, {{"retry-after", "3600"}}));
    EXPECT_EQ(world.host.not_before, world.now + Span{3601});
    EXPECT_TRUE(world.state.refused);
    // Nobody was served since: it is the host's again.
    world.host.last_good = world.now - minute;
    EXPECT_TRUE(World(world).later(2 * hour).poll(world.reply(429)).step.host);
    // Somebody was.
    world.host.last_good = world.now + hour + minute;
    world.later(2 * hour).poll(world.reply(429, {{"retry-after", "7200"}}));
    EXPECT_FALSE(world.step.host);
    expect_due(world, world.state.next, 2 * hour, Reason::retry_after);
    world.host.last_good = world.now + hour;
    world.later(3 * hour).poll(world.reply(403));
    EXPECT_FALSE(world.step.host);
    expect_due(world, world.state.next, 4 * hour, Reason::slowed_down);  // the third in a row
    EXPECT_FALSE(world.later(4 * hour).good(tag).state.refused);
}

TEST(Manners, Rule24_AHostThatServedOthersKnowsUs) {
    World stranger;
    stranger.poll(stranger.reply(403));
    EXPECT_FALSE(stranger.step.host);
    World known;
    known.host.last_good = known.now - hour;
    known.poll(known.reply(403));
    ASSERT_TRUE(known.step.host);
    EXPECT_EQ(known.host.strikes, 1);
    EXPECT_EQ(known.host.refused_at, known.now);
    EXPECT_FALSE(known.host.last_good) << "found out, not kept";
}

// --- redirects ---

TEST(Manners, WhoRedirectedWasReached) {
    World world;
    http::Broken dead{http::Fault::connect, "cannot connect", {}};
    EXPECT_LT(world.look(dead).state.next.at, world.now + 7 * minute);
    EXPECT_FALSE(http::is_answered(dead));
    dead.hops.push_back({302, url("https://dead.example/"), {}});
    EXPECT_TRUE(http::is_answered(dead));
    EXPECT_EQ(last_host(world.source, dead), "dead.example");
    expect_due(world, world.look(dead).state.next, hour, Reason::backoff);
    dead.hops[0].headers = {{"retry-after", "86400"}};
    const PollStep told = world.look(dead);
    expect_due(world, told.state.next, day, Reason::retry_after);
    EXPECT_EQ(told.state.asked_until, world.now + day + Span{1});
}

TEST(Manners, WhereItLeadsIsLeftAlone) {
    World world;
    world.good(tag).later(hour);
    const PollState before = world.state;
    http::Broken waits{http::Fault::put_off,
                       "it leads to a host that wants to be left alone: x",
                       {{301, url("https://x.example/"), {}}}};
    world.host.not_before = world.now + 9 * hour;
    world.poll(waits);
    EXPECT_EQ(world.step.result, PollResult::failed);
    EXPECT_EQ(world.state.failures, 0) << "nothing is wrong with it";
    EXPECT_EQ(world.state.failing_since, std::nullopt);
    EXPECT_EQ(world.state.last_good, before.last_good);
    EXPECT_EQ(world.state.next.at, world.now + 9 * hour);
    EXPECT_EQ(world.state.next.reason, Reason::host_asked);
}

TEST(Manners, Rule34_ARedirectThatLeadsElsewhereNowAndThenIsNotBelieved) {
    World world;
    const auto over = [&](int status, const char* to, http::Headers headers = tag) {
        http::Reply reply = world.reply(status, std::move(headers), status == 200 ? rss() : "");
        reply.effective = url(to);
        reply.hops.push_back({301, reply.effective, {}});
        return reply;
    };
    for (int i = 0; i < 20; ++i) {
        world.later(day).poll(over(200, "https://good.example/f"), 1);
        EXPECT_FALSE(world.step.new_address);
        world.later(day).poll(over(500, "https://bad.example/f", {}));
        EXPECT_FALSE(world.step.new_address);
    }
    world.later(day).poll(over(200, "https://good.example/f"), 1);
    world.later(3 * day).poll(over(500, "https://good.example/f", {}));
    world.later(4 * day).poll(over(200, "https://good.example/f"), 1);
    EXPECT_TRUE(world.step.new_address) << "it led there every time";
}

// --- documents that are cut short ---

TEST(Manners, Rule8_ACutDocumentKeepsTheValidators) {
    const std::string whole = rss("", 6);
    const std::string cut = whole.substr(0, whole.size() * 2 / 3);
    World world;
    world.good(tag, whole).later(hour);
    world.poll(world.reply(200, {{"etag", "\"cut\""}}, cut), 0);
    ASSERT_TRUE(world.step.feed && world.step.feed->damage);
    EXPECT_EQ(world.conditional(), std::vector<std::string>{"If-None-Match: \"1\""});
    expect_due(world, world.state.next, hour, Reason::usual_interval);
    // What comes again as it is, is so: from then on it is asked conditionally.
    world.later(hour).poll(world.reply(200, {{"etag", "\"cut\""}}, cut), 0);
    EXPECT_EQ(world.conditional(), std::vector<std::string>{"If-None-Match: \"cut\""});

    World always;
    always.poll(always.reply(200, {{"etag", "\"cut\""}}, cut), 1);
    expect_due(always, always.state.next, hour, Reason::usual_interval);
    always.later(hour).poll(always.reply(200, {{"etag", "\"cut\""}}, cut), 0);
    EXPECT_EQ(always.conditional(), std::vector<std::string>{"If-None-Match: \"cut\""});
}

// --- "not modified" for ever ---

TEST(Manners, NotModifiedIsDoubtedOnce) {
    World world;
    world.good(tag).later(hour).poll(world.reply(304));
    const Instant line = world.now;
    EXPECT_TRUE(is_taken_on_trust(world.source, world.state, line));
    EXPECT_FALSE(is_taken_on_trust(world.source, world.state, line - 2 * hour))
        << "a document came after the line";
    world.state.doubted = world.now;
    EXPECT_TRUE(world.conditional().empty());
    world.later(hour).poll(world.reply(200, tag, rss()), 0);
    EXPECT_EQ(world.step.result, PollResult::same);
    EXPECT_FALSE(is_taken_on_trust(world.source, world.state, line));
    EXPECT_FALSE(world.state.stuck) << "it had told the truth";
    EXPECT_FALSE(world.conditional().empty());
    world.later(hour).poll(world.reply(304));
    EXPECT_FALSE(is_taken_on_trust(world.source, world.state, line)) << "once for one silence";

    World unconditional;
    unconditional.good({}).later(day).good({});
    EXPECT_FALSE(is_taken_on_trust(unconditional.source, unconditional.state, start));
}

TEST(Manners, WhoeverIsAskedInFullIsAskedInTheSameWay) {
    World world;
    RequestOptions options;
    options.user = "ann";
    world.source.options = SharedOptions(options);
    world.good(tag);
    for (const Conditions conditions : {Conditions::may, Conditions::must_not})
        EXPECT_EQ(request_for(world.source, world.state, world.settings, conditions).options,
                  world.source.options);
}

TEST(Manners, Rule11_WhoseNotModifiedIsFalseIsAskedInFullOnceADay) {
    World world;
    world.good(tag).later(hour).poll(world.reply(304));
    world.state.doubted = world.now;
    world.later(hour).poll(world.reply(200, tag, rss("", 3)), 1);
    EXPECT_TRUE(world.state.stuck);
    EXPECT_TRUE(world.conditional().empty());
    expect_due(world, world.state.next, day, Reason::no_validators);
    world.later(day).poll(world.reply(200, tag, rss("", 3)), 0);
    EXPECT_TRUE(world.state.stuck);
    world.later(day).poll(world.reply(200, {{"etag", "\"2\""}}, rss("", 4)), 1);
    EXPECT_FALSE(world.state.stuck) << "its validators move after all";
    EXPECT_EQ(world.conditional(), std::vector<std::string>{"If-None-Match: \"2\""});
}

// --- the feed's own rhythm ---

std::string dated(const std::vector<Instant>& times) {
    std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Ann</title>";
    for (const Instant at : times)
        text += "<entry><id>" + to_rfc3339(at) + "</id><title>Post</title><published>" +
                to_rfc3339(at) + "</published></entry>";
    return text + "</feed>";
}

std::vector<Instant> every(Span gap, int times, Instant last) {
    std::vector<Instant> all;
    for (int i = times - 1; i >= 0; --i)
        all.push_back(last - i * gap);
    return all;
}

World& first_look(World& world, const std::vector<Instant>& times) {
    DocumentSummary summary;
    summary.entries = summary.news = times.size();
    summary.newest = times.back();
    world.step = world.look(world.reply(200, tag, dated(times)));
    world.step =
        after_reading(world.step, world.state, world.source, summary, world.settings, world.now);
    world.state = world.step.state;
    return world;
}

TEST(Manners, Rule30_AFeedThatHasBeenStillForYearsIsNotReadAsIfItWereNew) {
    World world;
    first_look(world, every(3 * day, 8, start - 2 * 365 * day));
    expect_due(world, world.state.next, day, Reason::rarely_new);
    World fresh;
    first_look(fresh, every(3 * hour, 8, start - hour));
    expect_due(fresh, fresh.state.next, hour, Reason::usual_interval);
}

TEST(Manners, Rule14_AWeeklyFeedIsAskedAroundItsHour) {
    World world;
    const Instant last = start - 2 * day;
    first_look(world, every(7 * day, 8, last));
    EXPECT_TRUE(world.state.publishing.regular);
    EXPECT_EQ(world.state.publishing.gap, 7 * day);
    int before = 0;
    int around = 0;
    Instant first_around{};
    while (world.now < last + 7 * day + 5 * hour) {
        EXPECT_NE(world.state.next.detail.find("publishes about every"), std::string::npos);
        world.now = world.state.next.at;
        const bool is_around = world.now >= last + 7 * day - 22 * hour;
        if (is_around && around == 0) first_around = world.now;
        (is_around ? around : before) += 1;
        world.poll(world.reply(304));
        if (is_around) break;
    }
    EXPECT_LE(before, 24);
    EXPECT_GE(before, 12);
    EXPECT_LE(first_around - (last + 7 * day - 22 * hour), 2 * hour);
    expect_due(world, world.state.next, hour, Reason::usual_interval);
    World wished;
    wished.source.interval = 2 * hour;
    first_look(wished, every(7 * day, 8, last));
    expect_due(wished, wished.state.next, 2 * hour, Reason::usual_interval);
}

}  // namespace
}  // namespace earshot
