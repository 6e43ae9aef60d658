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

/// Seen on each of ten days, 0 to 9; every look is a good poll. Normally due on day 30.6.
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
        {Sensitivity::high, 20}, {Sensitivity::normal, 31}, {Sensitivity::low, 47}};
    for (const auto& [sensitivity, day] : lines) {
        Measure measure;
        measure.sensitivity = sensitivity;
        EXPECT_EQ(Watched().quiet_on(measure), day) << to_text(sensitivity);
    }
}

TEST(NoticeMeasure, AfterAWordTheLineIsCountedAnew) {
    Measure measure;
    measure.touched = on_day(30);
    EXPECT_EQ(Watched().quiet_on(measure), 52);  // 30 + 21.6
    measure.touched = on_day(5);                 // before the last sighting: nothing changes
    EXPECT_EQ(Watched().quiet_on(measure), 31);
}

TEST(NoticeMeasure, ALeaveIsNoSilence) {
    Measure measure;
    measure.leave = Stretch{on_day(12), on_day(72)};
    EXPECT_EQ(Watched().quiet_on(measure), 91);  // 30.6 + 60
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
    measure.leave = Stretch{on_day(10), on_day(25)};
    EXPECT_TRUE(Watched().look(on_day(26), measure, {post(on_day(25))}).empty());
}

TEST(NoticeMeasure, WhatWasNormalOnceIsBelowTheLine) {
    Measure measure;
    measure.usual_silence_days = 50;
    EXPECT_EQ(Watched().quiet_on(measure), 59);
    measure.usual_silence_days = 3;  // a line is raised, never lowered
    EXPECT_EQ(Watched().quiet_on(measure), 31);
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
