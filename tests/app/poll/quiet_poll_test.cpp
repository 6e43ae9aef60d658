// A poll that brings nothing is what earshot does all day: what it keeps, and how little it does.

#include <sqlite3.h>

#include <string>

#include <gtest/gtest.h>

#include "daemon/app/poll/intake.hpp"
#include "daemon/app/poll/shared_commit.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "support/sqlite_handle.hpp"
#include "support/store_work.hpp"

namespace earshot {
namespace {

const Instant start = from_epoch(1'776'000'000);
const std::string blog =
    "<rss version=\"2.0\"><channel><title>Ann</title><link>https://ann.example/</link>"
    "<item><title>A post</title><guid>1</guid>"
    "<pubDate>Sun, 12 Apr 2026 08:00:00 GMT</pubDate></item></channel></rss>";

class QuietPoll : public testing::Test {
protected:
    QuietPoll() {
        source = add("https://ann.example/feed");
        take(document());
    }

    Source add(const std::string& address) {
        Source added;
        added.url = Url::parse(address).value();
        added.id = store.sources.add(added, PollState());
        return added;
    }

    http::Outcome reply(int status, std::string body = {}) const {
        http::Reply reply;
        reply.status = status;
        reply.headers = {{"etag", "\"1\""}, {"cache-control", "max-age=600"}};
        reply.body = std::move(body);
        reply.effective = source.url;
        return reply;
    }
    http::Outcome document() const { return reply(200, blog); }
    http::Outcome not_modified() const { return reply(304); }

    PollReport take(const http::Outcome& outcome) {
        now += hour;
        return intake.take(store.sources.one(source.id).value(), outcome, now);
    }

    test::SqliteHandle handle;
    io::Store store{":memory:"};
    boost::asio::io_context loop{1};
    io::EventStream events{loop.get_executor()};
    Dialects dialects;
    app::Intake intake{store, dialects, events, PollSettings(), NoticeSettings(), Me()};
    Source source;
    Instant now = start;
};

class SharedQuietPoll : public QuietPoll {
protected:
    SharedQuietPoll() { intake.share_commits(shared); }
    bool waits() const { return sqlite3_get_autocommit(handle.get()) == 0; }
    void pass() {  // until the one thing that the loop waits for
        loop.restart();
        loop.run_one();
    }
    app::SharedCommit shared{loop.get_executor(), store};
};

TEST_F(QuietPoll, KeepsItsTimesAndItsPlanAndMovesTheProof) {
    for (const auto& outcome : {not_modified(), document()}) {
        const PollState before = store.polls.state(source.id);
        const PollReport report = take(outcome);
        EXPECT_EQ(report.result, PollResult::same);
        const PollStep step = after_reply(before, source, outcome, {}, PollSettings(), now);
        EXPECT_EQ(store.polls.state(source.id), step.state);
        EXPECT_EQ(store.polls.state(source.id).last_good, now);
        EXPECT_EQ(store.coverages.of(source.id).proven_until, now);
        EXPECT_EQ(store.polls.history(source.id, 1).at(0).at, now);
    }
}

TEST_F(QuietPoll, KeepsWhatElseChanged) {
    http::Reply renamed = std::get<http::Reply>(not_modified());
    renamed.headers = {{"etag", "\"2\""}};
    take(renamed);
    EXPECT_EQ(store.polls.state(source.id).validators.etag, "\"2\"");
    EXPECT_EQ(store.coverages.of(source.id).proven_until, now);

    take(http::Broken{http::Fault::timed_out, "took too long"});
    EXPECT_EQ(store.polls.state(source.id).failures, 1);
    take(not_modified());
    EXPECT_EQ(store.polls.state(source.id).failures, 0);
    EXPECT_EQ(store.coverages.of(source.id).proven_until, now);
}

TEST_F(QuietPoll, ProvesNothingWhileTheSourceIsNotTrustedAgain) {
    for (int i = 0; i < 3; ++i)
        take(http::Broken{http::Fault::timed_out, "took too long"});
    const auto proven = store.coverages.of(source.id).proven_until;
    take(not_modified());
    EXPECT_TRUE(store.polls.state(source.id).recovering);
    EXPECT_EQ(store.coverages.of(source.id).proven_until, proven);
    take(not_modified());
    EXPECT_EQ(store.coverages.of(source.id).proven_until, now);
}

/// The hash of a body may be made in another way after an update.
TEST_F(QuietPoll, WithAnotherHashOfTheSameBodyIsReadOnceMoreAndBringsNothing) {
    PollState state = store.polls.state(source.id);
    ++state.body_hash;
    store.polls.save(source.id, state);
    const PollReport again = take(document());
    EXPECT_EQ(again.result, PollResult::fresh);
    EXPECT_EQ(again.news, 0u);
    EXPECT_TRUE(again.findings.empty());
    EXPECT_EQ(store.coverages.of(source.id).proven_until, now);
    EXPECT_EQ(take(document()).result, PollResult::same);
}

TEST_F(QuietPoll, WritesTwoRowsAndAsksLittle) {
    take(not_modified());
    source = store.sources.one(source.id).value();
    const test::StoreWork work(handle.get());
    // Within the minute in which the mark of our own line is not written.
    const PollReport report = intake.take(source, not_modified(), now + Span{1});
    EXPECT_EQ(report.result, PollResult::same);
    EXPECT_EQ(work.rows(), 2) << "what is known of the source, and a line of its history";
    EXPECT_LE(work.statements(), 12);
}

/// What nobody keeps in memory is told by the store as well: own_network_test.cpp holds what is
/// made of it.
TEST_F(QuietPoll, ThatAHostAnsweredIsKeptWhenItMatters) {
    const auto answered = [&] { return store.marks.at("line.answered"); };
    const Source other = add("https://bo.example/feed");
    take(not_modified());
    const Instant written = now;
    EXPECT_EQ(answered(), written);
    now += Span{30};
    intake.take(source, not_modified(), now);
    EXPECT_EQ(answered(), written) << "half a minute later nothing has failed";
    intake.take(other, http::Broken{http::Fault::connect, "cannot connect"}, now + Span{5});
    EXPECT_EQ(answered(), now) << "the failure is compared with it";
    intake.take(source, not_modified(), now + Span{10});
    EXPECT_EQ(answered(), now + Span{10}) << "the first answer after a failure";
}

TEST_F(SharedQuietPoll, IsCommittedWithOthersSoon) {
    take(not_modified());
    take(not_modified());
    EXPECT_EQ(store.polls.state(source.id).last_good, now);
    EXPECT_TRUE(waits());
    pass();
    EXPECT_FALSE(waits());
    EXPECT_EQ(store.polls.state(source.id).last_good, now);
}

TEST_F(SharedQuietPoll, WhatBringsSomethingIsCommittedAtOnce) {
    take(not_modified());
    std::string more = blog;
    more.insert(more.find("<item>"), "<item><title>More</title><guid>2</guid></item>");
    take(reply(200, more));
    EXPECT_FALSE(waits());
    take(not_modified());
    EXPECT_TRUE(waits());
    take(http::Broken{http::Fault::timed_out, "took too long"});
    EXPECT_FALSE(waits());
}

TEST_F(SharedQuietPoll, ThatIsUndoneIsPolledAgainAndThenCommittedByItself) {
    take(not_modified());
    const Instant kept = now;
    pass();
    take(not_modified());
    sqlite3_exec(handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);  // as after a full disk
    pass();
    EXPECT_EQ(store.polls.state(source.id).last_good, kept);
    take(not_modified());
    EXPECT_FALSE(waits());
    take(not_modified());
    EXPECT_TRUE(waits());
}

}  // namespace
}  // namespace earshot
