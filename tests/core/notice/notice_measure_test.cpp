// By what measure somebody is looked at: sensitivity, a word with the user, a leave, and what was
// called normal.

#include <gtest/gtest.h>

#include <vector>

#include "earshot/notice.hpp"

namespace earshot {
namespace {

const Instant t0 = from_epoch(1700000000);

Instant on_day(double d) {
    return t0 + Span(static_cast<long long>(d * 86400));
}

Sighting post(Instant t) {
    Sighting sighting;
    sighting.at = t;
    sighting.verb = Verb::post;
    return sighting;
}

/// Seen on each of ten days, 0 to 9; every look is a good poll. Normally due on day 17.
struct Watched {
    PersonState state;
    std::optional<Instant> next_check;

    Watched() {
        for (int d = 0; d < 10; ++d)
            look(on_day(d), Measure{}, {post(on_day(d))});
    }
    std::vector<Change> look(Instant now, const Measure& measure, std::vector<Sighting> seen = {}) {
        Coverage coverage;
        coverage.proven_until = now;
        NoticeStep step = notice(state, seen, coverage, measure, false, now);
        state = step.state;
        next_check = step.next_check;
        return step.changes;
    }
    /// The day on which a quiet begins when somebody looks every day; 0 when none does in a year.
    int quiet_on(const Measure& measure) {
        for (int d = 10; d < 375; ++d)
            for (const Change& change : look(on_day(d), measure))
                if (std::holds_alternative<QuietBegan>(change)) return d;
        return 0;
    }
};

template <class T>
std::size_t count(const std::vector<Change>& changes) {
    std::size_t found = 0;
    for (const Change& change : changes)
        if (std::holds_alternative<T>(change)) ++found;
    return found;
}

TEST(NoticeMeasure, SensitivityMovesTheLine) {
    const std::vector<std::pair<Sensitivity, int>> lines{
        {Sensitivity::high, 15}, {Sensitivity::normal, 18}, {Sensitivity::low, 20}};
    for (const auto& [sensitivity, day] : lines) {
        Measure measure;
        measure.sensitivity = sensitivity;
        EXPECT_EQ(Watched().quiet_on(measure), day) << to_text(sensitivity);
    }
}

TEST(NoticeMeasure, AfterAWordTheLineIsCountedAnew) {
    Measure measure;
    measure.touched = on_day(30);
    EXPECT_EQ(Watched().quiet_on(measure), 39);  // 30 + 8
    measure.touched = on_day(5);                 // before the last sighting: nothing changes
    EXPECT_EQ(Watched().quiet_on(measure), 18);
}

TEST(NoticeMeasure, ALeaveIsNoSilence) {
    Measure measure;
    measure.leave = Stretch{on_day(12), on_day(72)};
    EXPECT_EQ(Watched().quiet_on(measure), 78);  // 17 + 60
}

TEST(NoticeMeasure, WhoComesBackFromALeaveIsBack) {
    Measure measure;
    measure.leave = Stretch{on_day(12), on_day(72)};
    Watched ines;
    EXPECT_TRUE(ines.look(on_day(60), measure).empty());
    const auto changes = ines.look(on_day(65), measure, {post(on_day(64))});
    EXPECT_EQ(count<QuietBegan>(changes), 1u);
    EXPECT_EQ(count<QuietEnded>(changes), 1u);
    EXPECT_TRUE(std::get<QuietEnded>(changes.back()).welcome);
    EXPECT_FALSE(ines.state.quiet_due);
}

TEST(NoticeMeasure, ALeaveThatIsShorterThanTheLineIsNoReturn) {
    Measure measure;
    measure.leave = Stretch{on_day(10), on_day(16)};
    EXPECT_TRUE(Watched().look(on_day(17), measure, {post(on_day(16))}).empty());
}

TEST(NoticeMeasure, WhatWasNormalOnceIsBelowTheLine) {
    Measure measure;
    measure.usual_silence_days = 50;
    EXPECT_EQ(Watched().quiet_on(measure), 59);
    measure.usual_silence_days = 3;  // a line is raised, never lowered
    EXPECT_EQ(Watched().quiet_on(measure), 18);
}

// --- a line of one's own ---

TEST(NoticeMeasure, ALineOfOnesOwnStandsInPlaceOfTheRhythms) {
    Measure measure;
    measure.own_line = OwnLine{4 * day};
    EXPECT_EQ(Watched().quiet_on(measure), 13);
    measure.own_line = OwnLine{40 * day};
    EXPECT_EQ(Watched().quiet_on(measure), 49);
    measure.usual_silence_days = 60;  // called normal since
    EXPECT_EQ(Watched().quiet_on(measure), 69);
}

TEST(NoticeMeasure, ALineOfOnesOwnNeedsNoRhythm) {
    Watched ines;
    ines.state = {};
    Measure measure;
    measure.own_line = OwnLine{12 * day};
    ines.look(on_day(0), measure, {post(on_day(0))});
    EXPECT_EQ(ines.next_check, on_day(12));
    EXPECT_EQ(count<QuietBegan>(ines.look(on_day(12), measure)), 1u);
}

TEST(NoticeMeasure, ALineOfOnesOwnWaitsForProofToo) {
    Watched ines;
    Measure measure;
    measure.own_line = OwnLine{4 * day};
    Coverage coverage;
    coverage.lost = {{on_day(10), on_day(20)}};
    coverage.proven_until = on_day(22);
    const auto step = notice(ines.state, {}, coverage, measure, false, on_day(40));
    EXPECT_TRUE(step.changes.empty());
    EXPECT_EQ(step.next_check, on_day(23));
}

TEST(NoticeMeasure, OfWhomSilenceIsNeverToldThereIsNoReturnEither) {
    Watched ines;
    Measure measure;
    measure.own_line = OwnLine{};
    EXPECT_EQ(ines.quiet_on(measure), 0);
    EXPECT_FALSE(ines.next_check);
    EXPECT_TRUE(ines.look(on_day(380), measure, {post(on_day(379))}).empty());
}

// --- the silence that is on ---

TEST(Silence, SaysHowLongItWasWatchedAndWhenItWouldBeTold) {
    const Watched ines;
    Coverage coverage;
    coverage.lost = {{on_day(11), on_day(13)}};
    coverage.proven_until = on_day(14);
    const auto silence = silence_of(ines.state.rhythm, coverage, Measure{});
    ASSERT_TRUE(silence);
    EXPECT_EQ(silence->last_seen, on_day(9));
    EXPECT_EQ(silence->watched_days, 3);
    EXPECT_EQ(silence->longest_days, 1);
    ASSERT_TRUE(silence->due);
    EXPECT_NEAR(in_days(*silence->due - on_day(9)), 10.0066, 1e-4);
    EXPECT_TRUE(is_beyond_longest(*silence));
}

TEST(Silence, NobodyIsBeyondAGapThatWasNeverSeen) {
    EXPECT_FALSE(silence_of(Rhythm{}, Coverage{}, Measure{}));
    Rhythm once;
    take(once, on_day(0), 0);
    Coverage coverage;
    coverage.proven_until = on_day(90);
    const auto silence = silence_of(once, coverage, Measure{});
    ASSERT_TRUE(silence);
    EXPECT_EQ(silence->line, std::nullopt);
    EXPECT_EQ(silence->watched_days, 90);
    EXPECT_FALSE(is_beyond_longest(*silence));
}

TEST(Silence, IsNotBeyondForBeingSomeHoursLate) {
    const Watched ines;  // every day, to the second
    Coverage coverage;
    coverage.proven_until = on_day(10.25);
    EXPECT_FALSE(is_beyond_longest(*silence_of(ines.state.rhythm, coverage, Measure{})));
    coverage.proven_until = on_day(10.26);
    EXPECT_TRUE(is_beyond_longest(*silence_of(ines.state.rhythm, coverage, Measure{})));
}

TEST(Silence, AWordWithTheUserBeginsItAnew) {
    const Watched ines;
    Coverage coverage;
    coverage.proven_until = on_day(20);
    Measure measure;
    measure.touched = on_day(19.5);
    const auto silence = silence_of(ines.state.rhythm, coverage, measure);
    EXPECT_EQ(silence->watched_days, 0.5);
    EXPECT_FALSE(is_beyond_longest(*silence));
}

TEST(NoticeMeasure, ARunThatWasNormalOnceIsNoBurst) {
    std::vector<Sighting> night;
    for (int i = 0; i < 25; ++i)
        night.push_back(post(on_day(12) + i * 10 * minute));
    Measure measure;
    EXPECT_EQ(count<BurstSeen>(Watched().look(on_day(12.5), measure, night)), 1u);
    measure.usual_run = 25;
    EXPECT_EQ(count<BurstSeen>(Watched().look(on_day(12.5), measure, night)), 0u);
    measure.usual_run = 24;
    EXPECT_EQ(count<BurstSeen>(Watched().look(on_day(12.5), measure, night)), 1u);
}

}  // namespace
}  // namespace earshot
