#include "earshot/finding_life.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

using State = Finding::State;

const Instant now = from_epoch(1'776'150'000);
const Watched ines{PersonId(7), Standing::followed, {"Notes by Ines"}};

Quiet quiet_since(int days, double lost = 0) {
    Quiet quiet;
    quiet.last_seen = now - days * day;
    quiet.due = now - 2 * day;
    quiet.line_days = days - 2;
    quiet.lost_days = lost;
    quiet.figures.gaps = 20;
    quiet.figures.longest = 6;
    return quiet;
}

Finding numbered(Finding finding, int number) {
    finding.number = FindingNumber(number);
    return finding;
}

Finding a_quiet(State state = State::open, int number = 3) {
    Finding finding =
        numbered(quiet_began({}, ines, quiet_since(24), now - day).made.front(), number);
    if (state != State::open) finding = told(finding, now - day);
    return finding;
}

// --- states ---

TEST(FindingLife, OnlyAnOpenOneIsTold) {
    EXPECT_EQ(told(a_quiet(), now).told_at, now);
    EXPECT_EQ(told(a_quiet(State::told), now).told_at, now - day);
    const Finding over = closed(a_quiet(), ClosedBy::ok, now);
    EXPECT_EQ(told(over, now), over);
}

TEST(FindingLife, WhatReachedNobodyIsOpenAgain) {
    EXPECT_EQ(untold(a_quiet(State::told)), a_quiet());
    EXPECT_EQ(untold(a_quiet()), a_quiet());
    const Finding over = closed(a_quiet(State::told), ClosedBy::ok, now);
    EXPECT_EQ(untold(over), over);
}

TEST(FindingLife, AnAnswerTakenBackLeavesItAsItStood) {
    for (const State state : {State::open, State::told}) {
        const Finding before = a_quiet(state);
        EXPECT_EQ(reopened(closed(before, ClosedBy::wrong, now), before), before);
        EXPECT_EQ(reopened(snoozed(before, now + day), before), before);
    }
}

TEST(FindingLife, FadedIsClosedAndNotOver) {
    for (const ClosedBy by : {ClosedBy::seen_again, ClosedBy::ok, ClosedBy::let_go})
        EXPECT_TRUE(is_over(closed(a_quiet(), by, now))) << to_text(by);
    EXPECT_FALSE(is_over(closed(a_quiet(), ClosedBy::faded, now)));
    EXPECT_FALSE(is_over(a_quiet(State::told)));
}

TEST(FindingLife, EveryCauseHasAWordAndASentence) {
    for (int i = 0; i <= static_cast<int>(ClosedBy::faded); ++i) {
        const auto by = static_cast<ClosedBy>(i);
        EXPECT_EQ(parse_closed_by(to_text(by)), by);
        EXPECT_EQ(parse_closed_by(sentence(by)), by);
    }
    EXPECT_EQ(parse_closed_by("done"), std::nullopt);
}

TEST(FindingLife, FadesTwoWeeksAfterItBeganToWait) {
    Finding quiet = a_quiet();  // found a day ago
    EXPECT_FALSE(has_faded(quiet, now - day + fade_after));
    EXPECT_TRUE(has_faded(quiet, now - day + fade_after + Span{1}));
    EXPECT_FALSE(has_faded(told(quiet, now), now + fade_after));
    EXPECT_FALSE(has_faded(snoozed(quiet, now + 30 * day), now + 29 * day));
    Finding trouble = quiet;
    trouble.evidence = Trouble{};
    EXPECT_FALSE(has_faded(trouble, now + 365 * day));
    const std::vector<Finding> known{quiet, trouble, closed(quiet, ClosedBy::ok, now)};
    const FindingStep step = faded(known, now + 20 * day);
    ASSERT_EQ(step.changed.size(), 1u);
    EXPECT_EQ(step.changed[0].closed_by, ClosedBy::faded);
}

TEST(FindingLife, WhatTheUserWouldCallOpen) {
    struct Row {
        const char* name;
        Finding finding;
        std::optional<Standing> standing;
        bool open, holds;
    };
    Finding learning = a_quiet();
    learning.confidence = Confidence::learning;
    Finding back = a_quiet();
    back.evidence = Back{};
    Finding burst = a_quiet();
    burst.evidence = Burst{};
    Finding old = a_quiet();
    old.found_at = now - 20 * day;
    Finding old_burst = old;
    old_burst.evidence = Burst{};
    const std::vector<Row> rows{
        {"open", a_quiet(), Standing::followed, true, true},
        {"told", a_quiet(State::told), Standing::followed, true, true},
        {"over", closed(a_quiet(), ClosedBy::ok, now), Standing::followed, false, false},
        {"snoozed", snoozed(a_quiet(), now + day), Standing::followed, false, false},
        {"learning", learning, Standing::followed, false, false},
        {"two weeks old", old, Standing::followed, false, true},
        {"faded", closed(old, ClosedBy::faded, now), Standing::followed, false, true},
        {"a burst two weeks old", old_burst, Standing::followed, false, false},
        {"let go", a_quiet(), Standing::let_go, false, false},
        {"resting", a_quiet(), Standing::resting, false, false},
        {"a return of somebody resting", back, Standing::resting, true, true},
        {"a burst of nobody known", burst, std::nullopt, true, true},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(is_open(row.finding, row.standing, now), row.open) << row.name;
        EXPECT_EQ(still_holds(row.finding, row.standing, now), row.holds) << row.name;
    }
}

// --- after a look ---

TEST(FindingLife, ASilenceIsOneFindingHoweverOftenItPassesItsLine) {
    const FindingStep step = quiet_began({}, ines, quiet_since(24), now);
    ASSERT_EQ(step.made.size(), 1u);
    EXPECT_EQ(key_of(step.made[0]), quiet_key(PersonId(7), now - 2 * day));
    EXPECT_EQ(step.made[0].confidence, Confidence::clear);
    EXPECT_TRUE(quiet_began(step.made[0], ines, quiet_since(24), now).made.empty());
    EXPECT_EQ(quiet_began({}, ines, quiet_since(24, 1), now).made[0].confidence,
              Confidence::likely);
}

TEST(FindingLife, TheSameSilenceIsKnownByItsKeyItsLastSightingOrWhatItStandsInFor) {
    QuietBegan began;
    began.last_seen = now - 24 * day;
    began.due = now - 2 * day;
    const Finding known = a_quiet(State::told);
    EXPECT_EQ(same_silence({&known, 1}, ines.id, began), known);
    began.due = now - day;
    EXPECT_EQ(same_silence({&known, 1}, ines.id, began), known) << "by its last sighting";
    began.last_seen = now - 20 * day;
    EXPECT_EQ(same_silence({&known, 1}, ines.id, began), std::nullopt);
    began.instead_of = now - 2 * day;
    EXPECT_EQ(same_silence({&known, 1}, ines.id, began), known) << "in its place";
    began.instead_of.reset();
    began.last_seen = now - 24 * day;
    for (const ClosedBy by :
         {ClosedBy::touched, ClosedBy::away, ClosedBy::at_rest, ClosedBy::let_go}) {
        const Finding answered = closed(known, by, now - day);
        EXPECT_EQ(same_silence({&answered, 1}, ines.id, began), std::nullopt)
            << to_text(by) << ": the same silence may be told again";
    }
}

TEST(FindingLife, ASilenceThatBeginsAgainIsToldOnce) {
    struct Row {
        std::optional<ClosedBy> by;
        bool was_told;
        State state;
    };
    for (const Row& row : {
             Row{ClosedBy::who_is_who, true, State::told},
             Row{ClosedBy::source_removed, true, State::told},
             Row{ClosedBy::seen_earlier, true, State::told},
             Row{ClosedBy::who_is_who, false, State::open},
             Row{ClosedBy::ok, true, State::closed},
             Row{ClosedBy::normal, true, State::closed},
             Row{ClosedBy::faded, true, State::closed},
             Row{std::nullopt, true, State::told},
         }) {
        Finding known = a_quiet(row.was_told ? State::told : State::open);
        if (row.by) known = closed(known, *row.by, now - hour);
        Quiet evidence = quiet_since(20);
        evidence.due = now - day;
        const FindingStep step = quiet_began(known, ines, evidence, now);
        const auto what = row.by ? to_text(*row.by) : "not ended";
        EXPECT_TRUE(step.made.empty()) << what;
        ASSERT_EQ(step.changed.size(), 1u) << what;
        EXPECT_EQ(step.changed[0].state, row.state) << what;
        EXPECT_EQ(key_of(step.changed[0]), quiet_key(ines.id, now - day)) << what;
        EXPECT_EQ(std::get<Quiet>(step.changed[0].evidence).last_seen, now - 20 * day) << what;
    }
}

TEST(FindingLife, SilenceIsKeptOfThoseWhomTheUserFollowsOrLetsRest) {
    for (const Standing standing : {Standing::light, Standing::let_go})
        EXPECT_TRUE(
            quiet_began({}, {PersonId(7), standing, {}}, quiet_since(24), now).made.empty());
    EXPECT_EQ(
        quiet_began({}, {PersonId(7), Standing::resting, {}}, quiet_since(24), now).made.size(),
        1u);
}

TEST(FindingLife, AReturnClosesTheQuietAndIsToldWhenTheQuietCouldBe) {
    QuietEnded ended;
    ended.due = now - 2 * day;
    ended.seen = now;
    ended.welcome = true;
    struct Row {
        const char* name;
        Finding quiet;
        bool welcome;
        std::optional<ClosedBy> closes;
        bool back;
    };
    Finding tentative = a_quiet();
    tentative.confidence = Confidence::tentative;
    const std::vector<Row> rows{
        {"told", a_quiet(State::told), true, ClosedBy::seen_again, true},
        {"taken back", a_quiet(State::told), false, ClosedBy::seen_earlier, false},
        {"untold but tellable", a_quiet(), true, ClosedBy::seen_again, true},
        {"untold and tentative", tentative, true, ClosedBy::seen_again, false},
        {"answered with ok", closed(a_quiet(), ClosedBy::ok, now), true, {}, true},
        {"a mistake", closed(a_quiet(), ClosedBy::wrong, now), true, {}, false},
        {"faded", closed(a_quiet(State::told), ClosedBy::faded, now), true, ClosedBy::seen_again,
         true},
    };
    for (const Row& row : rows) {
        ended.welcome = row.welcome;
        const FindingStep step = quiet_ended(row.quiet, ines, ended, now);
        EXPECT_EQ(step.changed.size(), row.closes ? 1u : 0u) << row.name;
        if (row.closes && !step.changed.empty()) {
            EXPECT_EQ(step.changed[0].closed_by, row.closes) << row.name;
        }
        EXPECT_EQ(step.made.size(), row.back ? 1u : 0u) << row.name;
    }
    EXPECT_TRUE(quiet_ended({}, ines, ended, now).made.empty());
}

TEST(FindingLife, ABurstGrowsAndIsTakenBackWhenItsConnectionsAreTold) {
    BurstSeen seen;
    Burst burst;
    burst.start = now - day;
    burst.count = 9;
    const FindingStep first = burst_seen({}, ines, seen, burst, now);
    ASSERT_EQ(first.made.size(), 1u);
    const Finding known = numbered(first.made[0], 5);
    EXPECT_EQ(key_of(known), burst_key(PersonId(7), Burst::Of::anything, now - day));
    burst.count = 12;
    const FindingStep grown = burst_seen(known, ines, seen, burst, now);
    ASSERT_EQ(grown.changed.size(), 1u);
    EXPECT_EQ(std::get<Burst>(grown.changed[0].evidence).count, 12);
    seen.replaced = true;
    EXPECT_EQ(burst_seen(known, ines, seen, burst, now).changed[0].closed_by,
              ClosedBy::told_connections);
    EXPECT_TRUE(burst_seen({}, ines, seen, burst, now).made.empty());
    EXPECT_TRUE(burst_seen({}, {PersonId(7), Standing::let_go, {}}, {}, burst, now).made.empty());
}

// --- days ---

TEST(FindingLife, AConnectionIsAskedAboutOnceADayThatAsks) {
    const Instant connected = now - 7 * day;
    const Finding seventh = numbered(connection_asked({}, ines.id, connected, 7, now).made[0], 1);
    EXPECT_TRUE(connection_asked({&seventh, 1}, ines.id, connected, 7, now).made.empty());
    // A list knows the day only.
    EXPECT_TRUE(
        connection_asked({&seventh, 1}, ines.id, connected + 5 * hour, 7, now).made.empty());
    const FindingStep later = connection_asked({&seventh, 1}, ines.id, connected, 21, now);
    EXPECT_EQ(later.made.size(), 1u);
    ASSERT_EQ(later.changed.size(), 1u);
    EXPECT_EQ(later.changed[0].closed_by, ClosedBy::asked_again);
    for (const Finding& silent :
         {snoozed(seventh, now + day), closed(seventh, ClosedBy::wrong, now)})
        EXPECT_TRUE(connection_asked({&silent, 1}, ines.id, connected, 21, now).made.empty());
    EXPECT_EQ(connection_asked({&seventh, 1}, ines.id, connected - 90 * day, 7, now).made.size(),
              1u);
}

TEST(FindingLife, AYearOfSilenceIsToldOnceMore) {
    const Finding quiet = a_quiet(State::told);
    EXPECT_EQ(year_of_silence(quiet, now, now).made.size(), 1u);
    EXPECT_EQ(key_of(year_of_silence(quiet, now, now).made[0]), key_of(quiet));
    EXPECT_TRUE(year_of_silence(quiet, now + day, now).made.empty());           // not yet
    EXPECT_TRUE(year_of_silence(told(a_quiet(), now), now, now).made.empty());  // told since
    EXPECT_TRUE(year_of_silence(closed(quiet, ClosedBy::ok, now), now, now).made.empty());
    EXPECT_EQ(year_of_silence(closed(quiet, ClosedBy::faded, now), now, now).made.size(), 1u);
}

// --- several at once ---

QuietOne one_of(int number, int last_day, bool is_told = false) {
    QuietOne one;
    one.number = FindingNumber(number);
    one.person = PersonId(number);
    one.circle = "friends";
    one.last_seen = now - 30 * day + last_day * day;
    one.told = is_told;
    one.name = "Friend " + std::to_string(number);
    return one;
}

const std::map<std::string, std::size_t> circles{{"", 40}, {"friends", 6}};

TEST(FindingLife, QuietsWithOneCauseAreOnePattern) {
    const std::vector<QuietOne> three{one_of(1, 0), one_of(2, 1), one_of(3, 2)};
    const FindingStep step = quiets_together({}, three, circles, now);
    ASSERT_EQ(step.made.size(), 1u);
    const Finding pattern = numbered(step.made[0], 9);
    EXPECT_EQ(pattern.which, "quiets 1 2 3");
    EXPECT_TRUE(quiets_together({&pattern, 1}, three, circles, now).made.empty());
}

TEST(FindingLife, AnUntoldPatternSaysOnlyWhoIsQuietNow) {
    const std::vector<QuietOne> four{one_of(1, 0), one_of(2, 1), one_of(3, 2), one_of(4, 3)};
    const Finding pattern = numbered(quiets_together({}, four, circles, now).made[0], 9);
    const std::vector<QuietOne> three{four.begin() + 1, four.end()};
    const FindingStep fewer = quiets_together({&pattern, 1}, three, circles, now);
    ASSERT_EQ(fewer.changed.size(), 1u);
    EXPECT_EQ(fewer.changed[0].which, "quiets 2 3 4");
    const std::vector<QuietOne> two{four.begin() + 2, four.end()};
    const FindingStep ended = quiets_together({&pattern, 1}, two, circles, now);
    ASSERT_EQ(ended.changed.size(), 1u);
    EXPECT_EQ(ended.changed[0].closed_by, ClosedBy::others_ended);
}

TEST(FindingLife, WhoJoinsAToldPatternIsToldWithIt) {
    const std::vector<QuietOne> three{one_of(1, 0), one_of(2, 1), one_of(3, 2)};
    const Finding pattern =
        told(numbered(quiets_together({}, three, circles, now).made[0], 9), now);
    const std::vector<QuietOne> four{one_of(1, 0, true), one_of(2, 1, true), one_of(3, 2, true),
                                     one_of(4, 3)};
    const FindingStep step = quiets_together({&pattern, 1}, four, circles, now);
    EXPECT_EQ(step.told, std::vector{FindingNumber(4)});
    ASSERT_EQ(step.changed.size(), 1u);
    EXPECT_EQ(step.changed[0].which, "quiets 1 2 3 4");
    const Finding wrong = closed(pattern, ClosedBy::wrong, now);
    EXPECT_TRUE(quiets_together({&wrong, 1}, four, circles, now).changed.empty());
}

TEST(FindingLife, AWaveGrowsUntilItIsToldAndRestsThen) {
    Shared wave;
    wave.newcomer = "Sam Lee";
    const FindingStep step = newcomer_met({}, "n.example/sam-1", wave, false, now);
    ASSERT_EQ(step.made.size(), 1u);
    const Finding known = numbered(step.made[0], 4);
    EXPECT_EQ(key_of(known), newcomer_key("n.example/sam-1"));
    EXPECT_NE(key_of(known), newcomer_key("n.example/sam-2"));
    EXPECT_EQ(newcomer_met(known, "n.example/sam-1", wave, true, now).changed.size(), 1u);
    EXPECT_TRUE(newcomer_met(told(known, now), "n.example/sam-1", wave, true, now).changed.empty());
}

// --- after the clock was wrong ---

TEST(FindingLife, NothingIsOfATimeThatIsYetToCome) {
    const Instant later = now + 3650 * day;
    Finding quiet = a_quiet();
    quiet.found_at = later;
    const Finding over = brought_back(quiet, now);
    EXPECT_EQ(over.state, State::closed);
    EXPECT_EQ(over.closed_by, ClosedBy::clock_wrong);
    EXPECT_EQ(over.found_at, now);
    EXPECT_EQ(over.closed_at, now);

    Finding told_later = a_quiet();
    told_later = told(told_later, later);
    EXPECT_EQ(brought_back(told_later, now).state, State::told);
    EXPECT_EQ(brought_back(told_later, now).told_at, now);

    EXPECT_EQ(brought_back(closed(a_quiet(State::told), ClosedBy::faded, later), now),
              a_quiet(State::told));
    EXPECT_EQ(brought_back(closed(a_quiet(), ClosedBy::faded, later), now), a_quiet());
    EXPECT_EQ(brought_back(closed(a_quiet(), ClosedBy::wrong, later), now).closed_by,
              ClosedBy::wrong)
        << "an answer stays";
    EXPECT_EQ(brought_back(a_quiet(), now), a_quiet()) << "nor is what is of before touched";
}

TEST(FindingLife, WhatSomebodyDidStaysWhateverTheClockSaid) {
    const Instant later = now + 30 * day;
    Back back;
    back.returned = now - day;
    Burst burst;
    burst.end = now - hour;
    Shared newcomer;
    newcomer.to = now - day;
    Trouble moved;
    moved.kind = Trouble::Kind::moved;
    moved.since = later;
    Back in_no_time = back;
    in_no_time.returned = later;
    Shared silence = newcomer;
    silence.of = Shared::Of::quiet;
    Trouble failing = moved;
    failing.kind = Trouble::Kind::failing;
    const std::pair<Evidence, bool> rows[] = {
        {back, true},        {burst, true},    {newcomer, true},    {moved, true},
        {in_no_time, false}, {silence, false}, {FollowUp{}, false}, {failing, false},
    };
    for (const auto& [evidence, stays] : rows) {
        Finding finding;
        finding.evidence = evidence;
        finding.found_at = later;
        const Finding after = brought_back(finding, now);
        EXPECT_EQ(after.state, stays ? State::open : State::closed) << evidence.index();
        EXPECT_EQ(after.found_at, now);
    }
}

TEST(FindingLife, ASilenceThatTheWrongClockFoundGoesOnWhenItIsTrue) {
    const Finding over = closed(a_quiet(), ClosedBy::clock_wrong, now);
    const FindingStep step = quiet_began(over, ines, quiet_since(24), now + day);
    ASSERT_EQ(step.changed.size(), 1u);
    EXPECT_EQ(step.changed.front().state, State::open);
}

}  // namespace
}  // namespace earshot
