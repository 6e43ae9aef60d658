#include "earshot/feedback.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace earshot {
namespace {

const Instant now = from_epoch(1'776'150'000);  // Tue 14 Apr 2026 07:00 UTC
const Zone utc = Zone::utc();

Finding finding_of(Evidence evidence, Finding::State state = Finding::State::told) {
    Finding finding;
    finding.number = FindingNumber(3);
    finding.person = PersonId(7);
    finding.evidence = std::move(evidence);
    finding.state = state;
    finding.found_at = now - 2 * day;
    if (state != Finding::State::open) finding.told_at = now - day;
    return finding;
}

Quiet quiet_for(int days, double lost = 0) {
    Quiet quiet;
    quiet.last_seen = now - days * day;
    quiet.due = now - 2 * day;
    quiet.lost_days = lost;
    return quiet;
}

Burst burst_of(int count) {
    Burst burst;
    burst.count = count;
    return burst;
}

Allowed<FeedbackStep> said(Feedback verb, Evidence evidence, Answers before = {},
                           std::optional<Instant> until = std::nullopt) {
    return apply(verb, finding_of(std::move(evidence)), before, until, "Ines Duarte", utc, now);
}

TEST(Feedback, VerbsHaveWords) {
    for (const Feedback verb : {Feedback::ok, Feedback::snooze, Feedback::normal, Feedback::wrong})
        EXPECT_EQ(parse_feedback(to_text(verb)), verb);
    EXPECT_EQ(parse_feedback("done"), std::nullopt);
}

TEST(Feedback, OkAndWrongCloseAndTeachNothing) {
    for (const Feedback verb : {Feedback::ok, Feedback::wrong}) {
        const auto answered = said(verb, quiet_for(24));
        ASSERT_TRUE(answered);
        EXPECT_EQ(answered->finding.state, Finding::State::closed);
        EXPECT_EQ(answered->finding.closed_at, now);
        EXPECT_EQ(sentence(answered->finding.closed_by.value()),
                  "earshot " + std::string(to_text(verb)));
        EXPECT_EQ(answered->answers, Answers{});
    }
}

TEST(Feedback, NormalRaisesTheLineToTheSilenceThatWasWatched) {
    const auto answered = said(Feedback::normal, quiet_for(24, 4));
    ASSERT_TRUE(answered);
    EXPECT_DOUBLE_EQ(answered->answers.usual_silence_days, 20);
    EXPECT_EQ(answered->sentence,
              "#3 Ines Duarte: a silence of 20 days counts as usual from now on");
    Answers patient;
    patient.usual_silence_days = 90;
    EXPECT_DOUBLE_EQ(said(Feedback::normal, quiet_for(24), patient)->answers.usual_silence_days,
                     90);
}

TEST(Feedback, NormalRaisesTheUsualRunToTheBurst) {
    Answers before;
    before.usual_run = 12;
    EXPECT_EQ(said(Feedback::normal, burst_of(25), before)->answers.usual_run, 25);
    EXPECT_EQ(said(Feedback::normal, burst_of(10), before)->answers.usual_run, 12);
}

TEST(Feedback, NormalFitsOnlyWhatHasAMeasure) {
    for (const Evidence& evidence :
         {Evidence(Back{}), Evidence(FollowUp{}), Evidence(Shared{}), Evidence(Trouble{})}) {
        const auto answered = said(Feedback::normal, evidence);
        ASSERT_FALSE(answered);
        EXPECT_EQ(answered.error().why, Refusal::does_not_fit);
    }
}

TEST(Feedback, SnoozeHidesUntilThenAndTellsAgain) {
    const auto answered = said(Feedback::snooze, quiet_for(24), {}, now + 14 * day);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->finding.state, Finding::State::open);
    EXPECT_TRUE(is_snoozed(answered->finding, now + 14 * day - Span{1}));
    EXPECT_FALSE(is_snoozed(answered->finding, now + 14 * day));
    EXPECT_EQ(waits_since(answered->finding), now + 14 * day);
    EXPECT_EQ(answered->sentence, "#3 Ines Duarte: not before 28 Apr, unless it has ended");
}

TEST(Feedback, SnoozeIsAnHourToAYear) {
    const std::vector<std::pair<std::optional<Instant>, bool>> table{
        {std::nullopt, false},
        {now + shortest_snooze - Span{1}, false},
        {now + shortest_snooze, true},
        {now + longest_snooze, true},
        {now + longest_snooze + Span{1}, false}};
    for (const auto& [until, good] : table)
        EXPECT_EQ(said(Feedback::snooze, quiet_for(24), {}, until).has_value(), good);
}

TEST(Feedback, WhatIsOverTakesNoAnswer) {
    Finding over = finding_of(quiet_for(24), Finding::State::closed);
    over.closed_by = ClosedBy::seen_again;
    for (const Feedback verb :
         {Feedback::ok, Feedback::snooze, Feedback::normal, Feedback::wrong}) {
        const auto answered = apply(verb, over, {}, now + day, "Ines Duarte", utc, now);
        ASSERT_FALSE(answered);
        EXPECT_EQ(answered.error().why, Refusal::closed);
    }
}

TEST(Feedback, WhatHasFadedTakesAnAnswer) {
    Finding faded = finding_of(quiet_for(24), Finding::State::closed);
    faded.closed_at = now - day;
    faded.closed_by = ClosedBy::faded;
    const auto seen = apply(Feedback::ok, faded, {}, {}, "Ines Duarte", utc, now);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->finding.closed_by, ClosedBy::ok);
    const auto later = apply(Feedback::snooze, faded, {}, now + day, "Ines Duarte", utc, now);
    ASSERT_TRUE(later);
    EXPECT_EQ(later->finding.state, Finding::State::open);
    EXPECT_EQ(later->finding.closed_by, std::nullopt);
    EXPECT_EQ(later->finding.closed_at, std::nullopt);
}

TEST(Feedback, NormalKnowsConnectionsFromTheRest) {
    Burst connections = burst_of(25);
    connections.of = Burst::Of::connections;
    const auto answered = said(Feedback::normal, connections);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->answers.usual_connections, 25);
    EXPECT_EQ(answered->answers.usual_run, 0);
}

TEST(Feedback, AReturnIsToldUnlessTheQuietWasAMistakeOrUsual) {
    Finding quiet = finding_of(quiet_for(24), Finding::State::closed);
    for (const ClosedBy by : {ClosedBy::ok, ClosedBy::touched, ClosedBy::away}) {
        quiet.closed_by = by;
        EXPECT_TRUE(deserves_back(quiet)) << to_text(by);
    }
    for (const ClosedBy by : {ClosedBy::normal, ClosedBy::wrong}) {
        quiet.closed_by = by;
        EXPECT_FALSE(deserves_back(quiet)) << to_text(by);
    }
    Finding tentative = finding_of(quiet_for(24), Finding::State::open);
    tentative.confidence = Confidence::tentative;
    EXPECT_FALSE(deserves_back(tentative));
}

TEST(PersonFeedback, ClosesWhatItAnswers) {
    using Said = PersonFeedback;
    const std::vector<std::pair<Evidence, std::vector<Said>>> table{
        {quiet_for(24), {Said::touched, Said::away, Said::resting, Said::let_go}},
        {Back{}, {Said::touched, Said::let_go}},
        {FollowUp{}, {Said::touched, Said::resting, Said::let_go}},
        {burst_of(25), {Said::resting, Said::let_go}}};
    for (const auto& [evidence, closing] : table)
        for (const Said said : {Said::touched, Said::away, Said::resting, Said::let_go}) {
            const Finding known = finding_of(evidence);
            const bool closes = std::find(closing.begin(), closing.end(), said) != closing.end();
            EXPECT_EQ(after_feedback(said, {&known, 1}, now).changed.size(), closes ? 1u : 0u)
                << to_text(kind_of(evidence));
        }
    const Finding over = finding_of(quiet_for(24), Finding::State::closed);
    EXPECT_TRUE(after_feedback(Said::let_go, {&over, 1}, now).changed.empty());
}

}  // namespace
}  // namespace earshot
