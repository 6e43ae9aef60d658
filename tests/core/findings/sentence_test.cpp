#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "earshot/finding.hpp"

namespace earshot {
namespace {

const Zone utc = Zone::utc();

Instant at(const char* rfc3339) {
    return parse_rfc3339(rfc3339).value();
}
const Instant now = at("2026-04-14T07:30:00Z");  // a Tuesday

GapFigures figures(double p25, double p75, double longest) {
    return {67, p25 / 2, p25, (p25 + p75) / 2, p75, p75 * 1.4, longest};
}

Quiet ines() {
    Quiet e;
    e.last_seen = at("2026-03-21T18:00:00Z");
    e.due = at("2026-04-04T12:00:00Z");
    e.usual_gap_days = 4.1;
    e.line_days = 14.2;
    e.figures = figures(3.0, 6.0, 11.0);
    e.where = {"blog", "mastodon"};
    e.because = LineBecause::own_rhythm;
    e.unevenness = 0.62;
    e.longest_days = 10.8;
    return e;
}

Burst priya() {
    Burst e;
    e.of = Burst::Of::connections;
    e.start = at("2026-04-13T23:10:00Z");
    e.end = at("2026-04-14T06:40:00Z");
    e.count = 25;
    e.threshold = 8;
    e.closed = true;
    e.usual_high = 2;
    e.objects = {"Tom Hale", "Jo Park"};
    e.shared = {"Tom Hale"};
    return e;
}

Trouble chirp(int people) {
    Trouble e;
    e.host = "chirp.example.net";
    e.since = at("2026-04-12T21:40:00Z");
    for (int i = 0; i < people; ++i)
        e.people.push_back("person " + std::to_string(i));
    return e;
}

std::string said(const Evidence& e) {
    return sentence(e, utc, now);
}

TEST(Sentence, OfAQuiet) {
    EXPECT_EQ(said(ines()),
              "usually every 3-6 days, fairly regular; last seen 24 days ago (longest before: 11)");
}

struct Pace {
    double p25, p75;
    const char* words;
};

TEST(Sentence, DaysHaveNoDecimals) {
    for (const Pace& p : {
             Pace{0.3, 0.7, "usually several times a day, "},
             Pace{0.3, 0.75, "usually daily, "},
             Pace{0.9, 1.4, "usually daily, "},
             Pace{0.3, 1.6, "usually every 1-2 days, "},
             Pace{1.0, 2.5, "usually every 1-3 days, "},
             Pace{3.6, 4.4, "usually every 4 days, "},
             Pace{20.2, 44.7, "usually every 20-45 days, "},
         }) {
        Quiet e = ines();
        e.figures = figures(p.p25, p.p75, 50);
        EXPECT_EQ(said(e).rfind(p.words, 0), 0u) << said(e);
    }
}

TEST(Sentence, OfAQuietWithoutKnownGapsUsesTheRhythm) {
    Quiet e = ines();
    e.figures = {};
    EXPECT_EQ(said(e), "usually about every 4 days, last seen 24 days ago");
    e.usual_gap_days = 0.2;
    EXPECT_EQ(said(e), "usually about every 1 day, last seen 24 days ago");
}

TEST(Sentence, OfAQuietSaysWhatCouldNotBeWatched) {
    Quiet e = ines();
    e.lost_days = 0.4;
    EXPECT_EQ(said(e), said(ines()));
    e.lost_days = 1.2;
    EXPECT_EQ(said(e), said(ines()) + "; 1 day of that could not be watched");
    e.lost_days = 3;
    EXPECT_EQ(said(e), said(ines()) + "; 3 days of that could not be watched");
}

TEST(Sentence, DaysAreCountedAsPeopleCountThem) {
    Quiet e = ines();
    const auto seen = [&](const char* t) {
        e.last_seen = at(t);
        const std::string text = said(e);
        const auto from = text.find("last seen ") + 10;
        return text.substr(from, text.find(" (") - from);
    };
    EXPECT_EQ(seen("2026-04-14T00:10:00Z"), "today");
    EXPECT_EQ(seen("2026-04-13T23:50:00Z"), "yesterday");
    EXPECT_EQ(seen("2026-04-12T23:50:00Z"), "2 days ago");
    // In New York that is still the 12th at 19:50, and now is the 14th at 03:30.
    const Zone new_york = Zone::find("America/New_York").value();
    EXPECT_EQ(days_between(new_york, at("2026-04-13T03:50:00Z"), now), 2);
    EXPECT_EQ(days_between(utc, at("2026-04-13T03:50:00Z"), now), 1);
    EXPECT_EQ(days_between(utc, now, at("2026-04-13T03:50:00Z")), -1);
}

TEST(Sentence, OfAReturn) {
    Back e;
    e.last_before = at("2025-11-20T10:00:00Z");
    e.returned = at("2026-04-12T09:00:00Z");
    e.figures = figures(9, 16, 30);
    EXPECT_EQ(said(e), "back after 143 days; usually every 9-16 days");
    e.figures = {};
    EXPECT_EQ(said(e), "back after 143 days");
}

TEST(Sentence, OfABurstOfConnections) {
    EXPECT_EQ(said(priya()),
              "25 new connections between Mon 23:10 and Tue 06:40 (usual: 0-2 a day); "
              "1 is someone you know (Tom Hale)");
}

TEST(Sentence, OfABurstOfAnything) {
    Burst e = priya();
    e.of = Burst::Of::anything;
    e.count = 31;
    e.shared.clear();
    e.usual_low = e.usual_high = 2;
    EXPECT_EQ(said(e), "31 activities between Mon 23:10 and Tue 06:40 (usual: 2 a day)");
    e.usual_low = e.usual_high = 0;
    e.end = at("2026-04-13T23:55:00Z");
    EXPECT_EQ(said(e), "31 activities between Mon 23:10 and 23:55 (usual: none)");
    e.end = e.start;
    EXPECT_EQ(said(e), "31 activities at Mon 23:10 (usual: none)");
    e.count = 1;
    EXPECT_EQ(said(e).rfind("1 activity at", 0), 0u);
    e.of = Burst::Of::connections;
    EXPECT_EQ(said(e).rfind("1 new connection at", 0), 0u);
}

TEST(Sentence, OfABurstThatIsSaidInNumber) {
    Burst e = priya();
    e.sentences = 1;
    e.in_sentences = 15;
    e.named = 1;
    e.shared.clear();
    e.at_least = true;
    EXPECT_EQ(said(e),
              "at least 25 new connections between Mon 23:10 and Tue 06:40 (usual: 0-2 a day); "
              "15 in one sentence, 1 named");
    e.sentences = 2;
    e.of = Burst::Of::anything;
    e.reason = "Priya added 15 photos to Ferry";
    EXPECT_TRUE(said(e).ends_with("; 15 in 2 sentences: \"Priya added 15 photos to Ferry\""));
}

TEST(Sentence, OfABurstOfPostsSaysWhy) {
    Burst e = priya();
    e.of = Burst::Of::anything;
    e.shared.clear();
    e.posts = true;
    e.reason = "MossConf, talk\x1b 1";
    EXPECT_EQ(said(e),
              "25 posts between Mon 23:10 and Tue 06:40 (usual: 0-2 a day): \"MossConf, talk 1\"");
    e.reason = std::string(1000, 'x');
    EXPECT_LT(said(e).size(), 200u);
}

TEST(Sentence, OfABurstNamesAFewOfThePeopleKnown) {
    Burst e = priya();
    e.shared = {"Tom Hale", "Lena Ortiz"};
    EXPECT_TRUE(said(e).ends_with("; 2 are people you know (Tom Hale and Lena Ortiz)"));
    e.shared = {"Tom Hale", "Lena Ortiz", "Jo Park", "Ana Lind", "Chidi Okafor"};
    EXPECT_TRUE(
        said(e).ends_with("; 5 are people you know (Tom Hale, Lena Ortiz, Jo Park and 2 more)"));
}

TEST(Sentence, AWeekdayIsNamedOnlyWhileItIsClearWhichOne) {
    const auto between = [](const char* from, const char* to) {
        Burst e = priya();
        e.start = at(from);
        e.end = at(to);
        const std::string text = said(e);
        return text.substr(19, text.find(" (") - 19);
    };
    EXPECT_EQ(between("2026-04-08T00:00:00Z", "2026-04-08T06:00:00Z"),
              "between Wed 00:00 and 06:00");
    EXPECT_EQ(between("2026-04-07T23:10:00Z", "2026-04-08T06:40:00Z"),
              "between 7 Apr 23:10 and 8 Apr 06:40");
    EXPECT_EQ(between("2025-12-31T23:10:00Z", "2026-01-01T06:40:00Z"),
              "between 31 Dec 2025 23:10 and 1 Jan 06:40");
}

TEST(Sentence, TimesAreThoseOfTheReader) {
    EXPECT_NE(sentence(priya(), Zone::find("Asia/Kolkata").value(), now)
                  .find("between Tue 04:40 and 12:10"),
              std::string::npos);
}

TEST(Sentence, OfAFollowUp) {
    const FollowUp e{at("2026-04-07T12:00:00Z"), 7, "Connections.csv"};
    EXPECT_EQ(said(e), "you connected 7 days ago, no word yet");
}

TEST(Sentence, OfASharedNewcomer) {
    Shared e{"Jo Park", {"Lena Ortiz", "Marek Sobol", "Tom Hale"}, priya().start, priya().end};
    EXPECT_EQ(said(e),
              "3 people have connected with them between Mon 23:10 and Tue 06:40 "
              "(Lena Ortiz, Marek Sobol and Tom Hale)");
}

TEST(Sentence, OfQuietTogether) {
    Shared e{"",
             {"Lena Ortiz", "Marek Sobol", "Tom Hale", "Ann Quill"},
             at("2026-03-20T08:00:00Z"),
             at("2026-03-24T08:00:00Z")};
    e.of = Shared::Of::quiet;
    EXPECT_EQ(said(e),
              "4 people last seen between 20 Mar and 24 Mar "
              "(Lena Ortiz, Marek Sobol, Tom Hale and 1 more)");
    e.to = e.from;
    EXPECT_EQ(said(e),
              "4 people last seen on 20 Mar (Lena Ortiz, Marek Sobol, Tom Hale and 1 more)");
}

TEST(Sentence, OfTrouble) {
    EXPECT_EQ(said(chirp(9)), "has not answered since Sunday 21:40 (9 people)");
    EXPECT_EQ(said(chirp(1)), "has not answered since Sunday 21:40 (1 person)");
    EXPECT_EQ(said(chirp(0)), "has not answered since Sunday 21:40");
    Trouble e = chirp(0);
    e.since = at("2026-03-01T21:40:00Z");
    EXPECT_EQ(said(e), "has not answered since 1 Mar 21:40");
    e = chirp(2);
    e.kind = Trouble::Kind::moved;
    EXPECT_EQ(said(e), "has answered from a new address since Sunday 21:40 (2 people)");
    e.kind = Trouble::Kind::gone;
    EXPECT_EQ(said(e), "has called this feed removed since Sunday 21:40 (2 people)");
    e.kind = Trouble::Kind::re_announced;
    EXPECT_EQ(said(e),
              "published its old entries again on Sunday 21:40; none of that counts (2 people)");
    e.kind = Trouble::Kind::frozen;
    EXPECT_EQ(said(e), "answers, but with a copy of Sunday 21:40 (2 people)");
    e.kind = Trouble::Kind::always_empty;
    EXPECT_EQ(said(e), "answers, but has not shown a single entry since Sunday 21:40 (2 people)");
    e.kind = Trouble::Kind::clock;
    e.detail = "put back by 10 days";
    EXPECT_EQ(said(e), "had its clock changed on Sunday 21:40: put back by 10 days");
}

// --- why ---

Finding finding_of(Evidence evidence) {
    Finding f;
    f.number = FindingNumber{3};
    f.evidence = std::move(evidence);
    f.confidence = Confidence::clear;
    return f;
}

std::string explained(const Finding& f) {
    std::string text;
    for (const WhyLine& line : why(f, utc, now))
        text += line.label + "|" + line.text + "\n";
    return text;
}

TEST(Why, OfAQuietGivesTheRuleTheEvidenceAndWhatWouldEndIt) {
    EXPECT_EQ(explained(finding_of(ines())),
              "rule|quiet: nothing seen for longer than this person's own line\n"
              "confidence|clear: longer than each of at least 12 known gaps, and all was watched "
              "up to the line\n"
              "evidence|last seen Sat 21 Mar 18:00\n"
              "|67 gaps between sightings in the twelve months before\n"
              "|days between: p10 1.5  p25 3.0  median 4.5  p75 6.0  p90 8.4  longest 11.0\n"
              "|now 23.6 days of watching: longer than all 67 gaps\n"
              "|fairly regular: the usual gap is 4.1 days, the longest of late 10.8\n"
              "|about 5 sightings would have been usual in that time\n"
              "|the wait was 14.2 days of watching, over on Sat 4 Apr 12:00: by how regular they "
              "are\n"
              "|watched on blog and mastodon\n"
              "ruled out|a feed that fails, stands still or cannot be reached: such time is not "
              "counted, and a good poll of every source after the line confirmed it\n"
              "would end it|one sighting, also one that comes late\n"
              "|or your word: earshot touch 3, earshot normal 3, earshot ok 3\n");
}

TEST(Why, SaysWhyTheWaitIsWhatItIs) {
    const std::pair<LineBecause, const char*> rows[] = {
        {LineBecause::floor, ": the shortest that earshot waits for anybody\n"},
        {LineBecause::missed_twice, ": so that two in a row were missed\n"},
        {LineBecause::longest_pause,
         ": with patience for a pause like their longest of late, 11 days\n"},
        {LineBecause::called_normal, ": because you called such a silence normal\n"},
        {LineBecause::own_line, ": the line that you drew\n"}};
    for (const auto& [because, text] : rows) {
        Quiet e = ines();
        e.because = because;
        EXPECT_NE(explained(finding_of(e)).find(text), std::string::npos) << text;
    }
}

TEST(Why, AQuietOfTheRuleBeforeSaysWhatIsKnownOfIt) {
    Quiet e = ines();
    e.because.reset();
    EXPECT_NE(explained(finding_of(e)).find("over on Sat 4 Apr 12:00\n"), std::string::npos);
    EXPECT_EQ(explained(finding_of(e)).find("regular"), std::string::npos);
}

TEST(Why, ATimeThatCouldNotBeWatchedIsNotCounted) {
    Quiet e = ines();
    e.lost_days = 13;
    const std::string text = explained(finding_of(e));
    EXPECT_NE(text.find("|now 10.6 days of watching\n"), std::string::npos) << text;
    EXPECT_NE(text.find("|13.0 days since then could not be watched: not counted\n"),
              std::string::npos);
}

TEST(Why, AClosedFindingSaysWhatEndedIt) {
    Finding f = finding_of(ines());
    f.state = Finding::State::closed;
    f.closed_at = at("2026-04-10T10:00:00Z");
    f.closed_by = ClosedBy::seen_again;
    const std::string text = explained(f);
    EXPECT_NE(text.find("ended|seen again, Fri 10 Apr 10:00\n"), std::string::npos) << text;
    EXPECT_NE(text.find("|it was 19.7 days of watching"), std::string::npos) << text;
}

TEST(Why, OfABurstNamesThemAll) {
    const std::string text = explained(finding_of(priya()));
    for (const char* part :
         {"evidence|25 new connections from Mon 13 Apr 23:10 to Tue 14 Apr 06:40",
          "|8 would have been a burst; usual: 0-2 a day", "|you know Tom Hale\n",
          "|all: Tom Hale and Jo Park\n", "would end it|it has ended\n"})
        EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
}

TEST(Why, OfABurstSaysWhatWasSaidInNumber) {
    Burst burst = priya();
    burst.at_least = true;
    burst.sentences = burst.named = 1;
    burst.in_sentences = 25;
    const std::string text = explained(finding_of(burst));
    for (const char* part : {"evidence|at least 25 new connections from",
                             "|there may have been more:", "|25 in one sentence, 1 named;",
                             "|named: Tom Hale and Jo Park\n"})
        EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
}

std::vector<Evidence> one_of_each() {
    Back back;
    back.last_before = at("2025-11-20T10:00:00Z");
    back.returned = at("2026-04-12T09:00:00Z");
    back.sentence = "Why I stopped writing";
    std::vector<Evidence> all{ines(),  Quiet{}, back,       Back{},
                              priya(), Burst{}, FollowUp{}, Shared{}};
    using Kind = Trouble::Kind;
    for (const Kind kind : {Kind::failing, Kind::moved, Kind::gone, Kind::re_announced,
                            Kind::frozen, Kind::always_empty, Kind::clock}) {
        Trouble trouble = chirp(2);
        trouble.kind = kind;
        all.push_back(trouble);
    }
    return all;
}

TEST(Wording, EveryFindingIsExplained) {
    for (const Evidence& e : one_of_each()) {
        const auto lines = why(finding_of(e), utc, now);
        ASSERT_GE(lines.size(), 3u);
        EXPECT_EQ(lines.front().label, "rule");
        const auto has = [&](const char* label) {
            return std::any_of(lines.begin(), lines.end(),
                               [&](const WhyLine& line) { return line.label == label; });
        };
        EXPECT_TRUE(has("evidence"));
        EXPECT_TRUE(has("would end it"));
    }
}

TEST(Wording, NoWordThatIsNeverSaid) {
    using enum Confidence;
    for (const Evidence& e : one_of_each())
        for (const Confidence c : {learning, tentative, likely, clear}) {
            Finding f = finding_of(e);
            f.confidence = c;
            std::string text = said(e) + "\n" + explained(f);
            std::transform(text.begin(), text.end(), text.begin(),
                           [](unsigned char ch) { return static_cast<char>(std::tolower(ch)); });
            for (const char* word : {"inactive", "dead", "lost", "overdue", "score", "rank",
                                     "streak", "at risk", "network size", "gone", "ghost", "!"})
                EXPECT_EQ(text.find(word), std::string::npos) << word << " in\n" << text;
        }
}

}  // namespace
}  // namespace earshot
