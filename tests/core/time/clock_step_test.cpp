#include "earshot/clock_step.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace earshot {
namespace {

const Instant monday = from_epoch(1'776'000'000);

TEST(ClockStep, IsWhatTheWallClockMovedBeyondTheMachinesOwnTime) {
    struct Row {
        const char* what;
        Span since_boot, wall, step;
    };
    const Row rows[] = {
        {"a minute", minute, minute, Span{0}},
        {"a night asleep", 8 * hour, 8 * hour, Span{0}},
        {"three weeks asleep", 21 * day, 21 * day, Span{0}},
        {"a clock that is slewed", day, day + 4 * minute, Span{0}},
        {"at the tolerance", minute, minute + step_tolerance, Span{0}},
        {"beyond it", minute, minute + step_tolerance + Span{1}, step_tolerance + Span{1}},
        {"a week ahead", minute, 7 * day + minute, 7 * day},
        {"ten years ahead", minute, 3650 * day, 3650 * day - minute},
        {"a day back", minute, minute - day, -day},
        {"at the tolerance, back", minute, minute - step_tolerance, Span{0}},
        {"beyond it, back", minute, minute - step_tolerance - Span{1}, -step_tolerance - Span{1}},
        {"set ahead in a night asleep", 8 * hour, 9 * hour, hour},
        {"stopped", hour, Span{0}, -hour},
    };
    for (const Row& row : rows) {
        const ClockReading before{100 * hour, monday};
        const ClockReading now{100 * hour + row.since_boot, monday + row.wall};
        EXPECT_EQ(stepped(before, now), row.step) << row.what;
    }
}

TEST(ClockStep, IsSaidInWords) {
    EXPECT_EQ(step_in_words(3650 * day + hour), "put forward by 3650 days");
    EXPECT_EQ(step_in_words(-day), "put back by 1d");
    EXPECT_EQ(step_in_words(3 * hour + 20 * minute + Span{7}), "put forward by 3h20m");
}

/// Looks in days from now.
std::vector<Instant> looks(const std::vector<double>& days) {
    std::vector<Instant> times;
    for (const double d : days)
        times.push_back(monday + Span(static_cast<Span::rep>(d * 86400)));
    return times;
}

TEST(ClockStep, TimesAheadAreFalseWhereTheLooksLeapOverNow) {
    struct Row {
        const char* what;
        std::vector<double> days;
        bool leap;
    };
    const Row rows[] = {
        {"nothing ahead", {-2, -1, 0}, false},
        {"a look ten years ahead", {-3, -2, -1, 3650}, true},
        {"several of them", {-3, -2, -1, 3650, 3650.1, 3651}, true},
        {"a week ahead, every third day", {-9, -6, -3, 7}, true},
        {"a day ahead, every half hour", {-0.06, -0.04, -0.02, 1, 1.02}, true},
        {"looks go back, and then ahead", {-2, -1, -0.5, 30, 30.1, 0}, true},
        {"the clock is forty days behind", {-6, -3, 3, 6, 9, 40}, false},
        {"behind, in a pause of some nights", {-1.5, -1.1, 0.3, 0.7, 1.1, 2, 2.4}, false},
        {"none of before is left", {3650, 3651, 3652}, false},
        {"a single look before", {-1, 3650}, true},
        {"no look at all", {}, false},
    };
    for (const Row& row : rows)
        EXPECT_EQ(leaps_over(looks(row.days), monday), row.leap) << row.what;
}

}  // namespace
}  // namespace earshot
