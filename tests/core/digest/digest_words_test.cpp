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
         "earshot: Lena is back, Ines is quiet (5 items)"},  // she is the one person of the day
        {{burst("Priya Nair"), follow_up("Chidi Okafor")},
         "earshot: no word with Chidi yet, Priya is busy (2 items)"},
        {{trouble("chirp.example.net", {})}, "earshot: chirp.example.net needs your hands"},
        {{back("Dr. Marek Sobol")}, "earshot: Dr. Marek Sobol is back"},
        {{back("语嫣")}, "earshot: 语嫣 is back"},
    };
    for (const auto& [candidates, subject] : rows)
        EXPECT_EQ(chosen(candidates).subject, subject);
}

TEST(DigestWords, HeadlineSaysTheFindingAndNoDate) {
    EXPECT_EQ(chosen({quiet("Ines Duarte"), back("Marek Sobol")}).headline,
              "Marek is back after 143 days; Ines is quiet longer than ever seen.");
    EXPECT_EQ(chosen({quiet("A", 10)}).headline, "A is quiet longer than usual.");
    EXPECT_EQ(chosen({follow_up("Chidi Okafor")}).headline, "No word with Chidi yet.");
    EXPECT_EQ(chosen({}).headline, "All as usual.");
    EXPECT_EQ(chosen({trouble("a.example", {})}).headline, "a.example needs your hands.");
    EXPECT_EQ(chosen({}, Outlook{}).headline, "earshot follows nobody yet.");
}

TEST(DigestWords, SummaryAddsUpToAllWhoAreFollowed) {
    Outlook outlook = good_outlook();
    outlook.as_usual = outlook.people = 121;
    EXPECT_EQ(chosen({}, outlook).summary, "121 people look like themselves.");
    EXPECT_EQ(chosen({quiet("A"), back("B")}, outlook).summary,
              "2 people worth a look; 121 people look like themselves.");
    EXPECT_EQ(chosen({trouble("a.example", {})}, outlook).summary,
              "Nobody stands out. 121 people look like themselves.");
    outlook.as_usual = 82;
    outlook.learning = 25;
    outlook.held_back = 9;
    outlook.beyond = 4;
    outlook.quiet = 1;
    EXPECT_EQ(chosen({quiet("A")}, outlook).summary,
              "1 person worth a look. Of 121 people, 82 look like themselves, 4 are silent longer "
              "than ever seen, but not past their line, 1 is quiet, 9 cannot be seen today and 25 "
              "have too little history.");
}

TEST(DigestWords, CoverageSaysWhatWasNotSeenAndWhy) {
    Outlook outlook = good_outlook();
    EXPECT_EQ(chosen({}, outlook).coverage, "Read 162 of 162 feeds.");
    outlook.sources_read = 150;
    outlook.held_back = 9;
    outlook.held_because = {"chirp.example.net has not answered since Sunday 21:40 (9 people)"};
    EXPECT_EQ(chosen({}, outlook).coverage,
              "Read 150 of 162 feeds. chirp.example.net has not answered since Sunday 21:40 (9 "
              "people).");
    EXPECT_EQ(chosen({}, outlook).subject, "earshot: as usual, but 9 people cannot be seen");
    outlook.held_because = {"a", "b", "c", "d"};
    EXPECT_EQ(chosen({}, outlook).coverage, "Read 150 of 162 feeds. a; b; and 2 more.");
    outlook = Outlook{};
    EXPECT_EQ(chosen({}, outlook).coverage, "No feeds yet.");
}

TEST(DigestWords, WhatIsBrokenForGoodIsNamedOnceAWeek) {
    Outlook outlook = good_outlook();
    outlook.held_back = 3;
    outlook.held_because = {"new.example has not answered since Sunday 21:40 (1 person)",
                            "old.example has not answered since 3 Mar (2 people)"};
    outlook.for_good = {outlook.held_because[1]};
    EXPECT_EQ(
        chosen({}, outlook).coverage,
        "Read 162 of 162 feeds. new.example has not answered since Sunday 21:40 (1 person). 1 "
        "cause that lasts is named on Mondays.");
    const Window monday{now - 2 * day, now - day};
    EXPECT_NE(chosen({}, outlook, monday).coverage.find("old.example"), std::string::npos);
}

TEST(DigestWords, WhatIsReadAgainIsSaid) {
    Outlook outlook = good_outlook();
    outlook.recovered = {"chirp.example.net"};
    EXPECT_EQ(chosen({}, outlook).coverage,
              "Read 162 of 162 feeds. Read again since the last mail: chirp.example.net.");
}

TEST(DigestWords, PlainSubjectNamesNobody) {
    const auto subject = [](std::vector<Candidate> candidates) {
        DigestSettings plain;
        plain.plain_subject = true;
        return choose(std::move(candidates), good_outlook(), last_day, berlin, true, now, plain)
            .subject;
    };
    EXPECT_EQ(subject({quiet("Ines Duarte")}), "earshot: 1 item");
    EXPECT_EQ(subject({quiet("Ines Duarte"), back("Marek")}), "earshot: 2 items");
    EXPECT_EQ(subject({}), "earshot: all as usual");
}

TEST(DigestWords, BlindEarshotSaysNothingOfAnybody) {
    Outlook outlook = good_outlook();
    outlook.sources_read = 0;
    const std::string headline =
        "No feed could be read, so nothing here says anything about anybody.";
    EXPECT_EQ(chosen({}, outlook).subject, "earshot: I could not look");
    EXPECT_EQ(chosen({}, outlook).headline, headline);
    EXPECT_EQ(chosen({}, outlook).summary, "");
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
