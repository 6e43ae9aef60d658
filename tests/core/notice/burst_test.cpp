#include "earshot/burst.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace earshot {
namespace {

using Fired = BurstRun::Fired;
constexpr double normal = 7.0;
const Instant t0 = from_epoch(1700000000);

/// One a day, so that the person is known.
BurstRun known_person() {
    BurstRun run;
    for (int i = 0; i < 10; ++i)
        take(run, t0 + i * day, normal, true);
    return run;
}
const Instant night = t0 + 12 * day;

/// How many activities, a minute apart, make a burst; 0 when none of 100 does.
int begins_at(BurstRun run, Instant start, bool may_begin = true) {
    for (int i = 1; i <= 100; ++i)
        if (take(run, start + (i - 1) * minute, normal, may_begin).began) return i;
    return 0;
}

TEST(Burst, NeedsTheFloorForAKnownPerson) {
    EXPECT_EQ(begins_at(known_person(), night), burst_constants::floor);
}

TEST(Burst, NeedsTwiceTheFloorUntilTwoRunsAreKnown) {
    EXPECT_EQ(begins_at(BurstRun{}, t0), burst_constants::cold_floor);
    BurstRun one;
    take(one, t0, normal, true);
    EXPECT_EQ(begins_at(one, t0 + 2 * day), burst_constants::cold_floor);
}

TEST(Burst, WeighsWhatIsSaid) {
    BurstRun run = known_person();
    const BurstStep step = take(run, night, normal, true, burst_constants::floor, {25, false});
    ASSERT_TRUE(step.began);
    EXPECT_EQ(step.began->count, 25);
    EXPECT_TRUE(run.in_number);
}

TEST(Burst, SmallNumbersAreNone) {
    BurstRun run = known_person();
    for (const int count : {2, 2, 3})  // "and 1 other" of three evenings in one
        EXPECT_FALSE(take(run, night, normal, true, burst_constants::floor, {count, false}).began);
}

TEST(Burst, NumbersOfBackfillNeverBeginOne) {
    BurstRun run = known_person();
    EXPECT_FALSE(take(run, night, normal, false, burst_constants::floor, {500, false}).began);
    EXPECT_FALSE(grow(run, night, false, {500, false}));
    EXPECT_EQ(run.count, 1000);
}

TEST(Burst, WhoOftenSaysMuchHasALineOfTheirOwn) {
    BurstRun run;
    for (int d = 0; d < 20; ++d)
        take(run, t0 + d * day, normal, false, burst_constants::floor, {6, false});
    EXPECT_FALSE(
        take(run, night + 10 * day, normal, true, burst_constants::floor, {12, false}).began);
}

TEST(Burst, GrowsOnlyWhileItsRunIsOpen) {
    BurstRun run = known_person();
    take(run, night, normal, true, burst_constants::floor, {4, false});
    EXPECT_FALSE(grow(run, night - 2 * day, true, {50, false}));
    EXPECT_FALSE(grow(run, night + day, true, {50, false}));
    EXPECT_EQ(run.count, 4);
    const auto began = grow(run, night, true, {18, false});
    EXPECT_EQ(began, (BurstSpan{night, night, 22, 8}));
    ASSERT_TRUE(close_if_over(run, night + day));
    EXPECT_FALSE(grow(run, night, true, {50, false}));
}

TEST(Burst, SaysThatThereMayHaveBeenMore) {
    BurstRun run = known_person();
    take(run, night, normal, true, burst_constants::floor, {1, true});
    for (int i = 1; i < 10; ++i)
        take(run, night + i * minute, normal, true);
    EXPECT_TRUE(close_if_over(run, night + day)->at_least);
    take(run, night + 3 * day, normal, true);
    EXPECT_FALSE(run.at_least);
}

TEST(Burst, SumsAreBounded) {
    BurstRun run = known_person();
    for (int i = 0; i < 3000; ++i)
        take(run, night, normal, true, burst_constants::floor, {1000, false});
    EXPECT_EQ(run.count, 1'000'000);
    EXPECT_EQ(close_if_over(run, night + day)->count, 1'000'000);
}

TEST(Burst, WhatSaysNothingNewOpensARunOfOne) {
    BurstRun run = known_person();
    take(run, night, normal, true, burst_constants::floor, {0, false});
    EXPECT_EQ(run.count, 1);
    take(run, night, normal, true, burst_constants::floor, {0, false});
    EXPECT_EQ(run.count, 1);
}

TEST(Burst, BackfillNeverBeginsOne) {
    EXPECT_EQ(begins_at(known_person(), night, false), 0);
}

TEST(Burst, BackfillInTheRunCountsButOnlyNewsMakesItABurst) {
    BurstRun run = known_person();
    for (int i = 0; i < 7; ++i)
        take(run, night + i * minute, normal, false);
    std::optional<BurstSpan> began;
    for (int i = 7; i < 15; ++i) {
        EXPECT_FALSE(began);
        began = take(run, night + i * minute, normal, true).began;
    }
    ASSERT_TRUE(began);
    EXPECT_EQ(began->count, 15);
    EXPECT_EQ(began->start, night);
}

TEST(Burst, BackfillTeachesTheSizeOfRuns) {
    BurstRun run;
    for (int d = 0; d < 8; ++d)
        for (int i = 0; i < 6; ++i)
            take(run, t0 + d * day + i * minute, normal, false);
    EXPECT_EQ(begins_at(run, t0 + 9 * day), 26);
}

TEST(Burst, ARunClosesSixHoursAfterItsLastActivity) {
    BurstRun run = known_person();
    for (int i = 0; i < 10; ++i)
        take(run, night + i * minute, normal, true);
    const Instant end = night + 9 * minute;
    EXPECT_EQ(closes_at(run), end + burst_constants::link);
    EXPECT_FALSE(close_if_over(run, end + burst_constants::link));
    const auto closed = close_if_over(run, end + burst_constants::link + Span{1});
    EXPECT_EQ(closed, (BurstSpan{night, end, 10, 8}));
    EXPECT_FALSE(closes_at(run));
    EXPECT_FALSE(close_if_over(run, end + 30 * day));
}

TEST(Burst, ARunIsCutAfterADay) {
    BurstRun run = known_person();
    Instant t = night;
    for (; t <= night + day; t += 5 * hour)
        take(run, t, normal, true);
    EXPECT_EQ(run.start, night);
    take(run, t, normal, true);
    EXPECT_EQ(run.start, t);
    EXPECT_EQ(run.count, 1);
}

TEST(Burst, WhatFollowsWithinADayContinuesTheOneAlreadyTold) {
    BurstRun run = known_person();
    for (int i = 0; i < 20; ++i)
        take(run, night + i * minute, normal, true);
    EXPECT_EQ(begins_at(run, night + 7 * hour), 0);
    EXPECT_GT(begins_at(run, night + 4 * day), 0);
}

TEST(Burst, ALateActivityMovesTheStartButNotTheStartThatWasTold) {
    BurstRun run = known_person();
    for (int i = 0; i < 8; ++i)
        take(run, night + i * minute, normal, true);
    ASSERT_EQ(run.fired, Fired::told);
    take(run, night - hour, normal, true);
    EXPECT_EQ(run.start, night - hour);
    EXPECT_EQ(run.told_start, night);
}

TEST(Burst, WhatIsMoreThanSixHoursTooLateIsLeftOut) {
    BurstRun run = known_person();
    take(run, night, normal, true);
    const BurstRun before = run;
    take(run, night - burst_constants::link - Span{1}, normal, true);
    EXPECT_EQ(run, before);
}

TEST(Burst, AnEnormousFactorIsStillAThreshold) {
    BurstRun run;
    take(run, t0, 1e300, true);
    EXPECT_EQ(run.threshold, 1'000'000'000);
}

TEST(Burst, AStateIsSmall) {
    EXPECT_LE(sizeof(BurstRun), 104u);
}

}  // namespace
}  // namespace earshot
