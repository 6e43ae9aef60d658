// How old a reply is by its own words (P1): what a cache gives again proves nothing.

#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

/// As servers write it.
std::string http_date(Instant t) {
    return Zone::utc().format("%a, %d %b %Y %H:%M:%S GMT", t);
}

http::Headers made(Instant t) {
    return {{"etag", "\"1\""}, {"date", http_date(t)}};
}
http::Headers aged(Instant now, Span age) {
    return {
        {"etag", "\"1\""}, {"date", http_date(now - age)}, {"age", std::to_string(age.count())}};
}

std::string stamped(Instant t, int entries = 2) {
    return rss("<lastBuildDate>" + http_date(t) + "</lastBuildDate>", entries);
}

TEST(PollCopy, AReplyProvesTheTimeUpToItsMaking) {
    struct Row {
        const char* name;
        http::Headers headers;
        Span behind;
    };
    const Row rows[] = {
        {"a server that says nothing", {}, Span{0}},
        {"made now", made(start), Span{0}},
        {"a clock some minutes slow", made(start - 10 * minute), Span{0}},
        {"a clock that is fast", made(start + 5 * day), Span{0}},
        {"Date in the past", made(start - 3 * day), 3 * day},
        {"Age", {{"age", "86400"}}, day},
        {"Age of a cache with a Date of its own",
         {{"age", "86400"}, {"date", http_date(start)}},
         day},
        {"the larger of the two", {{"age", "3600"}, {"date", http_date(start - day)}}, day},
        {"several Ages", {{"age", "60, 7200"}}, 2 * hour},
        {"no proper Age", {{"age", "-5"}}, Span{0}},
        {"no proper Date", {{"date", "yesterday"}}, Span{0}},
        {"a fresh copy", aged(start, 5 * minute), Span{0}},
    };
    for (const Row& row : rows) {
        World world;
        world.good(row.headers);
        EXPECT_EQ(start - world.step.as_of, row.behind) << row.name;
        const http::Headers same = row.headers;
        world.poll(world.reply(304, same));
        if (!world.state.validators.empty()) {
            EXPECT_EQ(start - world.step.as_of, row.behind) << row.name << ", 304";
        }
    }
}

TEST(PollCopy, OneCopyAgainAndAgainIsFrozen) {
    World world;
    world.good(aged(world.now, Span{0}));
    const Instant origin = world.now;
    for (int i = 0; i < 48; ++i) {
        world.later(hour).poll(world.reply(200, aged(world.now, world.now - origin), rss()));
        EXPECT_EQ(world.step.as_of, origin);
    }
    EXPECT_FALSE(is_frozen(world.state, frozen_is_trouble));
    world.later(hour).poll(world.reply(304, aged(world.now, world.now - origin)));
    EXPECT_TRUE(is_frozen(world.state, frozen_is_trouble));
    EXPECT_EQ(world.state.copy.made, origin);
    world.later(hour).poll(world.reply(304, aged(world.now, hour)));
    EXPECT_FALSE(is_frozen(world.state, frozen_is_trouble));
    EXPECT_EQ(world.step.as_of, world.now - hour);
}

/// Of several caches the newest copy counts; an older one proves nothing.
TEST(PollCopy, AnOlderCopyDoesNotUndoANewerOne) {
    World world;
    world.good(made(world.now));
    const Copy newest = world.state.copy;
    world.later(hour).poll(world.reply(200, made(start - day), rss()));
    EXPECT_EQ(world.state.copy, newest);
    EXPECT_EQ(world.step.as_of, start - day);
}

TEST(PollCopy, UnchangedBytesAndValidatorsAreNoCopy) {
    World world;
    world.good(made(world.now));
    for (int i = 0; i < 60; ++i)
        world.later(day).poll(world.reply(304, made(world.now)));
    EXPECT_EQ(world.step.as_of, world.now);
    EXPECT_FALSE(is_frozen(world.state, frozen_is_trouble));
}

/// A clock that is wrong keeps step with ours; a copy does not.
TEST(PollCopy, AWrongClockIsNoCopy) {
    World world;
    const Span slow = 20 * day;
    world.good(made(world.now - slow));
    EXPECT_EQ(world.step.as_of, world.now - slow) << "nobody knows yet";
    for (int i = 0; i < 100; ++i) {
        world.later(hour).poll(world.reply(304, made(world.now - slow)));
        EXPECT_EQ(world.step.as_of, world.now);
    }
    EXPECT_FALSE(is_frozen(world.state, frozen_is_trouble));
    const Instant stuck = world.now - slow;
    world.later(hour).poll(world.reply(304, made(stuck)));
    EXPECT_EQ(world.step.as_of, stuck);
}

/// A cache that gives the copy it fetched when it was asked before: a poll behind, for ever.
TEST(PollCopy, ACopyOfThePollBeforeIsNoWrongClock) {
    World world;
    world.good(made(world.now));
    for (int i = 0; i < 10; ++i) {
        world.later(day).poll(world.reply(200, made(world.now - day), rss()));
        EXPECT_EQ(world.step.as_of, world.now - day);
    }
}

/// Many caches are emptied when something is published. They have to show it, twice.
TEST(PollCopy, CachesThatAreRenewedWhenSomethingIsPublishedAreTrusted) {
    struct Row {
        const char* name;
        Span delay;  // from the publication to the making of the copy
        bool trusted;
    };
    const Row rows[] = {{"at once", minute, true},
                        {"dated to the midnight before", 23 * hour, true},
                        {"when the copy's time ran out", 3 * day, false}};
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        World world;
        Instant origin = world.now;
        world.good(made(origin));
        for (int post = 1; post <= 3; ++post) {
            for (int i = 0; i < 7; ++i)
                world.later(day).poll(world.reply(304, made(origin)));
            EXPECT_EQ(is_frozen(world.state, frozen_is_trouble), !row.trusted || post < 3);
            EXPECT_EQ(world.step.as_of, row.trusted && post == 3 ? world.now : origin);
            world.later(hour);
            origin = world.now - minute;
            const PollState before = world.state;
            PollStep step = world.look(world.reply(200, made(origin), rss("", 2 + post)));
            const DocumentSummary summary{static_cast<std::size_t>(2 + post), 1, 0,
                                          origin - row.delay};
            step = after_reading(std::move(step), before, world.source, summary, world.settings,
                                 world.now);
            world.state = step.state;
        }
    }
}

/// T5: nothing but the feed's own stamp gives away that its maker has stopped.
TEST(PollCopy, AStampThatAlwaysWasTheTimeOfThePollAndStandsStillIsACopy) {
    World world;
    world.poll(world.reply(200, {}, stamped(world.now)), 2);
    for (int i = 0; i < 3; ++i)
        world.later(hour).poll(world.reply(200, {}, stamped(world.now)));
    const Instant stuck = world.now;
    EXPECT_EQ(world.step.as_of, world.now);
    for (int i = 0; i < 50; ++i) {
        world.later(hour).poll(world.reply(200, tag, stamped(stuck)));
        EXPECT_EQ(world.step.as_of, stuck);
    }
    EXPECT_TRUE(is_frozen(world.state, frozen_is_trouble));
    world.later(hour).poll(world.reply(304, tag));
    EXPECT_EQ(world.step.as_of, stuck);
    world.later(hour).poll(world.reply(200, tag, stamped(world.now)));
    EXPECT_EQ(world.step.as_of, world.now);
    EXPECT_FALSE(is_frozen(world.state, frozen_is_trouble));
}

/// The copy may have been made for somebody else, between two of our polls.
TEST(PollCopy, AStampMayStopBetweenTwoPolls) {
    World world;
    world.poll(world.reply(200, {}, stamped(world.now)), 2);
    for (int i = 0; i < 3; ++i)
        world.later(hour).poll(world.reply(200, {}, stamped(world.now)));
    const Instant stuck = world.now + 20 * minute;
    for (int i = 0; i < 3; ++i) {
        world.later(hour).poll(world.reply(200, {}, stamped(stuck)));
        EXPECT_EQ(world.step.as_of, stuck);
    }
}

TEST(PollCopy, AStampThatIsTheLastEntrysTimeSaysNothing) {
    World world;
    Instant posted = world.now;
    for (int i = 0; i < 6; ++i) {  // posts at each poll, then never again
        world.later(hour);
        posted = world.now;
        world.poll(world.reply(200, {}, stamped(posted, 2 + i)), 1);
    }
    for (int i = 0; i < 60; ++i) {
        world.later(day).poll(world.reply(200, {}, stamped(posted, 8)));
        EXPECT_EQ(world.step.as_of, world.now);
    }
    EXPECT_FALSE(is_frozen(world.state, frozen_is_trouble));
}

/// A feed that is made in another way from one day on is believed again.
TEST(PollCopy, AMakerThatNoLongerStampsIsNoCopy) {
    World world;
    world.poll(world.reply(200, {}, stamped(world.now)), 2);
    const Instant last_post = world.now;
    for (int i = 0; i < 5; ++i)
        world.later(hour).poll(world.reply(200, {}, stamped(world.now)));
    world.later(hour).poll(world.reply(200, {}, stamped(last_post)));
    world.later(30 * day).poll(world.reply(200, {}, stamped(last_post)));
    EXPECT_EQ(world.step.as_of, world.now);
}

TEST(PollRecovery, TakesTwoGoodPollsInARow) {
    World world;
    world.good();
    const auto fail = [&] { world.later(hour).poll(broken(http::Fault::connect)); };
    const auto read = [&] { world.later(hour).poll(world.reply(304, tag)); };
    fail();
    fail();
    read();
    EXPECT_FALSE(world.state.recovering) << "a passing fault";
    for (int i = 0; i < 3; ++i)
        fail();
    read();
    EXPECT_TRUE(world.state.recovering);
    fail();
    read();
    EXPECT_TRUE(world.state.recovering) << "not in a row";
    read();
    EXPECT_FALSE(world.state.recovering);
}

TEST(PollRecovery, AFirstGoodPollHasNothingToRecoverFrom) {
    World world;
    for (int i = 0; i < 5; ++i)
        world.later(hour).poll(broken(http::Fault::connect));
    world.later(hour).good();
    EXPECT_FALSE(world.state.recovering);
    EXPECT_EQ(world.state.first_good, world.now);
}

TEST(PollEmpty, ForTwoWeeksAndNeverAnEntry) {
    World world;
    world.poll(world.reply(200, tag, rss("", 0)));
    for (int i = 0; i < 13; ++i)
        world.later(day).poll(world.reply(304, tag));
    EXPECT_FALSE(is_always_empty(world.state));
    world.later(day).poll(world.reply(304, tag));
    EXPECT_TRUE(is_always_empty(world.state));
    world.later(day).poll(world.reply(200, tag, rss("", 1)), 1);
    EXPECT_FALSE(is_always_empty(world.state));
}

}  // namespace
}  // namespace earshot
