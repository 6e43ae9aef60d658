// What a poll opens and ends: the troubles of its source.

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

using Kind = Trouble::Kind;

const Instant now = from_epoch(1'776'150'000);

struct Poll {
    Source source;
    PollStep step;
    std::vector<Finding> known;
    bool re_announcement = false;
    bool own_network = false;
    std::optional<Instant> host_down_since = {};
    bool host_is_told = false;

    Poll() {
        source.id = SourceId(7);
        source.url = Url::parse("https://blog.example/feed.xml").value();
        source.title = "Notes";
        step.result = PollResult::same;
        step.state.first_good = now - 60 * day;
        step.state.last_good = now;
        step.state.last_new = now;
        step.state.usual_entries = 10;
    }
    Poll& failed_since(Instant since) {
        step.result = PollResult::failed;
        step.state.failing_since = since;
        step.state.problem = "no answer";
        return *this;
    }
    Poll& moved_to(const std::string& address) {
        step.new_address = Url::parse(address).value();
        step.state.moved_to = *step.new_address;
        return *this;
    }
    FindingStep after() const {
        PolledSource polled{source, step, re_announcement};
        polled.own_network = own_network;
        polled.patience = 48 * hour;
        polled.host_down_since = host_down_since;
        polled.host_is_told = host_is_told;
        return troubles_after_poll(known, polled, now);
    }
    std::vector<Kind> opened() const {
        std::vector<Kind> kinds;
        for (const Finding& finding : after().made)
            kinds.push_back(std::get<Trouble>(finding.evidence).kind);
        return kinds;
    }
};

Finding numbered(Finding finding, int number) {
    finding.number = FindingNumber(number);
    return finding;
}

TEST(Troubles, AFailureIsOneAfterTwoDaysUnlessOurOwnLineIsDown) {
    EXPECT_TRUE(Poll().failed_since(now - 48 * hour).opened().empty());
    EXPECT_EQ(Poll().failed_since(now - 49 * hour).opened(), std::vector{Kind::failing});
    Poll ours = Poll().failed_since(now - 49 * hour);
    ours.own_network = true;
    EXPECT_TRUE(ours.opened().empty());
}

TEST(Troubles, AHostThatIsDownIsOneOutageAtWhateverPaceItsFeedsNotice) {
    Poll slower = Poll().failed_since(now - 30 * hour);
    slower.host_down_since = now - 49 * hour;
    ASSERT_EQ(slower.opened(), std::vector{Kind::failing});
    const Finding first = slower.after().made[0];
    EXPECT_EQ(first.state, Finding::State::open) << "told with the others";
    EXPECT_EQ(std::get<Trouble>(first.evidence).since, now - 30 * hour);
    slower.host_is_told = true;
    EXPECT_EQ(slower.after().made[0].told_at, now) << "and not once more, in a line of its own";
    slower.own_network = true;
    EXPECT_TRUE(slower.opened().empty());
}

TEST(Troubles, GoneIsSaidOnceMoreThanFailing) {
    Poll poll = Poll().failed_since(now - 49 * hour);
    poll.step.became_gone = true;
    EXPECT_EQ(poll.opened(), std::vector{Kind::gone});
}

TEST(Troubles, EachKindIsOpenOnceAndEndsByItsOwnCause) {
    struct Row {
        const char* name;
        std::function<void(Poll&)> begins;
        std::optional<ClosedBy> ends;       // by a good poll, when nobody was told
        std::optional<ClosedBy> ends_told;  // when somebody was
    };
    const std::vector<Row> rows{
        {"failing", [](Poll& poll) { poll.failed_since(now - 49 * hour); }, ClosedBy::read_again,
         ClosedBy::read_again},
        {"gone",
         [](Poll& poll) {
             poll.failed_since(now);
             poll.step.became_gone = true;
         },
         ClosedBy::read_again, ClosedBy::read_again},
        {"re-announced", [](Poll& poll) { poll.re_announcement = true; }, {}, ClosedBy::not_again},
        {"moved",
         [](Poll& poll) { poll.moved_to("https://new.example/"); },
         {},
         ClosedBy::answers_there},
        {"frozen",
         [](Poll& poll) {
             poll.step.state.copy.made = now - 5 * day;
             poll.step.state.copy.since = now - 5 * day;
         },
         ClosedBy::newer_copy, ClosedBy::newer_copy},
        {"always empty",
         [](Poll& poll) {
             poll.step.state.usual_entries = 0;
             poll.step.state.last_new.reset();
         },
         ClosedBy::shows_entries, ClosedBy::shows_entries},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        Poll poll;
        row.begins(poll);
        const FindingStep first = poll.after();
        ASSERT_EQ(first.made.size(), 1u);
        EXPECT_EQ(first.made[0].source, SourceId(7));
        poll.known = {numbered(first.made[0], 1)};
        EXPECT_TRUE(poll.after().made.empty()) << "it is open already";

        Poll good;
        good.known = poll.known;
        const FindingStep ended = good.after();
        ASSERT_EQ(ended.changed.size(), row.ends ? 1u : 0u);
        if (row.ends) {
            EXPECT_EQ(ended.changed[0].closed_by, row.ends);
        }
        good.known = {told(good.known[0], now)};
        ASSERT_EQ(good.after().changed.size(), 1u);
        EXPECT_EQ(good.after().changed[0].closed_by, row.ends_told);
    }
}

TEST(Troubles, WhatTheUserHasAnsweredIsNotOpenedAgainAsLongAsItLasts) {
    const Instant since = now - 49 * hour;
    const Finding trouble = numbered(Poll().failed_since(since).after().made[0], 1);
    for (const ClosedBy by : {ClosedBy::ok, ClosedBy::wrong}) {
        Poll poll = Poll().failed_since(since);
        poll.known = {closed(trouble, by, now)};
        EXPECT_TRUE(poll.opened().empty());
        poll.failed_since(since - hour);  // another time
        EXPECT_EQ(poll.opened(), std::vector{Kind::failing});
    }
    Poll again = Poll().failed_since(since);
    again.known = {closed(trouble, ClosedBy::read_again, now)};
    EXPECT_EQ(again.opened(), std::vector{Kind::failing});
}

TEST(Troubles, AMoveIsTheSameAsLongAsItGoesToTheSamePlace) {
    const Finding move = numbered(Poll().moved_to("https://new.example/").after().made[0], 1);
    Poll poll = Poll().moved_to("https://new.example/");
    poll.known = {closed(move, ClosedBy::ok, now)};
    EXPECT_TRUE(poll.opened().empty());
    poll.moved_to("https://other.example/");
    EXPECT_EQ(poll.opened(), std::vector{Kind::moved});
}

TEST(Troubles, WhoeverPausesASourceHasNoMoreTroubleWithIt) {
    const Finding trouble = numbered(Poll().failed_since(now - 49 * hour).after().made[0], 1);
    const std::vector<Finding> known{trouble, closed(trouble, ClosedBy::ok, now)};
    const FindingStep step = troubles_after_pause(known, now);
    ASSERT_EQ(step.changed.size(), 1u);
    EXPECT_EQ(step.changed[0].closed_by, ClosedBy::paused);
}

}  // namespace
}  // namespace earshot
