#include "earshot/feedback.hpp"

#include <gtest/gtest.h>

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

Result<Answered> said(Feedback verb, Evidence evidence, Answers before = {},
                      std::optional<Instant> until = std::nullopt) {
    return answer(finding_of(std::move(evidence)), before, verb, until, "Ines Duarte", utc, now);
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
        EXPECT_EQ(answered->finding.closed_by, "earshot " + std::string(to_text(verb)));
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
        EXPECT_EQ(answered.error().where, "does-not-fit");
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
    over.closed_by = "seen again";
    for (const Feedback verb :
         {Feedback::ok, Feedback::snooze, Feedback::normal, Feedback::wrong}) {
        const auto answered = answer(over, {}, verb, now + day, "Ines Duarte", utc, now);
        ASSERT_FALSE(answered);
        EXPECT_EQ(answered.error().where, "closed");
    }
}

TEST(Feedback, WhatHasFadedTakesAnAnswer) {
    Finding faded = finding_of(quiet_for(24), Finding::State::closed);
    faded.closed_at = now - day;
    faded.closed_by = closed_by::faded;
    const auto seen = answer(faded, {}, Feedback::ok, {}, "Ines Duarte", utc, now);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->finding.closed_by, "earshot ok");
    const auto later = answer(faded, {}, Feedback::snooze, now + day, "Ines Duarte", utc, now);
    ASSERT_TRUE(later);
    EXPECT_EQ(later->finding.state, Finding::State::open);
    EXPECT_EQ(later->finding.closed_by, "");
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
    for (const char* by : {"earshot ok", "you were in touch", "known to be away"}) {
        quiet.closed_by = by;
        EXPECT_TRUE(deserves_back(quiet)) << by;
    }
    for (const std::string_view by : {closed_by::normal, closed_by::wrong}) {
        quiet.closed_by = by;
        EXPECT_FALSE(deserves_back(quiet)) << by;
    }
    Finding tentative = finding_of(quiet_for(24), Finding::State::open);
    tentative.confidence = Confidence::tentative;
    EXPECT_FALSE(deserves_back(tentative));
}

TEST(Word, ClosesWhatItAnswers) {
    const std::vector<std::pair<Evidence, std::vector<Word>>> table{
        {quiet_for(24), {Word::touched, Word::away, Word::resting, Word::let_go}},
        {Back{}, {Word::touched, Word::let_go}},
        {FollowUp{}, {Word::touched, Word::resting, Word::let_go}},
        {burst_of(25), {Word::resting, Word::let_go}}};
    for (const auto& [evidence, words] : table)
        for (const Word word : {Word::touched, Word::away, Word::resting, Word::let_go})
            EXPECT_EQ(answers(word, finding_of(evidence)),
                      std::find(words.begin(), words.end(), word) != words.end())
                << kind_of(evidence) << " " << closing(word);
    EXPECT_FALSE(answers(Word::let_go, finding_of(quiet_for(24), Finding::State::closed)));
}

}  // namespace
}  // namespace earshot
