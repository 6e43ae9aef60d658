// Redirects, moved and gone sources.
// One row or test for each rule of research/field.md section 3; the number is part of the name.

#include "earshot/poll.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

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

}  // namespace
}  // namespace earshot
