// Marks as characters: what is not known looks otherwise than nothing.

#include "client/screen/lanes.hpp"

#include <gtest/gtest.h>

namespace earshot::client {
namespace {

marks::Week week(int seen, int unknown = 0, int before = 0) {
    return {{}, {}, seen, unknown, before};
}

TEST(Lanes, NothingUnknownAndBeforeLookDifferent) {
    EXPECT_EQ(they_lane({week(0, 0, 7), week(0, 7), week(0, 4), week(0, 3), week(0), week(1),
                         week(7), week(1, 6), week(9)}),
              " ░░··▁▇▁▇");
    EXPECT_EQ(they_lane({}), "");
}

TEST(Lanes, WordsStandInTheirWeek) {
    EXPECT_EQ(
        you_lane({{0.0, {}, "called"}, {0.5, {}, "wrote"}, {0.99, {}, "met"}, {0.3, {}, ""}}, 10),
        "c··•·w···m");
    EXPECT_EQ(you_lane({{1.0, {}, "mail"}}, 4), "···w");
    EXPECT_EQ(you_lane({}, 0), "");
}

TEST(Lanes, TheRailShowsWhenTheNextWordWasDue) {
    EXPECT_EQ(rail_line({0.5, 1, marks::Stretch(0.6, 0.75)}, 10), "     ─══─┤");
    EXPECT_EQ(rail_line({0.9, 1, std::nullopt}, 10), "         ┤");
}

TEST(Lanes, EverySecondMonthIsNamedWhereItBegins) {
    using std::chrono::sys_days;
    std::vector<marks::Tick> ticks;
    for (unsigned month = 1; month <= 12; ++month)
        ticks.push_back({(month - 1) / 12.0,
                         sys_days{std::chrono::year(2026) / std::chrono::month(month) / 1}});
    EXPECT_EQ(months_line(ticks, 48), "Jan     Mar     May     Jul     Sep     Nov");
    EXPECT_EQ(months_line(ticks, 12), "Jan May Sep") << "as far as there is room";
}

TEST(Lanes, TheGapBandHasTheUsualTheLongestTheLineAndNow) {
    marks::GapPlot plot;
    plot.band = {0.1, 0.25};
    plot.median = 0.15;
    plot.longest = 0.45;
    plot.line = 0.55;
    plot.now = 0.95;
    EXPECT_EQ(gap_line(plot, 20), "──═╪══───┴─┊───────▲");
}

}  // namespace
}  // namespace earshot::client
