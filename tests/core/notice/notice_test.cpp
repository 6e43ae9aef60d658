#include "earshot/notice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace earshot {
namespace {

const Instant t0 = from_epoch(1700000000);

Instant on_day(double d) {
    return t0 + Span(static_cast<long long>(d * 86400));
}

Sighting sighting(Instant t, Verb verb = Verb::post) {
    Sighting s;
    s.at = t;
    s.verb = verb;
    s.sentence = "Small parsers, part 4";
    s.link = "https://ines.example/4";
    return s;
}
Sighting backfill(Instant t, Verb verb = Verb::post) {
    Sighting s = sighting(t, verb);
    s.freshness = Freshness::backfill;
    return s;
}

Coverage proven(Instant until, std::vector<Stretch> lost = {}) {
    Coverage coverage;
    coverage.lost = std::move(lost);
    coverage.proven_until = until;
    return coverage;
}

/// A person under watch; each look is a good poll at `now`.
struct Watched {
    PersonState state;
    std::optional<Instant> next_check;

    std::vector<Change> look(Instant now, std::vector<Sighting> sightings = {},
                             bool first_look = false) {
        return look_with(proven(now), now, std::move(sightings), first_look);
    }
    std::vector<Change> look_with(const Coverage& coverage, Instant now,
                                  std::vector<Sighting> sightings = {}, bool first_look = false) {
        NoticeStep step = notice(state, sightings, coverage, Measure{}, first_look, now);
        state = step.state;
        next_check = step.next_check;
        return step.changes;
    }
};

template <class T>
std::vector<T> all(const std::vector<Change>& changes) {
    std::vector<T> found;
    for (const Change& c : changes)
        if (const T* t = std::get_if<T>(&c)) found.push_back(*t);
    return found;
}

/// Seen on each of ten days, 0 to 9: quiet is due on day 17.
Watched daily_person() {
    Watched ines;
    for (int d = 0; d < 10; ++d)
        EXPECT_TRUE(ines.look(on_day(d), {sighting(on_day(d))}).empty());
    return ines;
}
const Instant her_last = on_day(9);
const Instant her_due = from_epoch(1701469368);  // research vector "daily x10"

Watched quiet_person() {
    Watched ines = daily_person();
    EXPECT_EQ(ines.look(on_day(18)).size(), 1u);
    return ines;
}

// --- quiet ---

TEST(NoticeQuiet, SaysWhenTheNextCheckIsDue) {
    EXPECT_EQ(daily_person().next_check, her_due);
    Watched new_person;
    new_person.look(t0, {sighting(t0)});
    EXPECT_EQ(new_person.next_check, std::nullopt);
}

TEST(NoticeQuiet, BeginsWithTheGoodPollAtItsDueTime) {
    Watched ines = daily_person();
    EXPECT_TRUE(ines.look(her_due - Span{1}).empty());
    const auto quiets = all<QuietBegan>(ines.look(her_due));
    ASSERT_EQ(quiets.size(), 1u);
    EXPECT_EQ(quiets[0].last_seen, her_last);
    EXPECT_EQ(quiets[0].due, her_due);
    EXPECT_NEAR(quiets[0].usual_gap_days, 1.224462, 5e-7);
    EXPECT_NEAR(quiets[0].line.days, 8.006576, 5e-7);
    EXPECT_EQ(quiets[0].line.because, LineBecause::own_rhythm);
    EXPECT_NEAR(quiets[0].unevenness, 0.488095, 5e-7);
    EXPECT_EQ(quiets[0].longest_days, 1);
    EXPECT_FALSE(quiets[0].at_start);
    EXPECT_EQ(ines.state.quiet_due, her_due);
    EXPECT_EQ(ines.next_check, std::nullopt);
}

TEST(NoticeQuiet, IsToldOnce) {
    Watched ines = quiet_person();
    EXPECT_TRUE(ines.look(on_day(32)).empty());
    EXPECT_TRUE(ines.look(on_day(400)).empty());
}

TEST(NoticeQuiet, BeginsAtItsDueTimeHoweverLateThePollIs) {
    Watched ines = daily_person();
    EXPECT_EQ(all<QuietBegan>(ines.look(on_day(300)))[0].due, her_due);
}

TEST(NoticeQuiet, NeverBeginsBeyondTheProof) {
    Watched ines = daily_person();
    const Instant now = on_day(100);
    EXPECT_TRUE(ines.look_with(proven(her_due - Span{1}), now).empty());
    EXPECT_EQ(ines.next_check, her_due);  // still to be checked: she is held back
    EXPECT_TRUE(ines.look_with(Coverage{}, now).empty());
    EXPECT_EQ(ines.look_with(proven(her_due), now).size(), 1u);
}

TEST(NoticeQuiet, LostTimeMovesTheDueTime) {
    Watched ines = daily_person();
    const std::vector<Stretch> lost{{on_day(12), on_day(22)}};
    EXPECT_TRUE(ines.look_with(proven(on_day(26), lost), on_day(26)).empty());
    EXPECT_EQ(ines.next_check, her_due + 10 * day);
    EXPECT_EQ(all<QuietBegan>(ines.look_with(proven(on_day(45), lost), on_day(45)))[0].due,
              her_due + 10 * day);
}

TEST(NoticeQuiet, LostTimeIsNoGapInTheRhythm) {
    Watched whole, holed;
    for (const double d : {0.0, 1.0, 2.0}) {
        whole.look(on_day(d), {sighting(on_day(d))});
        holed.look(on_day(d), {sighting(on_day(d))});
    }
    whole.look(on_day(3), {sighting(on_day(3))});
    holed.look_with(proven(on_day(12), {{on_day(2.5), on_day(11.5)}}), on_day(12),
                    {sighting(on_day(12))});
    EXPECT_EQ(holed.state.rhythm.mean_log_gap, whole.state.rhythm.mean_log_gap);
}

TEST(NoticeQuiet, SightingsNotNewerThanTheNewestChangeNoRhythm) {
    Watched ines = daily_person();
    const Rhythm before = ines.state.rhythm;
    EXPECT_TRUE(ines.look(on_day(10), {sighting(on_day(4.5)), sighting(her_last)}).empty());
    EXPECT_EQ(ines.state.rhythm, before);
    ines = quiet_person();
    EXPECT_TRUE(ines.look(on_day(40), {sighting(on_day(4.5)), sighting(her_last)}).empty());
    EXPECT_TRUE(ines.state.quiet_due);
}

// --- back, and taken back ---

TEST(NoticeBack, AFreshSightingAfterAQuietIsAWelcomeReturn) {
    Watched ines = quiet_person();
    const auto ended = all<QuietEnded>(ines.look(on_day(41), {sighting(on_day(40))}));
    ASSERT_EQ(ended.size(), 1u);
    EXPECT_EQ(ended[0], (QuietEnded{her_last, her_due, on_day(40), true, "Small parsers, part 4",
                                    "https://ines.example/4"}));
    EXPECT_EQ(ines.state.quiet_due, std::nullopt);
    EXPECT_TRUE(ines.next_check);
}

TEST(NoticeBack, OneReturnIsToldHoweverMuchComesWithIt) {
    Watched ines = quiet_person();
    const auto changes =
        ines.look(on_day(41), {sighting(on_day(40)), sighting(on_day(40.1)), sighting(on_day(41))});
    EXPECT_EQ(changes.size(), 1u);
}

TEST(NoticeBack, ASightingFromBeforeTheDueTimeTakesTheQuietBack) {
    for (const Instant t : {on_day(12), her_due - Span{1}, her_due}) {
        Watched ines = quiet_person();
        const auto changes = ines.look(on_day(19), {sighting(t)});
        ASSERT_EQ(changes.size(), 1u);
        EXPECT_FALSE(all<QuietEnded>(changes).at(0).welcome);
        EXPECT_EQ(ines.state.rhythm.last, t);
        EXPECT_EQ(ines.state.quiet_due, std::nullopt);
    }
    Watched ines = quiet_person();
    EXPECT_TRUE(all<QuietEnded>(ines.look(on_day(32), {sighting(her_due + Span{1})}))[0].welcome);
}

TEST(NoticeBack, ASilenceThatWasOnlyShorterGoesOnAsTheSameOne) {
    Watched ines = quiet_person();
    const auto changes = ines.look(on_day(90), {backfill(on_day(15))});
    ASSERT_EQ(changes.size(), 1u) << "it neither ends nor begins";
    const QuietBegan began = all<QuietBegan>(changes).at(0);
    EXPECT_EQ(began.instead_of, her_due);
    EXPECT_EQ(began.last_seen, on_day(15));
    EXPECT_EQ(ines.state.quiet_due, began.due);
    // A return in between makes the next one another silence.
    Watched bo = quiet_person();
    const auto with_return = bo.look(on_day(90), {sighting(on_day(40))});
    ASSERT_EQ(with_return.size(), 2u);
    EXPECT_TRUE(all<QuietEnded>(with_return).at(0).welcome);
    EXPECT_EQ(all<QuietBegan>(with_return).at(0).instead_of, std::nullopt);
}

TEST(NoticeBack, BackfillEndsAQuietButIsNoReturn) {
    Watched ines = quiet_person();
    const auto changes = ines.look(on_day(41), {backfill(on_day(40))});
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_FALSE(all<QuietEnded>(changes).at(0).welcome);
}

TEST(NoticeBack, AQuietBetweenTwoPollsIsToldWithItsEnd) {
    Watched ines = daily_person();
    const auto changes = ines.look(on_day(60), {sighting(on_day(50))});
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(std::get<QuietBegan>(changes[0]).due, her_due);
    EXPECT_EQ(std::get<QuietEnded>(changes[1]).last_before, her_last);
    EXPECT_TRUE(std::get<QuietEnded>(changes[1]).welcome);
    EXPECT_EQ(ines.state.quiet_due, std::nullopt);
}

TEST(NoticeBack, AQuietBetweenTwoSightingsOfOnePollIsToldWithItsEnd) {
    Watched ines = daily_person();
    const auto changes =
        ines.look(on_day(60), {sighting(on_day(11)), sighting(on_day(50)), sighting(on_day(51))});
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(std::get<QuietBegan>(changes[0]).last_seen, on_day(11));
    EXPECT_EQ(std::get<QuietEnded>(changes[1]).seen, on_day(50));
}

TEST(NoticeBack, ASightingAtTheVeryDueTimeWins) {
    Watched ines = daily_person();
    EXPECT_TRUE(ines.look(on_day(18), {sighting(her_due)}).empty());
}

TEST(NoticeBack, AnUnprovenQuietHasNoReturnEither) {
    Watched ines = daily_person();  // another source of hers fails since day 15
    EXPECT_TRUE(ines.look_with(proven(on_day(15)), on_day(60), {sighting(on_day(50))}).empty());
    EXPECT_EQ(ines.state.rhythm.last, on_day(50));
}

TEST(NoticeBack, OnlyAStatedTimeShowsAQuietThatNoPollSaw) {
    for (const auto quality : {TimeQuality::first_seen, TimeQuality::clamped}) {
        Watched ines = daily_person();
        Sighting undated = sighting(on_day(60));
        undated.quality = quality;
        EXPECT_TRUE(ines.look(on_day(60), {undated}).empty());
        ines = quiet_person();
        EXPECT_TRUE(all<QuietEnded>(ines.look(on_day(60), {undated})).at(0).welcome);
    }
}

TEST(NoticeBack, BackfillBetweenTeachesWithoutAWord) {
    Watched ines = daily_person();
    EXPECT_TRUE(ines.look(on_day(60), {backfill(on_day(50)), sighting(on_day(59))}).empty());
    EXPECT_EQ(ines.state.rhythm.last, on_day(59));
}

// --- the first look ---

TEST(NoticeFirstLook, HistoryTeachesSilently) {
    std::vector<Sighting> history;
    for (int d = 0; d < 10; ++d)
        history.push_back(sighting(on_day(d)));
    for (int d = 100; d < 110; ++d)
        history.push_back(backfill(on_day(d)));
    for (int i = 0; i < 40; ++i)
        history.push_back(sighting(on_day(110) + i * minute));
    Watched ines;
    EXPECT_TRUE(ines.look(on_day(111), history, true).empty());
    EXPECT_GT(ines.state.rhythm.weight, 9);
    EXPECT_GE(ines.state.anything.closed_runs, 20);
    EXPECT_TRUE(ines.next_check);
}

TEST(NoticeFirstLook, ASilenceAlreadyOnIsMarkedAsSuch) {
    std::vector<Sighting> history;
    for (int d = 0; d < 10; ++d)
        history.push_back(backfill(on_day(d)));
    Watched ines;
    const auto changes = ines.look(on_day(111), history, true);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_TRUE(std::get<QuietBegan>(changes[0]).at_start);
    EXPECT_EQ(std::get<QuietBegan>(changes[0]).due, her_due);
    EXPECT_TRUE(all<QuietEnded>(ines.look(on_day(120), {sighting(on_day(119))}))[0].welcome);
}

TEST(NoticeFirstLook, WhatIsFreshAfterItDoesNotMakeABurstOfTheHistory) {
    std::vector<Sighting> history;
    for (int i = 0; i < 40; ++i)
        history.push_back(backfill(t0 + i * minute));
    Watched ines;
    EXPECT_TRUE(ines.look(t0 + hour, history, true).empty());
    EXPECT_TRUE(ines.look(t0 + 2 * hour, {sighting(t0 + 90 * minute)}).empty());
}

// --- bursts ---

const Instant night = on_day(12);

std::vector<Sighting> run_of(int count, Verb verb, Instant start = night) {
    std::vector<Sighting> run;
    for (int i = 0; i < count; ++i)
        run.push_back(sighting(start + i * minute, verb));
    return run;
}

TEST(NoticeBurst, OfConnectionsBeginsGrowsAndCloses) {
    // The connect runs of a person who connects once a day are known.
    Watched priya;
    for (int d = 0; d < 10; ++d)
        priya.look(on_day(d), {sighting(on_day(d), Verb::connect)});
    Instant now = night + hour;
    auto seen = all<BurstSeen>(priya.look(now, run_of(10, Verb::connect)));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0], (BurstSeen{true, {night, night + 9 * minute, 10, 8}, false, false}));

    EXPECT_TRUE(priya.look(now + minute).empty());

    seen = all<BurstSeen>(priya.look(now + hour, run_of(15, Verb::follow, now)));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0], (BurstSeen{true, {night, now + 14 * minute, 25, 8}, false, false}));

    const Instant over = now + 14 * minute + burst_constants::link;
    EXPECT_TRUE(priya.look(over).empty());
    seen = all<BurstSeen>(priya.look(over + Span{1}));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0], (BurstSeen{true, {night, now + 14 * minute, 25, 8}, true, false}));
    EXPECT_TRUE(priya.look(over + hour).empty());
}

TEST(NoticeBurst, ThatBeganAndClosedBetweenTwoPollsIsSaidOnce) {
    Watched ines = daily_person();
    const auto changes = ines.look(on_day(14), run_of(25, Verb::post));
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(std::get<BurstSeen>(changes[0]),
              (BurstSeen{false, {night, night + 24 * minute, 25, 8}, true, false}));
}

TEST(NoticeBurst, OfAnythingCountsAllVerbs) {
    Watched ines = daily_person();
    std::vector<Sighting> run = run_of(3, Verb::connect);
    for (const Verb v : {Verb::post, Verb::like, Verb::push, Verb::reply, Verb::other})
        run.push_back(sighting(night + hour, v));
    const auto seen = all<BurstSeen>(ines.look(night + 2 * hour, run));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_FALSE(seen[0].connections);
    EXPECT_EQ(seen[0].span.count, 8);
}

TEST(NoticeBurst, OneRunIsNotBothAndConnectionsWin) {
    Watched ines = daily_person();
    const auto seen = all<BurstSeen>(ines.look(on_day(14), run_of(25, Verb::connect)));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_TRUE(seen[0].connections);
    EXPECT_EQ(seen[0].span.count, 25);
    // The posts that follow within the same run are no burst of their own.
    EXPECT_TRUE(ines.look(on_day(14) + hour, run_of(30, Verb::post, night + 2 * hour)).empty());
}

TEST(NoticeBurst, ConnectionsTakeBackABurstOfAnythingAlreadyFound) {
    Watched ines = daily_person();
    auto seen = all<BurstSeen>(ines.look(night + hour, run_of(10, Verb::post)));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_FALSE(seen[0].connections);
    seen = all<BurstSeen>(ines.look(night + 2 * hour, run_of(20, Verb::connect, night + hour)));
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0].span.start, night);
    EXPECT_TRUE(seen[0].replaced);
    EXPECT_TRUE(seen[0].closed);
    EXPECT_TRUE(seen[1].connections);
    EXPECT_EQ(seen[1].span.count, 20);
    for (const BurstSeen& later :
         all<BurstSeen>(ines.look(on_day(14), run_of(5, Verb::post, night + 3 * hour))))
        EXPECT_TRUE(later.connections);
}

TEST(NoticeBurst, ALaterBurstOfAnythingIsItsOwn) {
    Watched ines = daily_person();
    ines.look(on_day(13), run_of(25, Verb::connect));
    const auto seen = all<BurstSeen>(ines.look(on_day(20), run_of(40, Verb::post, on_day(19))));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_FALSE(seen[0].connections);
}

TEST(NoticeBurst, BackfillBeginsNone) {
    Watched ines = daily_person();
    std::vector<Sighting> old = run_of(25, Verb::connect);
    for (Sighting& s : old)
        s.freshness = Freshness::backfill;
    EXPECT_TRUE(ines.look(on_day(13), old).empty());
    EXPECT_EQ(ines.state.connects.count, 0 + 25);
}

TEST(NoticeBurst, IsClosedOnlyByTheProof) {
    Watched ines = daily_person();
    const Instant now = on_day(14);
    auto seen = all<BurstSeen>(ines.look_with(proven(night + hour), now, run_of(25, Verb::post)));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_FALSE(seen[0].closed);
    EXPECT_TRUE(ines.look_with(Coverage{}, now).empty());
    EXPECT_TRUE(all<BurstSeen>(ines.look(now)).at(0).closed);
}

TEST(NoticeBurst, KeepsItsIdentityWhenALateActivityCameBefore) {
    Watched ines = daily_person();
    ines.look(night + hour, run_of(10, Verb::post));
    const auto seen = all<BurstSeen>(ines.look(night + 2 * hour, {sighting(night - 30 * minute)}));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].span.start, night);
    EXPECT_EQ(seen[0].span.count, 11);
}

TEST(NoticeBurst, ChangesComeInOrderOfTime) {
    Watched ines = daily_person();
    std::vector<Sighting> much = run_of(25, Verb::post);
    much.push_back(sighting(on_day(200)));
    const auto changes = ines.look(on_day(201), much);
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_TRUE(std::get<BurstSeen>(changes[0]).closed);
    EXPECT_TRUE(std::holds_alternative<QuietBegan>(changes[1]));
    EXPECT_TRUE(std::holds_alternative<QuietEnded>(changes[2]));
}

TEST(Notice, RemembersLittle) {
    EXPECT_LE(sizeof(PersonState), 256u);
}

TEST(NoticeRhythm, IsTaughtAnewByTheSightingsAlone) {
    const Coverage coverage = proven(on_day(9), {{on_day(3), on_day(4)}});
    Watched ines;
    std::vector<Instant> times;
    for (int d = 0; d < 10; ++d) {
        ines.look_with(coverage, on_day(d), {sighting(on_day(d))});
        times.push_back(on_day(d));
    }
    EXPECT_EQ(rhythm_of(times, coverage), ines.state.rhythm);
    EXPECT_EQ(rhythm_of({}, coverage), Rhythm{});
    times.insert(times.begin() + 1, times.front());
    EXPECT_EQ(rhythm_of(times, coverage), ines.state.rhythm) << "a second one at the same time";
}

}  // namespace
}  // namespace earshot
