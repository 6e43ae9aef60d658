#include <gtest/gtest.h>

#include "earshot/digest.hpp"
#include "support/candidates.hpp"

namespace earshot {
namespace {

using namespace test;

TEST(DigestWords, Subject) {
    const std::pair<std::vector<Candidate>, std::string> rows[] = {
        {{}, "earshot: all as usual"},
        {{back("Marek Sobol")}, "earshot: Marek is back"},
        {{quiet("Ines Duarte")}, "earshot: Ines is quiet"},
        {{quiet("Ines Duarte"), back("Marek Sobol")},
         "earshot: Marek is back, Ines is quiet (2 items)"},
        {{quiet("Ines Duarte"), back("Marek Sobol"), back("Lena Ortiz"), burst("Priya Nair"),
          trouble("a.example", {})},
         "earshot: Marek is back, Ines is quiet (5 items)"},
        {{burst("Priya Nair"), follow_up("Chidi Okafor")},
         "earshot: no word with Chidi yet, Priya is busy (2 items)"},
        {{trouble("chirp.example.net", {})}, "earshot: chirp.example.net needs your hands"},
        {{back("Dr. Marek Sobol")}, "earshot: Dr. Marek Sobol is back"},
        {{back("语嫣")}, "earshot: 语嫣 is back"},
    };
    for (const auto& [candidates, subject] : rows)
        EXPECT_EQ(chosen(candidates).subject, subject);
}

TEST(DigestWords, Headline) {
    EXPECT_EQ(chosen({quiet("A"), back("B")}).headline,
              "Tuesday 14 April. 2 people worth a look; 82 look like themselves.");
    EXPECT_EQ(chosen({quiet("A")}).headline,
              "Tuesday 14 April. 1 person worth a look; 82 look like themselves.");
    EXPECT_EQ(chosen({}).headline, "Tuesday 14 April. 82 people look like themselves.");
    EXPECT_EQ(chosen({trouble("a.example", {})}).headline,
              "Tuesday 14 April. Nobody stands out; 82 people look like themselves.");
    EXPECT_EQ(chosen({}, Outlook{}).headline, "Tuesday 14 April. earshot follows nobody yet.");
}

TEST(DigestWords, CoverageSaysWhatWasNotSeenAndWhy) {
    Outlook outlook = good_outlook();
    outlook.as_usual = outlook.people = 121;
    EXPECT_EQ(chosen({}, outlook).coverage, "Read 162 of 162 feeds.");
    outlook.as_usual = 82;
    outlook.sources_read = 150;
    outlook.learning = 25;
    outlook.held_back = 9;
    outlook.beyond = 4;
    outlook.quiet = 1;
    outlook.held_because = {"chirp.example.net has not answered since Sunday 21:40 (9 people)"};
    EXPECT_EQ(chosen({}, outlook).coverage,
              "Read 150 of 162 feeds. Of 121 people 82 look like themselves, 4 have been silent "
              "longer than ever seen, not yet past their line, 1 is quiet, 9 cannot be seen and 25 "
              "have too little history. chirp.example.net has not answered since Sunday 21:40 (9 "
              "people).");
    EXPECT_EQ(chosen({}, outlook).subject, "earshot: as usual, but 9 people cannot be seen");
    outlook.held_because = {"a", "b", "c", "d"};
    EXPECT_NE(chosen({}, outlook).coverage.find("history. a; b; and 2 more."), std::string::npos);
    outlook = Outlook{};
    EXPECT_EQ(chosen({}, outlook).coverage, "No feeds yet.");
}

TEST(DigestWords, BlindEarshotSaysNothingOfAnybody) {
    Outlook outlook = good_outlook();
    outlook.sources_read = 0;
    const std::string headline =
        "Tuesday 14 April. No feed could be read, so nothing here says anything about anybody.";
    EXPECT_EQ(chosen({}, outlook).subject, "earshot: I could not look");
    EXPECT_EQ(chosen({}, outlook).headline, headline);
    const Digest with_chores =
        chosen({trouble("a.example", {}), trouble("b.example", {})}, outlook);
    EXPECT_EQ(with_chores.subject, "earshot: I could not look (2 items)");
    EXPECT_EQ(with_chores.headline, headline);
}

TEST(WorthSending, EmptyDays) {
    const Instant monday = now - day, sunday = now - 2 * day;
    struct Row {
        WhenEmpty when;
        Instant from, to;
        bool sent;
        const char* what;
    };
    const Row rows[] = {
        {WhenEmpty::skip, monday, now, false, "Tuesday after Monday's"},
        {WhenEmpty::skip, sunday, monday, true, "Monday"},
        {WhenEmpty::skip, monday - hour, monday, true, "Monday, begun today"},
        {WhenEmpty::skip, sunday, now, true, "Tuesday, Monday slept through"},
        {WhenEmpty::skip, now - 7 * day, now, true, "a digest each Tuesday"},
        {WhenEmpty::skip, now, now + 5 * day, false, "Sunday of the same week"},
        {WhenEmpty::line, monday, now, true, "a line each day"},
        {WhenEmpty::never, sunday, monday, false, "never, not on Mondays either"},
    };
    for (const Row& row : rows) {
        const Digest digest = chosen({}, good_outlook(), Window{row.from, row.to});
        EXPECT_EQ(worth_sending(digest, row.when, berlin, row.to), row.sent) << row.what;
    }
}

TEST(WorthSending, AnythingChosenIsSent) {
    for (const WhenEmpty when : {WhenEmpty::skip, WhenEmpty::line, WhenEmpty::never})
        EXPECT_TRUE(worth_sending(chosen({quiet("A")}), when, berlin, now));
}

TEST(WorthSending, MondayIsTheReadersMonday) {
    const Instant sunday_evening = from_epoch(1776031200);  // 12 April 22:00 UTC: Monday in Berlin
    const Window window{sunday_evening - day, sunday_evening};
    EXPECT_TRUE(worth_sending(chosen({}, {}, window), WhenEmpty::skip, berlin, window.to));
    EXPECT_FALSE(worth_sending(chosen({}, {}, window), WhenEmpty::skip, Zone::utc(), window.to));
}

}  // namespace
}  // namespace earshot
