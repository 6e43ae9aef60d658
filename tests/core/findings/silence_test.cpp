// How long a silence is: every figure of it ends where the proof ends.

#include <gtest/gtest.h>

#include "earshot/feedback.hpp"
#include "earshot/finding.hpp"

namespace earshot {
namespace {

const Instant last_seen = from_epoch(1'776'150'000);

Quiet seen_to(std::optional<int> days, double lost = 0) {
    Quiet quiet;
    quiet.last_seen = last_seen;
    quiet.due = last_seen + 20 * day;
    quiet.line_days = 20;
    quiet.lost_days = lost;
    if (days) quiet.watched_until = last_seen + *days * day;
    return quiet;
}

Finding told_about(Quiet quiet) {
    Finding finding;
    finding.number = FindingNumber(3);
    finding.person = PersonId(7);
    finding.confidence = Confidence::clear;
    finding.state = Finding::State::told;
    finding.evidence = std::move(quiet);
    return finding;
}

std::string text_of(const std::vector<WhyLine>& lines) {
    std::string text;
    for (const WhyLine& line : lines)
        text += line.label + ": " + line.text + "\n";
    return text;
}

struct Row {
    const char* what;
    Quiet quiet;
    double silent, unwatched;
};

TEST(Silence, IsAsLongAsSomebodyLooked) {
    const Instant now = last_seen + 44 * day;
    for (const Row& row : {
             Row{"watched to the last", seen_to(44), 44, 0},
             Row{"not asked since its line", seen_to({}), 44, 0},
             Row{"looked at yesterday", seen_to(43), 43, 0},
             Row{"blind for a fortnight", seen_to(30), 30, 14},
             Row{"lost before that, too", seen_to(30, 4), 26, 18},
             Row{"all of it lost", seen_to(3, 4), 0, 45},
             Row{"nothing is proven any more", seen_to(0), 0, 44},
         }) {
        EXPECT_EQ(silent_days(row.quiet, now), row.silent) << row.what;
        EXPECT_EQ(unwatched_days(row.quiet, now), row.unwatched) << row.what;
    }
}

TEST(Silence, WhySaysTheDaysOfWatchingAndSinceWhenNothingWasRead) {
    const Instant now = last_seen + 44 * day;
    const std::string text = text_of(why(told_about(seen_to(30)), Zone::utc(), now));
    EXPECT_NE(text.find("now 30.0 days of watching"), std::string::npos) << text;
    EXPECT_NE(text.find("nothing could be read since"), std::string::npos) << text;
    EXPECT_EQ(text.find("44.0"), std::string::npos) << text;
    const std::string lately = text_of(why(told_about(seen_to(43)), Zone::utc(), now));
    EXPECT_EQ(lately.find("nothing could be read"), std::string::npos) << lately;
}

TEST(Silence, OneThatFadedGoesOnAndOneThatEndedStaysAsLongAsItWas) {
    const Instant now = last_seen + 44 * day;
    Finding finding = told_about(seen_to(40));
    finding.state = Finding::State::closed;
    finding.closed_at = last_seen + 36 * day;
    finding.closed_by = ClosedBy::faded;
    EXPECT_NE(text_of(why(finding, Zone::utc(), now)).find("now 40.0 days"), std::string::npos);
    finding.closed_by = ClosedBy::seen_again;
    EXPECT_NE(text_of(why(finding, Zone::utc(), now)).find("it was 36.0 days"), std::string::npos);
}

TEST(Silence, NormalTeachesWhatWasWatchedInWholeDays) {
    const Instant now = last_seen + 44 * day;
    Quiet quiet = seen_to(30, 4);
    *quiet.watched_until += 6 * hour;
    const auto step =
        apply(Feedback::normal, told_about(quiet), {}, {}, "Ines Duarte", Zone::utc(), now);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->answers.usual_silence_days, 27) << "26 and a quarter";
    EXPECT_EQ(step->sentence, "#3 Ines Duarte: a silence of 27 days counts as usual from now on");
}

TEST(Silence, DocumentsOfBeforeDoNotSayHowFarItWasWatched) {
    std::string json = to_json(Evidence(seen_to(30)));
    ASSERT_TRUE(evidence_from_json(json));
    EXPECT_EQ(std::get<Quiet>(*evidence_from_json(json)), seen_to(30));
    const std::size_t at = json.find(",\"watched_until\"");
    ASSERT_NE(at, std::string::npos) << json;
    json.erase(at, json.find('}', at) - at);
    ASSERT_TRUE(evidence_from_json(json)) << json;
    EXPECT_EQ(std::get<Quiet>(*evidence_from_json(json)), seen_to({}));
}

}  // namespace
}  // namespace earshot
