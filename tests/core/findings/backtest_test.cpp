#include "earshot/backtest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace earshot {
namespace {

const Instant t0 = from_epoch(1'700'000'000);

Instant on_day(double d) {
    return t0 + Span(static_cast<long long>(d * 86400));
}

Coverage proven(Instant until, std::vector<Stretch> lost = {}) {
    Coverage coverage;
    coverage.lost = std::move(lost);
    coverage.proven_until = until;
    return coverage;
}

std::vector<Sighting> seen_on(const std::vector<double>& days, Verb verb = Verb::post) {
    std::vector<Sighting> history;
    for (const double d : days) {
        history.emplace_back();
        history.back().at = on_day(d);
        history.back().verb = verb;
    }
    return history;
}

/// On each of twenty days, then not for fifty, then again.
std::vector<double> away_for_fifty_days() {
    std::vector<double> days;
    for (int d = 0; d < 20; ++d)
        days.push_back(d);
    for (int d = 69; d < 80; ++d)
        days.push_back(d);
    return days;
}

Backtest told(const std::vector<double>& days, double until,
              Sensitivity sensitivity = Sensitivity::normal, std::vector<Stretch> lost = {}) {
    return backtest(seen_on(days), proven(on_day(until), std::move(lost)), BacktestBy{sensitivity},
                    t0, on_day(until));
}

TEST(Backtest, SaysWhatDailyLooksWouldHaveSaid) {
    const std::vector<Sighting> history = seen_on(away_for_fifty_days());
    for (const Sensitivity sensitivity :
         {Sensitivity::low, Sensitivity::normal, Sensitivity::high}) {
        PersonState state;
        std::vector<ToldQuiet> expected;
        std::size_t next = 0;
        Measure measure;
        measure.sensitivity = sensitivity;
        for (int day_number = 0; day_number <= 130; ++day_number) {
            const std::size_t from = next;
            while (next < history.size() && history[next].at <= on_day(day_number))
                ++next;
            const NoticeStep step =
                notice(state, std::span(history).subspan(from, next - from),
                       proven(on_day(day_number)), measure, false, on_day(day_number));
            state = step.state;
            for (const Change& change : step.changes) {
                if (const auto* began = std::get_if<QuietBegan>(&change))
                    expected.push_back(
                        {began->last_seen, began->due, Confidence::clear, std::nullopt});
                if (const auto* ended = std::get_if<QuietEnded>(&change))
                    expected.back().back = ended->seen;
            }
        }
        const Backtest told =
            backtest(history, proven(on_day(130)), BacktestBy{sensitivity}, t0, on_day(130));
        ASSERT_EQ(told.quiets.size(), 2u) << to_text(sensitivity);
        ASSERT_EQ(expected.size(), 2u) << to_text(sensitivity);
        EXPECT_EQ(told.quiets[0], expected[0]) << to_text(sensitivity);
        EXPECT_EQ(told.quiets[1].noticed, expected[1].noticed) << to_text(sensitivity);
        EXPECT_EQ(told.quiets[1].back, std::nullopt) << to_text(sensitivity);
    }
}

TEST(Backtest, WhatLiesBeforeOnlyTeaches) {
    const std::vector<Sighting> history = seen_on(away_for_fifty_days());
    const Backtest all = backtest(history, proven(on_day(130)), BacktestBy{}, t0, on_day(130));
    ASSERT_EQ(all.quiets.size(), 2u);
    for (const auto& [from, quiets] :
         {std::pair{all.quiets[0].noticed, 2}, std::pair{all.quiets[0].noticed + Span{1}, 1},
          std::pair{all.quiets[1].noticed + Span{1}, 0}}) {
        const Backtest late =
            backtest(history, proven(on_day(130)), BacktestBy{}, from, on_day(130));
        EXPECT_EQ(late.quiets, std::vector(all.quiets.end() - quiets, all.quiets.end()));
    }
}

TEST(Backtest, NobodyIsQuietWithoutProof) {
    const std::vector<double> days = away_for_fifty_days();
    const Instant noticed = told(days, 60).quiets.at(0).noticed;
    EXPECT_EQ(told(days, in_days(noticed - t0) - 0.1).quiets.size(), 0u);
    // Ten days of the silence were not seen, so it is noticed ten days later.
    const auto lost = told(days, 60, Sensitivity::normal, {{on_day(20), on_day(30)}});
    EXPECT_EQ(lost.quiets.at(0).noticed, noticed + 10 * day);
    EXPECT_EQ(lost.quiets.at(0).confidence, Confidence::likely);
    EXPECT_TRUE(told(days, 60, Sensitivity::normal, {{on_day(20), on_day(60)}}).quiets.empty());
}

TEST(Backtest, OnlyWhatIsSureEnoughForADigestIsTold) {
    EXPECT_TRUE(told({0, 1, 2, 3, 4}, 200).quiets.empty());  // four gaps
    EXPECT_EQ(told({0, 1, 2, 3, 4, 5, 6}, 200).quiets.size(), 1u);
}

TEST(Backtest, AnIrregularPosterIsLeftAlone) {
    std::vector<double> days{0};
    for (const double gap : {1, 90, 2, 30, 1, 60, 3, 80, 1, 12, 2, 45, 1, 90, 2, 30, 1})
        days.push_back(days.back() + gap);
    EXPECT_TRUE(told(days, days.back() + 60).quiets.empty());
}

TEST(Backtest, ABurstOfConnectionsIsToldAsSuch) {
    std::vector<double> days;
    for (int d = 0; d < 10; ++d)
        days.push_back(d);
    for (int i = 0; i < 25; ++i)
        days.push_back(10 + i / 1440.0);
    const auto connections =
        backtest(seen_on(days, Verb::connect), proven(on_day(12)), BacktestBy{}, t0, on_day(12));
    ASSERT_EQ(connections.bursts.size(), 1u);
    EXPECT_TRUE(connections.bursts[0].connections);
    EXPECT_EQ(connections.bursts[0].span.count, 25);
    ASSERT_EQ(told(days, 12).bursts.size(), 1u);
    EXPECT_FALSE(told(days, 12).bursts[0].connections);
    EXPECT_TRUE(backtest(seen_on(days), proven(on_day(12)), BacktestBy{}, on_day(11), on_day(12))
                    .bursts.empty());
}

TEST(BacktestSummary, CountsPeopleAndThoseWhoCameBackSoon) {
    const auto quiet = [](double last_seen, double noticed, std::optional<double> back) {
        return ToldQuiet{on_day(last_seen), on_day(noticed), Confidence::likely,
                         back ? std::optional(on_day(*back)) : std::nullopt};
    };
    const std::vector<Backtest> people{
        {{quiet(0, 10, 13.0), quiet(20, 40, 43.1)}, {BurstSeen{}}},
        {},
        {{quiet(5, 17, std::nullopt)}, {}},
    };
    BacktestSummary expected;
    expected.quiets = 3;
    expected.people = 2;
    expected.quiets_a_week = 1.5;
    expected.backs = 2;
    expected.backs_soon = 1;
    expected.median_days = 12;
    expected.bursts = 1;
    EXPECT_EQ(summary_of(people, 14 * day), expected);
    EXPECT_EQ(summary_of({}, Span{0}), BacktestSummary{});
}

}  // namespace
}  // namespace earshot
