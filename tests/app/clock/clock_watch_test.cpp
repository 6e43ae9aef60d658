// A clock that was wrong, or is: what it left in the store, and what it may not do.

#include "daemon/app/clock/clock_watch.hpp"

#include "daemon/app/clock/mend_times.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class ClockWatchTest : public LivesTest {
protected:
    ClockWatchTest() {
        writer_ = add_writer("Ines Duarte");
        source_ = blogs_.at(writer_);
        posts_daily({writer_}, 20);
        state_ = store_.states.of(writer_);
    }

    /// As a start of the program does.
    ClockWatch& start_watch() {
        watch_.emplace(clock_, store_, events_);
        watch_->start();
        lives_.watch_clock(*watch_);
        return *watch_;
    }
    http::Reply reply(std::optional<Instant> date = std::nullopt) {
        http::Reply reply;
        reply.status = 200;
        reply.body = blog_of(writer_);
        reply.effective = source_of(source_).url;
        if (date) reply.headers["date"] = to_http_date(*date);
        return reply;
    }
    void look(std::optional<Instant> date = std::nullopt) {
        // The same bytes are no news, and prove as much.
        ASSERT_NE(lives_.take(source_of(source_), reply(date), clock_.now()).result,
                  PollResult::failed);
    }
    /// A run of the program whose clock alone is wrong; its server says nothing of the time.
    void run_with_clock_set_by(Span step) {
        clock_.set_by(step);
        look();
        teller_.turn_day();
        store_.marks.set("digest.last", clock_.now());
        clock_.set_by(-step);
    }
    std::vector<std::string> clock_troubles() {
        std::vector<std::string> said;
        for (const Finding& finding : store_.findings.not_closed(FindingKind::trouble))
            said.push_back(std::get<Trouble>(finding.evidence).detail);
        return said;
    }
    Instant proven() { return store_.coverages.of(source_).proven_until.value(); }

    PersonId writer_{};
    SourceId source_{};
    PersonState state_;
    std::optional<ClockWatch> watch_;
};

TEST_F(ClockWatchTest, WhatAClockThatWasAheadLeftIsMendedAtTheNextStart) {
    for (const Span ahead : {3650 * day, 30 * day}) {
        SCOPED_TRACE(ahead / day);
        run_with_clock_set_by(ahead);
        const Finding quiet = newest("quiet");
        ASSERT_EQ(quiet.state, Finding::State::open);
        ASSERT_GT(quiet.found_at, clock_.now());
        ASSERT_GT(proven(), clock_.now());

        EXPECT_FALSE(start_watch().in_doubt());
        const Instant now = clock_.now();
        const Finding mended = *store_.findings.one(quiet.number);
        EXPECT_EQ(mended.state, Finding::State::closed);
        EXPECT_EQ(mended.closed_by, ClosedBy::clock_wrong);
        EXPECT_EQ(mended.found_at, now);
        EXPECT_EQ(store_.states.of(writer_).rhythm, state_.rhythm) << "as it was before";
        EXPECT_FALSE(store_.states.of(writer_).quiet_due);
        EXPECT_LE(proven(), now);
        EXPECT_GT(proven(), now - 2 * day);
        EXPECT_LE(store_.polls.state(source_).next.at, now + 10 * minute);
        EXPECT_LE(store_.polls.state(source_).last_good, now);
        EXPECT_EQ(store_.marks.at("digest.last"), now);
        EXPECT_EQ(clock_troubles(),
                  (Lines{"what was kept was dated up to " + std::to_string(ahead / day) +
                         " days ahead of it, and is mended"}));
        EXPECT_EQ(told_next(), (Lines{"hands this machine"}));
        send_digest();

        posts_daily({writer_}, 3);
        EXPECT_EQ(told_next(), Lines());
        EXPECT_EQ(clock_troubles(), Lines()) << "once told it is over";
        state_ = store_.states.of(writer_);
    }
    days_pass(12);  // and who really falls silent is told as ever
    EXPECT_EQ(told_next(), (Lines{"quiet Ines Duarte"}));
}

TEST_F(ClockWatchTest, AQuietThatWasTrueStaysAndOneThatFadedByTheWrongClockIsOpenAgain) {
    days_pass(12);
    ASSERT_EQ(told_next(), (Lines{"quiet Ines Duarte"}));
    send_digest();
    days_pass(1);
    run_with_clock_set_by(30 * day);
    ASSERT_EQ(newest("quiet").closed_by, ClosedBy::faded);
    start_watch();
    EXPECT_EQ(newest("quiet").state, Finding::State::told);
    EXPECT_LE(newest("quiet").told_at, clock_.now());
    EXPECT_EQ(told_next(), (Lines{"hands this machine"})) << "and is not told again";
    run_with_clock_set_by(400 * day);  // a silence of a year is told once more
    ASSERT_EQ(findings_of(writer_), (Lines{"quiet closed", "quiet open"}));
    start_watch();
    EXPECT_EQ(findings_of(writer_), (Lines{"quiet closed", "quiet told"}));
    EXPECT_EQ(told_next(), (Lines{"hands this machine"}));
    post(writer_, clock_.now() + hour);
    days_pass(1);
    EXPECT_EQ(findings_of(writer_), (Lines{"quiet closed", "quiet closed", "back open"}));
}

TEST_F(ClockWatchTest, WhatWasFirstSeenByTheWrongClockIsOfNow) {
    clock_.set_by(3650 * day);
    http::Reply undated = reply();
    undated.body.replace(undated.body.rfind("</feed>"), 7,
                         "<entry><id>u</id><title>Without a date</title></entry></feed>");
    lives_.take(source_of(source_), undated, clock_.now());
    ASSERT_GT(store_.states.of(writer_).rhythm.last, clock_.now() - day);
    clock_.set_by(-3650 * day);
    start_watch();
    EXPECT_EQ(store_.states.of(writer_).rhythm.last, clock_.now());
    io::ActivityQuery all;
    all.limit = 1000;
    for (const io::StoredActivity& one : store_.activities.find(all)) {
        EXPECT_LE(one.news.at, clock_.now());
        EXPECT_LE(one.seen_at, clock_.now());
    }
}

TEST_F(ClockWatchTest, AClockThatIsBehindChangesNothingThatIsKept) {
    days_pass(12);
    ASSERT_EQ(told_next(), (Lines{"quiet Ines Duarte"}));
    const PersonState state = store_.states.of(writer_);
    const Coverage coverage = store_.coverages.of(source_);
    const Finding quiet = newest("quiet");
    clock_.set_by(-25 * day);
    EXPECT_TRUE(start_watch().in_doubt());
    look(clock_.now() + 25 * day);  // the server knows better
    EXPECT_TRUE(watch_->in_doubt());
    EXPECT_EQ(store_.states.of(writer_), state);
    EXPECT_EQ(store_.coverages.of(source_), coverage);
    EXPECT_EQ(newest("quiet"), quiet);
    EXPECT_EQ(told_next(), (Lines{"hands this machine"})) << "nobody is, by this clock";
    for (int i = 0; i < 60; ++i) {  // nor when nobody says anything, as long as posts are later
        clock_.jump_to(clock_.now() + hour);
        watch_->look();
        look();
    }
    EXPECT_TRUE(watch_->in_doubt());
    EXPECT_EQ(store_.states.of(writer_), state);
    clock_.set_by(25 * day);
    EXPECT_FALSE(start_watch().in_doubt());
    look();
    EXPECT_EQ(newest("quiet"), quiet);
    EXPECT_EQ(told_next(), (Lines{"quiet Ines Duarte"}));
}

TEST_F(ClockWatchTest, AFirstRunByAWrongClockIsKnownByWhatPeopleWrote) {
    const PersonId bo = add_writer("Bo Lind");
    for (int i = 20; i > 0; --i)
        post(bo, clock_.now() - i * day);
    clock_.set_by(3650 * day);
    poll(blogs_.at(bo), blog_of(bo));
    clock_.set_by(-3650 * day);
    EXPECT_EQ(which_is_wrong(store_, clock_.now()), Wrong::then);
    clock_.set_by(-10 * day);
    EXPECT_EQ(which_is_wrong(store_, clock_.now()), Wrong::now);
}

TEST_F(ClockWatchTest, AServerOnThisMachineGoesByTheSameClock) {
    clock_.set_by(-25 * day);
    EXPECT_TRUE(start_watch().in_doubt());
    http::Reply local = reply(clock_.now());
    local.effective = Url::parse("http://127.0.0.1:8080/feed").value();
    watch_->hear(local, clock_.now());
    EXPECT_TRUE(watch_->in_doubt());
    http::Reply cached = reply(clock_.now());
    cached.headers["age"] = "10";
    watch_->hear(cached, clock_.now());
    EXPECT_TRUE(watch_->in_doubt()) << "a cache may be anywhere";
}

TEST_F(ClockWatchTest, AStepForwardProvesNothingUntilAServerConfirmsIt) {
    ClockWatch& watch = start_watch();
    const Instant before = proven();
    clock_.set_by(14 * day);
    watch.look();
    EXPECT_TRUE(watch.in_doubt());
    look();
    EXPECT_EQ(clock_troubles(), (Lines{"put forward by 14 days"}));
    look(clock_.now() - 14 * day);
    EXPECT_EQ(clock_troubles(),
              (Lines{"it is " + to_rfc3339(clock_.now() - 14 * day) +
                     " at 0.example; nobody is called quiet until it shows the same"}));
    EXPECT_EQ(proven(), before);
    EXPECT_EQ(findings_of(writer_), Lines());
    look(clock_.now());  // it had been wrong until then: the days have passed
    EXPECT_FALSE(watch.in_doubt());
    EXPECT_EQ(proven(), clock_.now());
    EXPECT_EQ(findings_of(writer_), (Lines{"quiet open"}));
}

TEST_F(ClockWatchTest, AStepForwardThatNobodyConfirmsWasNotWatched) {
    ClockWatch& watch = start_watch();
    clock_.set_by(14 * day);
    watch.look();
    for (int i = 0; i < 24; ++i) {
        EXPECT_TRUE(watch.in_doubt());
        clock_.jump_to(clock_.now() + hour);
        watch.look();
        look();
    }
    EXPECT_FALSE(watch.in_doubt());
    look();
    EXPECT_EQ(proven(), clock_.now());
    EXPECT_EQ(findings_of(writer_), Lines());
    days_pass(12);
    EXPECT_EQ(findings_of(writer_), (Lines{"quiet open"})) << "these were";
}

TEST_F(ClockWatchTest, AStepBackIsMendedAndEverythingIsLookedAtSoon) {
    int woken = 0;
    ClockWatch& watch = start_watch();
    watch.on_change([&] { ++woken; });
    for (const Span ahead : {3650 * day, day}) {
        SCOPED_TRACE(ahead / day);
        clock_.set_by(ahead);
        watch.look();
        look();
        EXPECT_GT(store_.polls.state(source_).next.at, clock_.now());
        clock_.set_by(-ahead);
        woken = 0;
        watch.look();
        EXPECT_GE(woken, 1);
        EXPECT_LE(store_.polls.state(source_).next.at, clock_.now() + 10 * minute);
        EXPECT_LE(proven(), clock_.now());
        EXPECT_EQ(findings_of(writer_), Lines());
        EXPECT_EQ(clock_troubles().size(), 1u) << "one line, however often";
        look(clock_.now());
        posts_daily({writer_}, 2);
    }
}

TEST_F(ClockWatchTest, AMachineThatSleptHasNoStep) {
    ClockWatch& watch = start_watch();
    clock_.jump_to(clock_.now() + 30 * day);
    watch.look();
    EXPECT_FALSE(watch.in_doubt());
    look();
    EXPECT_EQ(proven(), clock_.now());
    EXPECT_EQ(findings_of(writer_), (Lines{"quiet open"})) << "its feed proves the time";
    EXPECT_EQ(clock_troubles(), Lines());
}

TEST_F(ClockWatchTest, AHostIsLeftAloneForAsLongAsItSaid) {
    const std::string host = source_of(source_).url.host();
    clock_.set_by(3650 * day);
    look();
    HostState told;
    told.not_before = clock_.now() + 2 * hour;
    told.strikes = 1;
    store_.polls.save_host(host, told);
    clock_.set_by(-3650 * day);
    start_watch();
    EXPECT_EQ(store_.polls.host(host).not_before, clock_.now() + 2 * hour);
}

TEST_F(ClockWatchTest, ADigestOfADayThatIsYetToComeKeepsItsNameAndHidesNone) {
    run_with_clock_set_by(30 * day);
    const Instant then = clock_.now() + 30 * day;
    Digest early;
    early.id = Zone::utc().format("%Y-%m-%d", then);
    store_.digests.add(io::StoredDigest{early, "early", then});
    start_watch();
    EXPECT_EQ(store_.digests.one(early.id)->made_at, clock_.now());
}

}  // namespace
}  // namespace earshot::app
