#include "earshot/coverage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "earshot/feed_pulse.hpp"

namespace earshot {
namespace {

const Instant t0 = from_epoch(1700000000);

Instant at(int hours) {
    return t0 + hours * hour;
}
Stretch lost(int from, int to) {
    return {at(from), at(to)};
}
Coverage covered(std::vector<Stretch> stretches, std::optional<int> proven = {}) {
    Coverage coverage;
    coverage.lost = std::move(stretches);
    if (proven) coverage.proven_until = at(*proven);
    return coverage;
}
GoodPoll poll_at(int hours) {
    GoodPoll poll;
    poll.at = at(hours);
    return poll;
}

TEST(Coverage, ThePollThatMeetsWhatWasKnownProvesAllTheTimeBefore) {
    EXPECT_EQ(after_good_poll(covered({}, 0), poll_at(500)), covered({}, 500));
}

TEST(Coverage, AWindowThatWasNotFullLetNothingFallOut) {
    GoodPoll poll = poll_at(500);
    poll.overlaps = false;
    poll.oldest = at(400);
    poll.shorter_than_usual = true;
    EXPECT_EQ(after_good_poll(covered({}, 0), poll), covered({}, 500));
}

struct NoOverlap {
    const char* what;
    std::optional<int> oldest;
    std::vector<Stretch> lost;
};

TEST(Coverage, WithoutOverlapTheTimeBeforeTheOldestEntryIsLost) {
    for (const NoOverlap& c : {
             NoOverlap{"the document begins later", 70, {lost(10, 70)}},
             NoOverlap{"the document reaches back beyond the last poll", 5, {}},
             NoOverlap{"the document begins at the last poll", 10, {}},
             NoOverlap{"nothing is dated", std::nullopt, {lost(10, 100)}},
             NoOverlap{"the oldest entry is dated in the future", 200, {lost(10, 100)}},
         }) {
        GoodPoll poll = poll_at(100);
        poll.overlaps = false;
        if (c.oldest) poll.oldest = at(*c.oldest);
        EXPECT_EQ(after_good_poll(covered({}, 10), poll), covered(c.lost, 100)) << c.what;
    }
}

TEST(Coverage, TheFirstPollLosesNothing) {
    GoodPoll first = poll_at(100);
    first.overlaps = false;
    first.oldest = at(70);
    EXPECT_EQ(after_good_poll({}, first), covered({}, 100));
}

TEST(Coverage, APollNotAfterTheLastOneProvesNothingNew) {
    GoodPoll poll = poll_at(50);
    poll.overlaps = false;
    EXPECT_EQ(after_good_poll(covered({}, 100), poll), covered({}, 100));
    poll.at = at(100);
    EXPECT_EQ(after_good_poll(covered({}, 100), poll), covered({}, 100));
}

TEST(Coverage, StretchesThatMeetBecomeOne) {
    const std::vector<Stretch> more{lost(20, 30), lost(5, 10), lost(7, 20), lost(50, 50)};
    EXPECT_EQ(with_lost(covered({lost(40, 41)}, 60), more),
              covered({lost(5, 30), lost(40, 41)}, 60));
}

TEST(Coverage, BeyondTheLimitTheClosestNeighboursBecomeOne) {
    Coverage coverage = covered({}, 1000);
    const int most = static_cast<int>(Coverage::max_lost);
    for (int i = 0; i < most; ++i) {
        const Stretch s = lost(10 * i, 10 * i + (i == 7 ? 9 : 5));
        coverage = with_lost(std::move(coverage), {&s, 1});
    }
    EXPECT_EQ(coverage.lost.size(), Coverage::max_lost);
    EXPECT_EQ(coverage.lost[7], lost(70, 79));
    const Stretch last = lost(10 * most, 10 * most + 5);
    coverage = with_lost(std::move(coverage), {&last, 1});
    EXPECT_EQ(coverage.lost.size(), Coverage::max_lost);
    EXPECT_EQ(coverage.lost[7], lost(70, 85));
    EXPECT_EQ(coverage.lost.back(), last);
}

TEST(Coverage, APersonIsSeenOnlyWhileAllHerSourcesAre) {
    const std::vector<Coverage> sources{covered({lost(1, 3)}, 90), covered({lost(2, 5)}, 70)};
    EXPECT_EQ(combine(sources), covered({lost(1, 5)}, 70));
    EXPECT_EQ(combine({}), Coverage{});
}

TEST(Coverage, ASourceNeverReadProvesNothing) {
    for (const bool first : {true, false}) {
        std::vector<Coverage> sources{covered({}, 90), covered({})};
        if (first) std::swap(sources[0], sources[1]);
        EXPECT_EQ(combine(sources).proven_until, std::nullopt);
    }
}

TEST(Coverage, ALineReachedAsTheSightEndsIsReachedWhenItReturns) {
    const Coverage coverage = covered({lost(10, 20)});
    EXPECT_EQ(reached(coverage, at(0), 10 * hour - Span{1}), at(10) - Span{1});
    EXPECT_EQ(reached(coverage, at(0), 10 * hour), at(20));
    EXPECT_EQ(reached(coverage, at(15), Span{0}), at(20));
    EXPECT_EQ(reached(coverage, at(20), hour), at(21));
    EXPECT_EQ(reached(coverage, at(0), -hour), at(0));
}

TEST(Coverage, OfASilenceNoMoreIsWatchedThanIsProven) {
    const Coverage coverage = covered({lost(10, 20), lost(30, 50)}, 40);
    EXPECT_EQ(observed(coverage, at(0), at(100)), 70 * hour);
    EXPECT_EQ(watched(coverage, at(0), at(100)), 20 * hour);
    EXPECT_EQ(watched(coverage, at(0), at(25)), 15 * hour);
    EXPECT_EQ(watched(coverage, at(60), at(100)), Span{0});
    EXPECT_EQ(watched(covered({}), at(0), at(100)), Span{0});
}

TEST(Coverage, NegativeSpansAreZero) {
    EXPECT_EQ(observed(covered({lost(0, 5)}), at(9), at(1)), Span{0});
    EXPECT_EQ(observed(covered({lost(0, 5)}), at(9), at(9)), Span{0});
}

// --- properties, on a scale of seconds so that all the edges meet ---

rc::Gen<Stretch> any_stretch() {
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 300), rc::gen::inRange(0, 40)),
                        [](const std::pair<int, int>& p) {
                            return Stretch{t0 + Span(p.first), t0 + Span(p.first + p.second)};
                        });
}
rc::Gen<Instant> any_instant() {
    return rc::gen::map(rc::gen::inRange(-20, 400), [](int s) { return t0 + Span(s); });
}
Coverage any_coverage() {
    return with_lost({}, *rc::gen::container<std::vector<Stretch>>(any_stretch()));
}

RC_GTEST_PROP(CoverageProperty, WhatIsNeededIsObservedWhenItIsReached, ()) {
    const Coverage coverage = any_coverage();
    const Instant from = *any_instant();
    const Span needed(*rc::gen::inRange(0, 300));
    RC_ASSERT(observed(coverage, from, reached(coverage, from, needed)) == needed);
}

RC_GTEST_PROP(CoverageProperty, ReachedNeverMovesEarlierWhenTimeIsLost, ()) {
    const Coverage coverage = any_coverage();
    const Instant from = *any_instant();
    const Span needed(*rc::gen::inRange(0, 300));
    const Stretch more = *any_stretch();
    RC_ASSERT(reached(with_lost(coverage, {&more, 1}), from, needed) >=
              reached(coverage, from, needed));
}

RC_GTEST_PROP(CoverageProperty, ObservedIsTheSecondsThatNoStretchHolds, ()) {
    const Coverage coverage = any_coverage();
    const Instant from = *any_instant();
    const Instant to = *any_instant();
    Span seen{0};
    for (Instant t = from; t < to; t += Span{1})
        if (std::none_of(coverage.lost.begin(), coverage.lost.end(),
                         [&](const Stretch& s) { return s.from <= t && t < s.to; }))
            ++seen;
    RC_ASSERT(observed(coverage, from, to) == seen);
}

RC_GTEST_PROP(CoverageProperty, ObservedTimeAddsUp, ()) {
    const Coverage coverage = any_coverage();
    std::vector<Instant> t{*any_instant(), *any_instant(), *any_instant()};
    std::sort(t.begin(), t.end());
    RC_ASSERT(observed(coverage, t[0], t[1]) + observed(coverage, t[1], t[2]) ==
              observed(coverage, t[0], t[2]));
}

RC_GTEST_PROP(CoverageProperty, LostStretchesAreSortedDisjointAndFew, ()) {
    const Coverage coverage = any_coverage();
    RC_ASSERT(coverage.lost.size() <= Coverage::max_lost);
    for (std::size_t i = 0; i < coverage.lost.size(); ++i) {
        RC_ASSERT(coverage.lost[i].from < coverage.lost[i].to);
        RC_ASSERT((i == 0 || coverage.lost[i - 1].to < coverage.lost[i].from));
    }
}

RC_GTEST_PROP(CoverageProperty, CombiningLosesWhatAnySourceLost, ()) {
    std::vector<Coverage> sources{any_coverage(), any_coverage()};
    for (Coverage& s : sources)
        s.proven_until = *any_instant();
    const Coverage all = combine(sources);
    const Instant from = *any_instant();
    const Span needed(*rc::gen::inRange(0, 300));
    for (const Coverage& s : sources) {
        RC_ASSERT(*all.proven_until <= *s.proven_until);
        RC_ASSERT(reached(all, from, needed) >= reached(s, from, needed));
    }
}

// --- the feed gate ---

/// A feed with an item every hour for ten days.
FeedPulse hourly_feed(int lively_people) {
    FeedPulse pulse;
    std::vector<Instant> items;
    for (int h = 0; h <= 240; ++h)
        items.push_back(at(h));
    take_items(pulse, items, {}, lively_people);
    return pulse;
}

TEST(FeedGate, NeverHoldsBackAFeedOfFewPeople) {
    const FeedPulse pulse = hourly_feed(gate_min_people - 1);
    EXPECT_EQ(pulse.patience, std::nullopt);
    EXPECT_EQ(gated(covered({}, 9000), pulse), covered({}, 9000));
}

TEST(FeedGate, StopsTheProofOfAFeedThatIsQuietAsAWhole) {
    const FeedPulse pulse = hourly_feed(gate_min_people);
    ASSERT_TRUE(pulse.patience);
    EXPECT_GE(*pulse.patience, day);
    const Instant closes = at(240) + *pulse.patience;
    EXPECT_EQ(gated(covered({}, 241), pulse), covered({}, 241));
    EXPECT_EQ(gated(covered({}, 9000), pulse).proven_until, closes);
    // Time that was lost anyway does not use the patience up.
    EXPECT_EQ(gated(covered({lost(241, 251)}, 9000), pulse).proven_until, closes + 10 * hour);
}

TEST(FeedGate, TellsTheStretchesInWhichItWasClosed) {
    FeedPulse pulse = hourly_feed(gate_min_people);
    const Span patience = *pulse.patience;
    const std::vector<Instant> items{at(2000), at(2001), at(4000)};
    const auto closed = take_items(pulse, items, covered({}, 4001), gate_min_people);
    ASSERT_EQ(closed.size(), 2u);
    EXPECT_EQ(closed[0], (Stretch{at(240) + patience, at(2000)}));
    EXPECT_GT(closed[1].from, at(2001));
    EXPECT_EQ(closed[1].to, at(4000));
    EXPECT_EQ(pulse.last_item, at(4000));
}

TEST(FeedGate, ItemsWithinThePatienceCloseNothing) {
    FeedPulse pulse = hourly_feed(gate_min_people);
    const std::vector<Instant> items{at(238), at(240), at(250)};
    EXPECT_TRUE(take_items(pulse, items, covered({}, 251), gate_min_people).empty());
    EXPECT_EQ(pulse.last_item, at(250));
}

}  // namespace
}  // namespace earshot
