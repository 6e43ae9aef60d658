#include "earshot/finding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace earshot {
namespace {

const Instant t0 = from_epoch(1700000000);

std::vector<Instant> seen_on(const std::vector<double>& days) {
    std::vector<Instant> times;
    for (const double d : days)
        times.push_back(t0 + Span(static_cast<long long>(d * 86400)));
    return times;
}

// --- gap figures ---

TEST(GapFigures, AreInterpolatedQuantiles) {
    // gaps of 1, 2, 3, 4, 10 days, in any order
    const GapFigures f = gap_figures(seen_on({20, 0, 1, 3, 6, 10}), t0 + 20 * day);
    EXPECT_EQ(f.gaps, 5);
    EXPECT_DOUBLE_EQ(f.p10, 1.4);
    EXPECT_DOUBLE_EQ(f.p25, 2);
    EXPECT_DOUBLE_EQ(f.median, 3);
    EXPECT_DOUBLE_EQ(f.p75, 4);
    EXPECT_DOUBLE_EQ(f.p90, 7.6);
    EXPECT_DOUBLE_EQ(f.longest, 10);
}

TEST(GapFigures, NeedTwoSessions) {
    EXPECT_EQ(gap_figures({}, t0), GapFigures{});
    EXPECT_EQ(gap_figures({t0}, t0), GapFigures{});
    EXPECT_EQ(gap_figures({t0, t0, t0 + 6 * hour}, t0 + day), GapFigures{});
    EXPECT_EQ(gap_figures({t0, t0 + 6 * hour + Span{1}}, t0 + day).gaps, 1);
}

TEST(GapFigures, LeaveOutWhatCameAfterwards) {
    EXPECT_EQ(gap_figures(seen_on({0, 1, 2, 3}), t0 + 2 * day).gaps, 2);
}

TEST(GapFigures, AreThoseOfTwelveMonths) {
    const auto times = seen_on({0, 10, 20, 400});
    EXPECT_EQ(gap_figures(times, t0 + 400 * day).gaps, 1);  // the one that ended in them
    EXPECT_EQ(gap_figures(times, t0 + 400 * day).longest, 380);
    EXPECT_EQ(gap_figures(seen_on({0, 10, 20}), t0 + 385 * day).gaps, 1);
    EXPECT_EQ(gap_figures(seen_on({0, 10, 20}), t0 + 386 * day).gaps, 0);
}

RC_GTEST_PROP(GapFiguresProperty, ComeInOrder, (const std::vector<unsigned short>& hours)) {
    std::vector<Instant> times;
    for (const auto h : hours)
        times.push_back(t0 + (h % 8000) * hour);
    const GapFigures f = gap_figures(times, t0 + 8000 * hour);
    RC_ASSERT(f.p10 <= f.p25);
    RC_ASSERT(f.p25 <= f.median);
    RC_ASSERT(f.median <= f.p75);
    RC_ASSERT(f.p75 <= f.p90);
    RC_ASSERT(f.p90 <= f.longest);
}

// --- usual per day ---

TEST(UsualPerDay, IsTheMiddleHalfOfTheDailyCounts) {
    std::vector<Instant> times;  // 0, 1, 2, 3, 0, 1, 2, 3, ... a day
    for (int d = 0; d < 88; ++d)
        for (int i = 0; i < d % 4; ++i)
            times.push_back(t0 + d * day + i * hour);
    EXPECT_EQ(usual_per_day(times, t0, t0 + 88 * day), (std::pair{0, 3}));
    EXPECT_EQ(usual_per_day({}, t0, t0 + 90 * day), (std::pair{0, 0}));
    EXPECT_EQ(usual_per_day(seen_on({0.5, 1.5, 2.5}), t0, t0 + 3 * day), (std::pair{1, 1}));
}

TEST(UsualPerDay, KnowsOnlyItsWindow) {
    const auto times = seen_on({-1, -0.5, 3, 3.5, 4});
    EXPECT_EQ(usual_per_day(times, t0, t0 + 3 * day), (std::pair{0, 0}));
    EXPECT_EQ(usual_per_day(times, t0, t0), (std::pair{0, 0}));
    EXPECT_EQ(usual_per_day(times, t0 + day, t0), (std::pair{0, 0}));
    EXPECT_EQ(usual_per_day(times, t0, t0 + 23 * hour), (std::pair{0, 0}));
}

TEST(UsualPerDay, LooksBackAtMostAYear) {
    const std::vector<Instant> old(50, t0);
    const Instant until = t0 + (usual_days + 1) * day;
    EXPECT_EQ(usual_per_day(old, t0, until), (std::pair{0, 0}));
    EXPECT_EQ(usual_per_day(old, from_epoch(0), until), (std::pair{0, 0}));
}

// --- confidence ---

Quiet quiet_with(int gaps, double longest, double line) {
    Quiet quiet;
    quiet.line_days = line;
    quiet.figures = {gaps, 1, 2, 3, 4, 5, longest};
    return quiet;
}

struct Judged {
    int gaps;
    double longest, line;
    bool healthy;
    Confidence expected;
};

TEST(Judge, ByTheGapsThatAreKnown) {
    using enum Confidence;
    for (const Judged& j : {
             Judged{0, 0, 30, true, learning},
             Judged{2, 5, 30, true, learning},
             Judged{3, 5, 30, true, tentative},
             Judged{5, 5, 30, true, tentative},
             Judged{6, 5, 30, true, likely},
             Judged{11, 5, 30, true, likely},
             Judged{12, 5, 30, true, clear},
             Judged{12, 5, 30, false, likely},
             Judged{12, 30, 30, true, likely},
             Judged{67, 40, 30, true, likely},
             Judged{67, 29.9, 30, true, clear},
         })
        EXPECT_EQ(judge(quiet_with(j.gaps, j.longest, j.line), j.healthy), j.expected)
            << j.gaps << " gaps, longest " << j.longest << ", healthy " << j.healthy;
}

TEST(Judge, NothingIsClearWhenTimeWasLost) {
    Quiet quiet = quiet_with(67, 5, 30);
    quiet.lost_days = 0.01;
    EXPECT_EQ(judge(quiet, true), Confidence::likely);
}

TEST(Judge, SomeoneWhoseGapsRunFromHoursToMonthsIsTentativeUntilBeyondAllOfThem) {
    Quiet quiet = quiet_with(40, 90, 60);
    quiet.figures.p10 = 0.4;
    quiet.figures.p90 = 21;
    EXPECT_EQ(judge(quiet, true), Confidence::tentative);
    quiet.line_days = 91;
    EXPECT_EQ(judge(quiet, true), Confidence::clear);
    quiet = quiet_with(40, 90, 60);  // irregular now and then only
    quiet.figures.p90 = 20;
    EXPECT_EQ(judge(quiet, true), Confidence::likely);
}

// --- names ---

TEST(Finding, KindsHaveTheirWords) {
    EXPECT_EQ(to_text(kind_of(Quiet{})), "quiet");
    EXPECT_EQ(to_text(kind_of(Back{})), "back");
    EXPECT_EQ(to_text(kind_of(Burst{})), "burst");
    EXPECT_EQ(to_text(kind_of(FollowUp{})), "follow_up");
    EXPECT_EQ(to_text(kind_of(Shared{})), "shared");
    EXPECT_EQ(to_text(kind_of(Trouble{})), "trouble");
    EXPECT_EQ(to_text(Confidence::clear), "clear");
    EXPECT_EQ(to_text(Finding::State::told), "told");
    EXPECT_EQ(to_text(Trouble::Kind::re_announced), "re-announced");
}

}  // namespace
}  // namespace earshot
