#include "earshot/rhythm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "earshot/sensitivity.hpp"

namespace earshot {
namespace {

const Instant t0 = from_epoch(1700000000);

Rhythm after(const std::vector<double>& days) {
    Rhythm rhythm;
    for (const double d : days) {
        const Instant t = t0 + Span(std::llround(d * 86400));
        const Span gap = rhythm.last ? t - *rhythm.last : Span{0};
        take(rhythm, t, static_cast<double>(gap.count()));
    }
    return rhythm;
}

TEST(Sensitivity, HasAWordAndARate) {
    for (const auto s : {Sensitivity::low, Sensitivity::normal, Sensitivity::high})
        EXPECT_EQ(parse_sensitivity(to_text(s)), s);
    EXPECT_EQ(parse_sensitivity("loud"), std::nullopt);
    EXPECT_EQ(false_quiets_per_year(Sensitivity::low), 0.15);
    EXPECT_EQ(false_quiets_per_year(Sensitivity::normal), 0.5);
    EXPECT_EQ(false_quiets_per_year(Sensitivity::high), 1.5);
}

TEST(LineFactor, IsClampedAtTheEndsOfTheTable) {
    EXPECT_NEAR(line_factor(30), 5.7, 1e-9);
    EXPECT_NEAR(line_factor(0.001), 43.4, 1e-9);
    EXPECT_GT(line_factor(0.2), line_factor(0.21));
}

TEST(Rhythm, IsArmedFromTheSecondSessionOn) {
    EXPECT_FALSE(armed(Rhythm{}));
    EXPECT_FALSE(armed(after({0})));
    EXPECT_FALSE(armed(after({0, 0.1, 0.2})));  // one session
    EXPECT_TRUE(armed(after({0, 3})));
}

TEST(Rhythm, AGapOfExactlySixHoursIsStillOneSession) {
    EXPECT_FALSE(armed(after({0, 0.25})));
    EXPECT_TRUE(armed(after({0, 0.25 + 1.0 / 86400})));
}

TEST(Rhythm, ASightingNotAfterTheNewestChangesNothing) {
    const Rhythm before = after({0, 2});
    Rhythm late = before;
    take(late, t0 + day, 86400);
    EXPECT_EQ(late, before);
    take(late, *before.last, 0);
    EXPECT_EQ(late, before);
}

TEST(Rhythm, OneLongAbsenceDoesNotBecomeTheRhythm) {
    const Rhythm daily = after({0, 1, 2, 3, 4, 5, 6});
    Rhythm back = daily;
    take(back, *daily.last + 400 * day, 400 * 86400.0);
    EXPECT_LT(usual_gap_days(back), 2 * usual_gap_days(daily));
}

TEST(Rhythm, LostTimeIsNoGap) {
    Rhythm rhythm = after({0});
    take(rhythm, t0 + 10 * day, 3600);  // all but an hour of it was lost
    EXPECT_FALSE(armed(rhythm));
}

TEST(Rhythm, TheLineIsNeverBelowTwoDays) {
    Rhythm rhythm;
    Instant t = t0;
    for (int i = 0; i < 200; ++i, t += 7 * hour)
        take(rhythm, t, 7 * 3600.0);
    EXPECT_EQ(line_days(rhythm, 1.0), 2.0);
}

}  // namespace
}  // namespace earshot
