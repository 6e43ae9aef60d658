// Pictures as values. The person of the first test is that of the design: 52 weeks, a usual gap of
// three to six days, silent for 24.

#include "earshot/marks.hpp"

#include <gtest/gtest.h>

namespace earshot::marks {
namespace {

using std::chrono::days;

Day day_of(int year, unsigned month, unsigned day) {
    return Day{std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)};
}
const Day now = day_of(2026, 4, 14);

TEST(Strip, EndsTodayAndCountsDays) {
    Lane lane;
    lane.seen = {now, now - days(1), now - days(7), now - days(364)};
    lane.unknown = {now - days(8), now - days(1)};
    const Strip strip = strip_of(lane, now, 52);
    ASSERT_EQ(strip.weeks.size(), 52u);
    EXPECT_EQ(strip.start, day_of(2025, 4, 16));
    EXPECT_EQ(strip.weeks.back(), (Week{day_of(2026, 4, 8), now, 2, 0, 0}))
        << "what was seen is known, whatever else could not be";
    EXPECT_EQ(strip.weeks[50], (Week{day_of(2026, 4, 1), day_of(2026, 4, 7), 1, 1, 0}));
    EXPECT_EQ(strip.weeks.front().seen, 0) << "a day before the first column";
    EXPECT_FALSE(strip.rail);
}

TEST(Strip, BeforeTheFirstLookIsNeitherNothingNorUnknown) {
    Lane lane;
    lane.first = now - days(10);
    for (int i = 0; i < 30; ++i)
        lane.unknown.insert(now - days(i));
    const Strip strip = strip_of(lane, now, 4);
    EXPECT_EQ(strip.weeks[0].before, 7);
    EXPECT_TRUE(is_before(strip.weeks[0]));
    EXPECT_EQ(strip.weeks[2].before, 3);
    EXPECT_EQ(strip.weeks[2].unknown, 4);
    EXPECT_TRUE(is_unknown(strip.weeks[2]));
    EXPECT_TRUE(is_unknown(strip.weeks[3]));
    EXPECT_FALSE(is_unknown(Week{now, now, 1, 6, 0}));
    EXPECT_FALSE(is_unknown(Week{now, now, 0, 3, 0}));
}

TEST(Strip, MonthsBeginWhereTheyBegin) {
    const Strip strip = strip_of({}, now, 52);
    ASSERT_EQ(strip.ticks.size(), 12u);
    EXPECT_NEAR(strip.ticks.front().x, 0.0412, 0.00005);
    EXPECT_EQ(strip.ticks.front().day, day_of(2025, 5, 1));
    EXPECT_EQ(strip.ticks.back().day, day_of(2026, 4, 1));
}

TEST(Strip, TheRailSaysWhenTheNextWordWouldHaveCome) {
    const Strip strip = strip_of({}, now, 52, Usual{3, 6}, Wait{day_of(2026, 3, 21), now});
    ASSERT_TRUE(strip.rail);
    EXPECT_DOUBLE_EQ(strip.rail->from, 0.9326923076923077);
    EXPECT_DOUBLE_EQ(strip.rail->to, 1.0);
    ASSERT_TRUE(strip.rail->band);
    EXPECT_DOUBLE_EQ(strip.rail->band->first, 0.9409340659340659);
    const Strip of_26 = strip_of({}, now, 26, Usual{3, 6}, Wait{day_of(2026, 3, 21), now});
    EXPECT_DOUBLE_EQ(of_26.rail->from, 0.8653846153846154);
    EXPECT_DOUBLE_EQ(of_26.rail->band->first, 0.881868131868132);
}

TEST(Strip, TheBandIsCutAtNowAndAtTheBeginning) {
    const auto band = [](int silent, Usual usual) {
        return strip_of({}, now, 52, usual, Wait{now - days(silent), now}).rail->band;
    };
    EXPECT_DOUBLE_EQ(band(4, {3, 6})->second, 1.0);
    EXPECT_FALSE(band(1, {3, 6})) << "not due yet";
    EXPECT_FALSE(band(700, {3, 6})) << "due long before the strip";
    EXPECT_NEAR(band(10, {4, 4})->second - band(10, {4, 4})->first, 1.0 / 364, 1e-12);
}

TEST(Strip, WordsStandOnItsAxis) {
    const Strip strip = strip_of({}, now, 52);
    const auto words = words_on(
        strip, {{now, "wrote"}, {day_of(2025, 5, 31), "called"}, {day_of(2025, 4, 15), "met"}});
    ASSERT_EQ(words.size(), 2u);
    EXPECT_EQ(words[0].how, "called");
    EXPECT_DOUBLE_EQ(words[0].x, 0.125);
    EXPECT_EQ(words[1].day, now);
}

TEST(GapPlot, HasEachGapTheUsualTheLongestTheLineAndNow) {
    GapValues values;
    values.gaps = {1, 1, 3, 11};
    values.p25 = 3;
    values.median = 4;
    values.p75 = 6;
    values.longest = 11;
    values.line = 14.2;
    values.now = 24;
    const GapPlot plot = gap_plot_of(values);
    EXPECT_DOUBLE_EQ(plot.top, 25.94);
    ASSERT_EQ(plot.columns.size(), 3u);
    EXPECT_EQ(plot.columns[0], (GapColumn{1, 0.03855050115651503, 2}));
    EXPECT_DOUBLE_EQ(plot.band.first, 0.09637625289128758);
    EXPECT_DOUBLE_EQ(plot.median, 0.15420200462606012);
    EXPECT_DOUBLE_EQ(plot.longest, 0.42405551272166536);
    EXPECT_DOUBLE_EQ(*plot.line, 0.5474171164225135);
    EXPECT_DOUBLE_EQ(*plot.now, 0.9252120277563608);
    const GapPlot nothing = gap_plot_of({});
    EXPECT_TRUE(nothing.columns.empty());
    EXPECT_FALSE(nothing.now);
}

TEST(OwnMeasure, HasTheLongestInTheMiddle) {
    const OwnMeasure own = own_measure_of(24, 3, 6, 11);
    EXPECT_DOUBLE_EQ(own.band.first, 0.13636363636363635);
    EXPECT_DOUBLE_EQ(own.longest, 0.5);
    EXPECT_DOUBLE_EQ(own.now, 1.0);
    EXPECT_TRUE(own.beyond);
    EXPECT_DOUBLE_EQ(own_measure_of(11, 3, 6, 11).now, 0.5);
    const OwnMeasure even = own_measure_of(7, 7, 7, 7);
    EXPECT_NEAR(even.band.second - even.band.first, 0.04, 1e-12);
    EXPECT_EQ(own_measure_of(3, 0, 0, 0), OwnMeasure());
}

}  // namespace
}  // namespace earshot::marks
