// The polling loop under a manual clock, against a scripted server.

#include "daemon/app/poll/poller.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "support/feed_server.hpp"
#include "support/poller_test.hpp"
#include "support/run.hpp"

namespace earshot {
namespace {

using tests::blog;
using tests::PollerTest;
using tests::start;

TEST_F(PollerTest, PollsWhatIsAddedAtOnceAndAgainWhenItIsDue) {
    server.on("/a", tests::Reply{200, {{"ETag", "\"1\""}}, blog("a")});
    const SourceId id = add(server, "/a");
    clock.advance(minute);
    EXPECT_EQ(asked(server, "/a"), 1u);
    const Instant next = store.polls.state(id).next.at;
    EXPECT_GE(next, start + hour);
    clock.advance_to(next - Span{1});
    EXPECT_EQ(asked(server, "/a"), 1u);
    clock.advance_to(next + Span{1});
    EXPECT_EQ(asked(server, "/a"), 2u);
    EXPECT_EQ(server.asked().back().header("if-none-match"), "\"1\"");
}

/// Rule 25: one at a time on one host, a second between starts; hosts do not wait for each other.
TEST_F(PollerTest, OneHostsSourcesAreSpaced) {
    std::vector<Instant> starts;
    for (const std::string target : {"/a", "/b", "/c"}) {
        server.on(target, [&, target](const tests::Asked&) {
            starts.push_back(clock.now());
            return tests::Reply{200, {}, blog(target)};
        });
        add(server, target);
    }
    other.on("/d", tests::Reply{200, {}, blog("d")});
    add(other, "/d");
    clock.settle();
    EXPECT_EQ(asked(other, "/d"), 1u);
    clock.advance(minute);
    ASSERT_EQ(starts.size(), 3u);
    EXPECT_GE(starts[1] - starts[0], Span{1});
    EXPECT_GE(starts[2] - starts[1], Span{1});
    EXPECT_EQ(server.most_at_once(), 1);
}

/// Rule 22: what one source was told holds for its whole host, and for no other.
TEST_F(PollerTest, RetryAfterHoldsForTheHost) {
    server.on("/a", tests::Reply{429, {{"Retry-After", "7200"}}, ""});
    server.on("/b", tests::Reply{200, {}, blog("b")});
    other.on("/c", tests::Reply{200, {}, blog("c")});
    add(server, "/a");
    clock.advance(Span{2});
    const SourceId b = add(server, "/b");
    add(other, "/c");
    clock.advance(hour);
    EXPECT_EQ(asked(server, "/b"), 0u);
    EXPECT_EQ(asked(other, "/c"), 1u);
    EXPECT_EQ(store.polls.state(b).next.reason, Reason::host_asked);
    clock.advance(3 * hour);
    EXPECT_EQ(asked(server, "/b"), 1u);
}

/// Rule 27: by hand obeys the host and a minimum, and force says what it overrides.
TEST_F(PollerTest, AskedByHand) {
    server.on("/a", tests::Reply{200, {}, blog("a")});
    const SourceId id = add(server, "/a");
    clock.advance(minute);
    const auto refused = tests::run(io, poller.poll_now(id, false));
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().retryable);
    EXPECT_NE(refused.error().what.find("30m"), std::string::npos) << refused.error().what;
    const auto forced = tests::run(io, poller.poll_now(id, true));
    ASSERT_TRUE(forced);
    EXPECT_NE(forced->overridden.find("30m"), std::string::npos) << forced->overridden;
    EXPECT_EQ(forced->report.result, PollResult::same);
    EXPECT_EQ(asked(server, "/a"), 2u);
}

/// P1: while the host is down nothing is proven, and the failure is told after two days.
TEST_F(PollerTest, AFailingSourceProvesNothingAndBecomesTrouble) {
    server.on("/a", tests::Reply{500, {}, ""});
    const SourceId id = add(server, "/a");
    clock.advance(47 * hour);
    io::FindingQuery troubles;
    troubles.kind = FindingKind::trouble;
    EXPECT_TRUE(store.findings.page(troubles).empty());
    clock.advance(48 * hour);
    ASSERT_EQ(store.findings.page(troubles).size(), 1u);
    EXPECT_FALSE(store.coverages.of(id).proven_until);
    server.on("/a", tests::Reply{200, {}, blog("a")});
    clock.advance(25 * hour);
    EXPECT_EQ(store.findings.page(troubles).front().state, Finding::State::closed);
    EXPECT_TRUE(store.coverages.of(id).proven_until);
}

/// Two sources never come to share an address; the user is told where the feed is now.
TEST_F(PollerTest, MovedToWhereAnotherSourceIs) {
    server.on("/new", tests::Reply{200, {}, blog("a")});
    server.on("/old", tests::redirect(301, server.url("/new")));
    const SourceId moved = add(server, "/old");
    const SourceId there = add(server, "/new");
    clock.advance(20 * day);
    EXPECT_EQ(store.sources.one(moved)->url.reveal(), server.url("/old"));
    io::FindingQuery troubles;
    troubles.kind = FindingKind::trouble;
    ASSERT_EQ(store.findings.page(troubles).size(), 1u);
    EXPECT_EQ(std::get<Trouble>(store.findings.page(troubles).front().evidence).kind,
              Trouble::Kind::moved);
    // It is asked once for both.
    EXPECT_EQ(store.polls.joined_to(moved), there);
    server.forget();
    server.on("/new", tests::Reply{200, {{"ETag", "\"1\""}}, blog("b")});
    clock.advance(5 * day);
    EXPECT_EQ(asked(server, "/old"), 0U);
    EXPECT_GE(asked(server, "/new"), 4U);
    EXPECT_EQ(store.polls.state(moved).last_good, store.polls.state(there).last_good);
    EXPECT_EQ(store.polls.state(moved).validators, store.polls.state(there).validators);
    const PersonId who = store.sources.one(moved)->owner.value();
    io::ActivityQuery of_them;
    of_them.person = who;
    EXPECT_EQ(store.activities.find(of_them).size(), 2U);
    // Whoever loses the other is asked by itself again.
    app::remove_source(store, there, clock.now());
    EXPECT_FALSE(store.polls.joined_to(moved));
    poller.nudge();
    clock.advance(2 * day);
    EXPECT_GE(asked(server, "/old"), 1U);
}

TEST_F(PollerTest, GoneUntilItIsReadAgain) {
    server.on("/a", tests::Reply{410, {}, ""});
    const SourceId id = add(server, "/a");
    clock.advance(10 * day);
    EXPECT_EQ(store.sources.one(id)->status, SourceStatus::gone);
    const std::size_t before = asked(server, "/a");
    clock.advance(10 * day);
    EXPECT_EQ(asked(server, "/a"), before);
    server.on("/a", tests::Reply{200, {}, blog("a")});
    ASSERT_TRUE(tests::run(io, poller.poll_now(id, true)));
    EXPECT_EQ(store.sources.one(id)->status, SourceStatus::active);
    clock.advance(2 * day);
    EXPECT_GT(asked(server, "/a"), before + 1);
}

/// Somebody whom a network feed has shown is followed with what was learned of her.
TEST_F(PollerTest, SomebodySeenInANetworkFeedIsFollowed) {
    server.on("/network", tests::Reply{200, {}, R"(<feed xmlns="http://www.w3.org/2005/Atom">
        <title>Network</title><id>n</id>
        <entry><id>1</id><title>Ann</title><updated>2026-04-01T08:00:00Z</updated>
          <author><name>Ann Amsel</name></author></entry>
        <entry><id>2</id><title>Bo</title><updated>2026-04-02T08:00:00Z</updated>
          <author><name>Bo Birke</name></author></entry></feed>)"});
    DeclaredSource network;
    network.url = Url::parse(server.url("/network")).value();
    network.carries = Carries::many;
    ASSERT_TRUE(app::add_source(store, network, clock.now()));
    poller.nudge();
    clock.advance(minute);
    ASSERT_EQ(store.people.all().size(), 2u);
    Person ann;
    ann.name = "Ann Amsel";
    ann.standing = Standing::followed;
    ann.declared_at = "earshot.toml:1";
    network.where = "earshot.toml:9";
    app::reconcile(store, {ann}, {network}, clock.now());
    ASSERT_EQ(store.people.all().size(), 2u);
    const auto followed = store.people.followed_as("Ann Amsel");
    ASSERT_TRUE(followed);
    EXPECT_TRUE(store.states.of(*followed).rhythm.last);
}

/// P1: what is left says nothing of a rhythm that was learned elsewhere.
TEST_F(PollerTest, ARemovedSourceTakesItsRhythmAlong) {
    server.on("/a", tests::Reply{200, {}, blog("a")});
    const SourceId id = add(server, "/a");
    clock.advance(minute);
    const PersonId owner = store.sources.one(id)->owner.value();
    EXPECT_TRUE(store.states.of(owner).rhythm.last);
    app::remove_source(store, id, clock.now());
    EXPECT_EQ(store.states.of(owner), PersonState());
}

/// A source removed while its reply is on its way leaves nothing behind.
TEST_F(PollerTest, RemovedWhileItIsPolled) {
    SourceId id{};
    server.on("/a", [&](const tests::Asked&) {
        store.sources.remove(id);
        return tests::Reply{200, {}, blog("a")};
    });
    id = add(server, "/a");
    clock.advance(minute);
    EXPECT_EQ(asked(server, "/a"), 1u);
    EXPECT_TRUE(store.activities.find({}).empty());
}

/// Looks at addresses that are no sources, with the manners of sources.
class LookTest : public PollerTest {
protected:
    ~LookTest() override {
        looks.cancel();
        tests::run(io, looks.join());
    }
    boost::asio::awaitable<void> look(Url url) {
        auto looked = co_await poller.look_at(std::move(url), SharedOptions());
        answers.push_back(looked ? "looked" : to_text(looked.error()));
    }
    void look_at(const tests::FeedServer& at, const std::string& target) {
        looks.spawn(look(Url::parse(at.url(target)).value()));
    }
    /// Answers with a feed, and remembers when.
    void note_starts(tests::FeedServer& at, const std::string& target) {
        at.on(target, [this, target](const tests::Asked&) {
            starts.push_back(clock.now());
            return tests::Reply{200, {}, blog(target)};
        });
    }
    std::size_t times_answered(const std::string& words) const {
        std::size_t count = 0;
        for (const std::string& answer : answers)
            count += answer.find(words) != answer.npos ? 1 : 0;
        return count;
    }

    io::TaskGroup looks{io.get_executor()};
    std::vector<std::string> answers;
    std::vector<Instant> starts;
};

TEST_F(LookTest, LooksAtOneHostAreSpacedAndOtherHostsDoNotWait) {
    for (const char* target : {"/a", "/b", "/c"}) {
        note_starts(server, target);
        look_at(server, target);
    }
    other.on("/d", tests::Reply{200, {}, blog("d")});
    look_at(other, "/d");
    clock.settle();
    EXPECT_EQ(starts.size(), 1u);
    EXPECT_EQ(asked(other, "/d"), 1u);
    clock.advance(Span{10});
    ASSERT_EQ(starts.size(), 3u);
    EXPECT_GE(starts[1] - starts[0], Span{1});
    EXPECT_GE(starts[2] - starts[1], Span{1});
    EXPECT_EQ(server.most_at_once(), 1);
    EXPECT_EQ(times_answered("looked"), 4u);
}

TEST_F(LookTest, SourcesAndLooksAreSpacedAmongEachOther) {
    for (const char* target : {"/a", "/b", "/look", "/c"})
        note_starts(server, target);
    add(server, "/a");
    clock.settle();
    look_at(server, "/look");
    add(server, "/b");
    add(server, "/c");
    clock.advance(minute);
    ASSERT_EQ(starts.size(), 4u);
    for (std::size_t i = 1; i < starts.size(); ++i)
        EXPECT_GE(starts[i] - starts[i - 1], Span{1}) << i;
    EXPECT_EQ(server.most_at_once(), 1);
    EXPECT_EQ(server.asked()[1].target, "/look");  // somebody waits for the answer
}

TEST_F(LookTest, AHostThatIsBusyIsLeftInPeace) {
    tests::Reply slow{200, {}, blog("slow")};
    slow.hangs = true;
    server.on("/slow", slow);
    server.on("/a", tests::Reply{200, {}, blog("a")});
    clock.busy_while([] { return false; });  // time passes while the transfer is under way
    look_at(server, "/slow");
    while (server.asked().empty())
        io.run_one();
    look_at(server, "/a");
    clock.advance(app::Poller::longest_wait + Span{2});
    EXPECT_EQ(times_answered("other polls are under way"), 1u);
    EXPECT_EQ(asked(server, "/a"), 0u);
    server.release();
    clock.busy_while([this] { return http.in_flight() > 0; });
    clock.settle();
    EXPECT_EQ(times_answered("looked"), 1u);
    clock.advance(Span{1});
    look_at(server, "/a");
    clock.settle();
    EXPECT_EQ(asked(server, "/a"), 1u);
}

TEST_F(LookTest, NoMoreTransfersThanAreWantedAtOnce) {
    PollSettings one;
    one.concurrency = 1;
    intake.set(one, NoticeSettings(), Me());
    poller.nudge();
    tests::Reply slow{200, {}, blog("slow")};
    slow.hangs = true;
    server.on("/slow", slow);
    other.on("/a", tests::Reply{200, {}, blog("a")});
    clock.busy_while([] { return false; });
    look_at(server, "/slow");
    while (server.asked().empty())
        io.run_one();
    EXPECT_EQ(poller.in_flight(), 1);
    look_at(other, "/a");
    clock.advance(Turns::slow - std::chrono::milliseconds{1});
    EXPECT_EQ(poller.in_flight(), 1);
    EXPECT_EQ(asked(other, "/a"), 0u);
    // Who does not answer holds up nobody for long.
    clock.advance(std::chrono::milliseconds{1});
    EXPECT_EQ(poller.in_flight(), 2);
    server.release();
    clock.busy_while([this] { return http.in_flight() > 0; });
    clock.advance(Span{2});
    EXPECT_EQ(asked(other, "/a"), 1u);
    EXPECT_EQ(poller.in_flight(), 0);
}

/// Rule 27: by hand, too, an address has a minimum between two requests.
TEST_F(LookTest, OneAddressIsNotLookedAtAgainAndAgain) {
    server.on("/a", tests::Reply{200, {}, blog("a")});
    look_at(server, "/a");
    look_at(server, "/a");
    clock.advance(app::Poller::manual_minimum - Span{1});
    EXPECT_EQ(asked(server, "/a"), 1u);
    EXPECT_EQ(times_answered("less than 30m ago"), 1u);
    look_at(server, "/a");
    clock.settle();
    EXPECT_EQ(asked(server, "/a"), 1u);
    clock.advance(Span{1});
    look_at(server, "/a");
    clock.settle();
    EXPECT_EQ(asked(server, "/a"), 2u);
}

/// Rule 32: a server that was not reached was not bothered.
TEST_F(LookTest, AnAddressThatWasNotReachedMayBeLookedAtAgain) {
    const Url nowhere = Url::parse("http://127.0.0.3:9/a").value();
    looks.spawn(look(nowhere));
    clock.advance(Span{2});
    looks.spawn(look(nowhere));
    clock.advance(Span{2});
    EXPECT_EQ(times_answered("looked"), 2u);
}

}  // namespace
}  // namespace earshot
