#include "daemon/app/api/health.hpp"

#include <gtest/gtest.h>

namespace earshot::app {
namespace {

using Reasons = std::vector<std::string>;

HealthFacts facts(int tried, int failing) {
    HealthFacts facts;
    facts.tried = tried;
    facts.failing = failing;
    return facts;
}

TEST(HealthVerdict, NothingTriedYetIsWell) {
    EXPECT_EQ(judge_health({}), (Verdict{Health::ok, {}}));
}

TEST(HealthVerdict, AFewFailingFeedsAreEveryday) {
    EXPECT_EQ(judge_health(facts(100, 10)).health, Health::ok);
    EXPECT_EQ(judge_health(facts(100, 11)),
              (Verdict{Health::degraded, {"11 of 100 feeds cannot be read"}}));
}

TEST(HealthVerdict, NoFeedReadIsFailing) {
    EXPECT_EQ(judge_health(facts(1, 1)),
              (Verdict{Health::failing, {"none of 1 feed can be read"}}));
}

TEST(HealthVerdict, OurOwnLineIsOneReasonHoweverManyFeedsFail) {
    HealthFacts offline = facts(100, 40);
    offline.offline = true;
    EXPECT_EQ(
        judge_health(offline),
        (Verdict{Health::failing, {"none of the feeds can be read: this machine may be offline"}}));
}

TEST(HealthVerdict, HiddenPeopleAreNamedWithTheirCause) {
    HealthFacts hidden = facts(100, 1);
    hidden.hidden = 9;
    hidden.because = {"chirp.example.net has not answered since Sunday (9 people)"};
    EXPECT_EQ(judge_health(hidden),
              (Verdict{Health::degraded,
                       {"9 people cannot be seen",
                        "chirp.example.net has not answered since Sunday (9 people)"}}));
}

TEST(HealthVerdict, UndeliveredMessagesAreWorthAWord) {
    HealthFacts late = facts(1, 0);
    late.oldest_waiting = delivery_patience;
    EXPECT_EQ(judge_health(late).health, Health::ok);
    late.oldest_waiting += Span(1);
    EXPECT_EQ(judge_health(late),
              (Verdict{Health::degraded, {"a message has been waiting for 1 day"}}));
    late.given_up = 2;
    EXPECT_EQ(judge_health(late).reasons.front(), "2 messages could not be delivered");
}

}  // namespace
}  // namespace earshot::app
