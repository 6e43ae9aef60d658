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
    EXPECT_NEAR(line_factor(30), 4.8, 1e-9);
    EXPECT_NEAR(line_factor(0.001), 39.5, 1e-9);
    EXPECT_NEAR(line_factor(30, QuietRule::classic), 5.7, 1e-9);
    EXPECT_NEAR(line_factor(0.001, QuietRule::classic), 43.4, 1e-9);
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

/// Sightings with these gaps, over and over.
Rhythm of_gaps(const std::vector<double>& gaps, int times) {
    std::vector<double> days{0};
    for (int i = 0; i < times; ++i)
        days.push_back(days.back() + gaps[static_cast<std::size_t>(i) % gaps.size()]);
    return after(days);
}

const double normal = line_factor(0.5);

TEST(Rhythm, TheLineIsNeverBelowTwoDays) {
    const Rhythm rhythm = of_gaps({7 / 24.0}, 200);
    EXPECT_EQ(line_days(rhythm, 1.0), 2.0);
    EXPECT_EQ(line_of(rhythm, 1.0).because, LineBecause::floor);
}

TEST(Rhythm, TheMoreEvenTheSooner) {
    // Of one geometric mean, from clockwork to uneven.
    const std::vector<std::vector<double>> gaps{{7}, {6, 7, 8.2}, {5, 7, 9.8}, {3.5, 7, 14}};
    double before = 0, unevenness_before = -1;
    for (const auto& some : gaps) {
        const Rhythm rhythm = of_gaps(some, 60);
        EXPECT_GT(unevenness(rhythm), unevenness_before);
        EXPECT_GT(line_days(rhythm, normal), before);
        before = line_days(rhythm, normal);
        unevenness_before = unevenness(rhythm);
    }
    // At most what everybody waits for by the rule before.
    EXPECT_LE(before, line_days(of_gaps({3.5, 7, 14}, 60), normal, QuietRule::classic));
}

TEST(Rhythm, SaysWhyALineIsWhereItIs) {
    EXPECT_EQ(line_of(of_gaps({7}, 50), normal).because, LineBecause::own_rhythm);
    EXPECT_NEAR(line_days(of_gaps({7}, 50), normal), 18.98, 0.01);
    EXPECT_EQ(line_of(of_gaps({30}, 50), normal).because, LineBecause::missed_twice);
    std::vector<double> pause(15, 7);
    pause.push_back(21);
    pause.insert(pause.end(), 15, 7);
    EXPECT_EQ(line_of(of_gaps(pause, 31), normal).because, LineBecause::longest_pause);
}

TEST(Rhythm, AnOldPauseIsForgottenSlowly) {
    std::vector<double> gaps{1, 1, 1, 1, 1, 20};
    gaps.resize(300, 1);
    const Rhythm soon = of_gaps(gaps, 20), later = of_gaps(gaps, 300);
    EXPECT_GT(soon.longest_days, later.longest_days);
    EXPECT_NEAR(later.longest_days, soon.longest_days * std::exp(-280 / 1095.0), 1e-6);
}

TEST(Rhythm, AFeedAsAWholeHasThePaceOfARhythm) {
    Pace pace;
    Rhythm rhythm;
    for (const double d : {0.0, 1.0, 5.0, 5.1, 40.0}) {
        const Instant t = t0 + Span(std::llround(d * 86400));
        const auto gap = rhythm.last ? static_cast<double>((t - *rhythm.last).count()) : 0.0;
        take(pace, t, gap);
        take(rhythm, t, gap);
    }
    EXPECT_EQ(pace, static_cast<const Pace&>(rhythm));
}

}  // namespace
}  // namespace earshot
