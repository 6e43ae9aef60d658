// Manners as a server sees them: requests counted and timed at the socket, under a manual clock.
// Numbers in comments are the rules of research/field.md section 3.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "support/poller_test.hpp"

namespace earshot {
namespace {

using std::chrono::milliseconds;
using tests::blog;
using tests::start;

class MannersTest : public tests::PollerTest {
protected:
    ~MannersTest() override {
        by_hand.cancel();
        tests::run(io, by_hand.join());
    }
    /// Answers by this, and notes when it was asked.
    void note(tests::FeedServer& at, const std::string& target, tests::FeedServer::Script script) {
        at.on(target, [this, target, script](const tests::Asked& asked) {
            times[target].push_back(clock.moment());
            all.push_back(clock.moment());
            return script(asked);
        });
    }
    static tests::FeedServer::Script always(tests::Reply reply) {
        return [reply](const tests::Asked&) { return reply; };
    }
    boost::asio::awaitable<void> poll(SourceId id, bool force) {
        auto asked = co_await poller.poll_now(id, force);
        said.push_back(asked ? std::string(to_text(asked->report.result)) + asked->overridden
                             : to_text(asked.error()));
    }

    std::map<std::string, std::vector<Moment>> times;
    std::vector<Moment> all;
    std::vector<std::string> said;
    io::TaskGroup by_hand{io.get_executor()};
};

milliseconds closest(const std::vector<Moment>& times) {
    milliseconds least = milliseconds::max();
    for (std::size_t i = 1; i < times.size(); ++i)
        least = std::min(least, times[i] - times[i - 1]);
    return least;
}

/// 22, 25: many feeds of other hosts lead to one, which is asked as if they were its own.
TEST_F(MannersTest, AHostThatRedirectsLeadToIsAskedOneByOne) {
    note(other, "/feed", always({200, {}, blog("a")}));
    std::vector<std::unique_ptr<tests::FeedServer>> hosts;
    for (int i = 0; i < 12; ++i) {
        hosts.push_back(
            std::make_unique<tests::FeedServer>(io, "127.0.7." + std::to_string(i + 1)));
        hosts.back()->on("/" + std::to_string(i), tests::redirect(302, other.url("/feed")));
        add(*hosts.back(), "/" + std::to_string(i));
    }
    clock.advance(minute);
    ASSERT_EQ(times["/feed"].size(), 12U);
    EXPECT_GE(closest(times["/feed"]), milliseconds{1000});
    EXPECT_EQ(other.most_at_once(), 1);
}

/// 22: who answers there with a refusal is the one that is left alone, for everybody.
TEST_F(MannersTest, TheHostThatRefusesIsLeftAloneNotTheOneThatLedThere) {
    note(other, "/feed", always({429, {{"Retry-After", "86400"}}, ""}));
    note(other, "/own", always({200, {}, blog("own")}));
    note(server, "/fine", always({200, {}, blog("fine")}));
    server.on("/a", tests::redirect(302, other.url("/feed")));
    server.on("/b", tests::redirect(302, other.url("/feed")));
    const SourceId a = add(server, "/a");
    const SourceId b = add(server, "/b");
    clock.advance(minute);
    const SourceId own = add(other, "/own");
    add(server, "/fine");
    clock.advance(23 * hour);
    EXPECT_EQ(times["/feed"].size(), 1U);
    EXPECT_EQ(times["/own"].size(), 0U);
    EXPECT_EQ(times["/fine"].size(), 1U) << "once a day: it has no validators";
    EXPECT_FALSE(store.polls.host("127.0.0.1").not_before);
    EXPECT_TRUE(store.polls.host("127.0.0.2").not_before);
    EXPECT_EQ(store.polls.state(own).next.reason, Reason::host_asked);
    EXPECT_EQ(store.polls.state(b).failures + store.polls.state(a).failures, 1)
        << "who was not let through has not failed";
    EXPECT_LE(asked(server, "/b"), 2U);
    clock.advance(3 * hour);
    EXPECT_EQ(times["/own"].size(), 1U);
}

/// 13, 21: a redirect that was answered counts, wherever it leads.
TEST_F(MannersTest, ARedirectToADeadHostIsNotAskedAgainAtOnce) {
    note(server, "/a", always(tests::redirect(302, "http://127.0.0.9:9/")));
    tests::Reply waits = tests::redirect(302, "http://127.0.0.9:9/");
    waits.headers.emplace_back("Retry-After", "86400");
    note(server, "/b", always(waits));
    add(server, "/a");
    add(server, "/b");
    clock.advance(20 * hour);
    EXPECT_GE(closest(times["/a"]), milliseconds{hour});
    EXPECT_EQ(times["/b"].size(), 1U);
}

/// 22 to 24: nine feeds of a host, one of them refuses for good.
TEST_F(MannersTest, OneThatGoesOnRefusingStarvesNobody) {
    const std::vector<tests::Reply> refusals{{503, {{"Retry-After", "3600"}}, ""},
                                             {429, {{"Retry-After", "3600"}}, ""},
                                             {403, {}, ""},
                                             {429, {}, ""}};
    std::vector<std::unique_ptr<tests::FeedServer>> hosts;
    for (std::size_t k = 0; k < refusals.size(); ++k) {
        hosts.push_back(
            std::make_unique<tests::FeedServer>(io, "127.0.8." + std::to_string(k + 1)));
        const std::string name = "/" + std::to_string(k);
        for (int i = 0; i < 8; ++i) {
            const std::string target = name + "/" + std::to_string(i);
            note(*hosts[k], target, [target](const tests::Asked& asked) {
                if (asked.has("if-none-match")) return tests::Reply{304, {}, ""};
                return tests::Reply{200, {{"ETag", "\"1\""}}, blog(target)};
            });
            add(*hosts[k], target);
        }
        note(*hosts[k], name + "/no", always(refusals[k]));
        add(*hosts[k], name + "/no");
    }
    clock.advance(6 * day);
    for (std::size_t k = 0; k < refusals.size(); ++k)
        for (int i = 0; i < 8; ++i) {
            const std::string target = "/" + std::to_string(k) + "/" + std::to_string(i);
            EXPECT_GE(times[target].size(), 130U) << target;
            EXPECT_GE(closest(times[target]), milliseconds{hour}) << target;
        }
}

/// 25, 27: by hand is polite, too.
TEST_F(MannersTest, ByHandTakesTurnsAndObeysWhatTheSourceWasTold) {
    std::vector<SourceId> ids;
    for (const std::string target : {"/a", "/b", "/c"}) {
        note(server, target, always({200, {{"ETag", "\"1\""}}, blog(target)}));
        ids.push_back(add(server, target));
    }
    clock.advance(31 * minute);
    all.clear();
    for (const SourceId id : ids)
        by_hand.spawn(poll(id, false));
    clock.settle();
    EXPECT_EQ(all.size(), 1U);
    clock.advance(Span{10});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_GE(closest(all), milliseconds{1000});
    EXPECT_EQ(server.most_at_once(), 1);

    note(other, "/busy", always({500, {{"Retry-After", "86400"}}, ""}));
    const SourceId busy = add(other, "/busy");
    clock.advance(2 * hour);
    const std::size_t before = times["/busy"].size();
    by_hand.spawn(poll(busy, false));
    clock.advance(Span{2});
    EXPECT_EQ(times["/busy"].size(), before);
    EXPECT_NE(said.back().find("it asked not to be polled before"), std::string::npos);
    by_hand.spawn(poll(busy, true));
    clock.advance(Span{2});
    EXPECT_EQ(times["/busy"].size(), before + 1);
    EXPECT_NE(said.back().find("it asked not to be polled before"), std::string::npos);
}

/// Whoever insists is shown the whole document: "not modified" may be wrong.
TEST_F(MannersTest, ForceAsksWithoutConditions) {
    server.on("/a", tests::Reply{200, {{"ETag", "\"1\""}}, blog("a")});
    const SourceId id = add(server, "/a");
    clock.advance(31 * minute);
    by_hand.spawn(poll(id, false));
    clock.advance(Span{2});
    EXPECT_TRUE(server.asked().back().has("if-none-match"));
    by_hand.spawn(poll(id, true));
    clock.advance(Span{2});
    EXPECT_FALSE(server.asked().back().has("if-none-match"));
    clock.advance(2 * hour);
    EXPECT_TRUE(server.asked().back().has("if-none-match"));
}

/// 26: who missed their time while the machine slept do not start together.
TEST_F(MannersTest, AfterALongSleepHostsStartOneAfterAnother) {
    std::vector<std::unique_ptr<tests::FeedServer>> hosts;
    for (int i = 0; i < 40; ++i) {
        hosts.push_back(
            std::make_unique<tests::FeedServer>(io, "127.0.9." + std::to_string(i + 1)));
        const std::string target = "/" + std::to_string(i);
        note(*hosts.back(), target, always({200, {{"ETag", "\"1\""}}, blog(target)}));
        add(*hosts.back(), target);
    }
    clock.advance(10 * minute);
    ASSERT_EQ(all.size(), 40U);
    all.clear();
    clock.jump_to(clock.now() + 9 * hour);
    clock.advance(minute);
    ASSERT_EQ(all.size(), 40U);
    EXPECT_GE(all.back() - all.front(), milliseconds{9000});
}

/// 33: when nobody answers, one is asked now and then, and nothing is held against the rest.
TEST_F(MannersTest, OnesOwnOutageIsOneStateWithOneProbe) {
    std::vector<std::unique_ptr<tests::FeedServer>> hosts;
    std::vector<unsigned short> ports(20, 0);
    const auto up = [&] {
        for (std::size_t i = 0; i < ports.size(); ++i) {
            const std::string target = "/" + std::to_string(i);
            hosts.push_back(std::make_unique<tests::FeedServer>(
                io, "127.0.6." + std::to_string(i + 1), ports[i]));
            ports[i] = hosts.back()->port();
            note(*hosts.back(), target, always({200, {{"ETag", "\"1\""}}, blog(target)}));
        }
    };
    up();
    std::vector<SourceId> ids;
    for (std::size_t i = 0; i < ports.size(); ++i)
        ids.push_back(add(*hosts[i], "/" + std::to_string(i)));
    clock.advance(10 * minute);
    ASSERT_EQ(all.size(), 20U);
    hosts.clear();
    clock.advance(4 * hour);
    int counted = 0;
    for (const SourceId id : ids)
        counted += store.polls.state(id).failures > 0 ? 1 : 0;
    EXPECT_LE(counted, 14) << "who began it, and a probe each quarter of an hour";
    up();
    clock.advance(30 * minute);
    EXPECT_EQ(all.size(), 40U);
    for (const SourceId id : ids)
        EXPECT_EQ(store.polls.state(id).failures, 0);
}

/// After a run that did not end in order, what is asked is noted before it is asked.
TEST_F(MannersTest, ACrashWhileAReplyComesInDoesNotAskAgainAtOnce) {
    clock.settle();
    EXPECT_TRUE(store.marks.at("poller.running")) << "it runs";
    app::Poller second{io.get_executor(), clock, http, store, intake};
    io::TaskGroup others{io.get_executor()};
    tasks.cancel();
    tests::run(io, tasks.join());  // killed: stop() never came
    tests::Reply slow{200, {}, blog("slow")};
    slow.hangs = true;
    server.on("/slow", slow);
    others.spawn(second.run());
    DeclaredSource declared;
    declared.url = Url::parse(server.url("/slow")).value();
    const SourceId id = app::add_source(store, declared, clock.now()).value();
    second.nudge();
    clock.busy_while([] { return false; });
    while (server.asked().empty())
        io.run_one();
    EXPECT_GE(store.polls.state(id).next.at, clock.now() + 50 * minute);
    server.release();
    clock.busy_while([this] { return http.in_flight() > 0; });
    clock.settle();
    others.cancel();
    tests::run(io, others.join());
    tests::run(io, second.stop());
}

/// 50: what was asked and what was said.
TEST_F(MannersTest, EveryPollLeavesItsRow) {
    server.on("/a", tests::redirect(302, other.url("/b")));
    note(other, "/b",
         always({200, {{"ETag", "\"1\""}, {"Cache-Control", "max-age=7200"}}, blog("b")}));
    const SourceId id = add(server, "/a");
    clock.advance(3 * hour);
    const auto history = store.polls.history(id, 10);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].asked, other.url("/b"));
    EXPECT_EQ(history[0].sent, "If-None-Match: \"1\"");
    EXPECT_EQ(history[0].received, "etag: \"1\"");
    EXPECT_EQ(history[0].hints, "cache-control: max-age=7200");
    EXPECT_EQ(history[1].sent, "");
    EXPECT_EQ(history[0].next.reason, Reason::server_max_age);
}

}  // namespace
}  // namespace earshot
