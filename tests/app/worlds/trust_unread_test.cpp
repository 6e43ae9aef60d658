// Who is not read is not silent, whatever the reason: a server that puts us off, a plan that was
// not kept, a clock that was wrong. Through the real pipeline under a manual clock (P1).

#include "daemon/app/api/counts.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/findings/why.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "earshot/finding_life.hpp"
#include "support/trust_world.hpp"

namespace earshot {
namespace {

using namespace tests;

struct PutOff {
    const char* what;
    int status;
    const char* header;
    const char* value;
    const char* said;  // of the cause
};

struct Pair {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    Blog& bo = world.blog(2, "/bo", "Bo Lind");
    SourceId source{};

    Pair() {
        ana.wrote_daily(30, trust_start - hour);
        bo.wrote_daily(30, trust_start - hour);
        source = world.follow(ana);
        world.follow(bo);
        world.live(3, {&ana, &bo});
    }
    bool sees_ana() {
        return app::is_visible(world.store, world.person_of(ana), world.clock.now());
    }
};

TEST(TrustUnread, WhoeverPutsUsOffIsHeldBackAfterThreeDaysAndReadAgainAfterwards) {
    for (const PutOff& row : {
             PutOff{"an error that is kept", 502, "Cache-Control", "max-age=2592000", "left alone"},
             PutOff{"busy", 503, "Retry-After", "2592000", "left alone"},
             PutOff{"slow down", 429, "Retry-After", "2592000", "left alone"},
             PutOff{"well, and fresh", 200, "Cache-Control", "max-age=2592000", "left alone"},
         }) {
        SCOPED_TRACE(row.what);
        Pair pair;
        TrustWorld& world = pair.world;
        const Instant put_off = world.clock.now();
        pair.ana.instead = [&](const Asked& asked, const Blog& blog) {
            Reply reply = row.status == 200 ? blog.answer(asked) : answering(row.status);
            reply.headers.emplace_back(row.header, row.value);
            return reply;
        };
        world.live(1, {&pair.bo});
        pair.ana.instead = nullptr;
        EXPECT_TRUE(pair.sees_ana());
        EXPECT_EQ(world.outlook().as_usual, 2);
        world.live(4, {&pair.bo});
        EXPECT_FALSE(pair.sees_ana());
        const Outlook outlook = world.outlook();
        EXPECT_EQ(outlook.as_usual, 1);
        EXPECT_EQ(outlook.held_back, 1);
        EXPECT_EQ(outlook.sources_read, 1);
        ASSERT_EQ(outlook.held_because.size(), 1u);
        const std::string& because = outlook.held_because[0];
        EXPECT_NE(because.find("127.0.0.1 has not been read since"), std::string::npos) << because;
        EXPECT_NE(because.find(row.said), std::string::npos) << because;
        EXPECT_NE(because.find("(1 person)"), std::string::npos) << because;
        const app::Census census = app::count(world.store, world.lookout.at(world.clock.now()),
                                              Zone::utc(), world.clock.now());
        EXPECT_EQ(census.unread, 1);
        EXPECT_EQ(census.failing, 0);
        EXPECT_NE(app::judge_health(census, world.clock.now()).health, app::Health::ok);
        world.live(20, {&pair.bo});
        EXPECT_TRUE(world.findings("quiet").empty());
        while (world.store.polls.state(pair.source).last_good < put_off + 20 * day)
            world.live(1, {&pair.bo});
        world.live(2, {&pair.bo});
        EXPECT_TRUE(pair.sees_ana());
    }
}

TEST(TrustUnread, AMachineThatSleptHoldsEverybodyBackUntilItHasLooked) {
    Pair pair;
    pair.world.clock.jump_to(pair.world.clock.now() + 5 * day);
    EXPECT_EQ(pair.world.outlook().held_back, 2);
    EXPECT_EQ(pair.world.outlook().sources_read, 0);
    pair.world.pass(2 * hour);
    EXPECT_EQ(pair.world.outlook().held_back, 0);
}

TEST(TrustUnread, ALookInTheFutureIsNoLook) {
    Pair pair;
    PollState state = pair.world.store.polls.state(pair.source);
    state.last_good = pair.world.clock.now() + 3650 * day;
    pair.world.store.polls.save(pair.source, state);
    EXPECT_FALSE(pair.sees_ana());
    const std::string because = pair.world.outlook().held_because.at(0);
    EXPECT_NE(because.find("by a clock that was wrong"), std::string::npos) << because;
}

TEST(TrustUnread, WhomTheUserDoesNotLookAtIsNotVouchedFor) {
    Pair pair;
    Source source = pair.world.source_at(pair.source);
    app::pause_source(pair.world.store, source, pair.world.clock.now());
    EXPECT_FALSE(pair.sees_ana());
    const Outlook outlook = pair.world.outlook();
    EXPECT_EQ(outlook.as_usual, 1);
    EXPECT_EQ(outlook.held_back, 1);
    EXPECT_EQ(outlook.sources, 1);
    EXPECT_EQ(outlook.sources_read, 1) << "it is no feed that cannot be read";
    EXPECT_EQ(app::judge_health(
                  app::count(pair.world.store, pair.world.lookout.at(pair.world.clock.now()),
                             Zone::utc(), pair.world.clock.now()),
                  pair.world.clock.now())
                  .health,
              app::Health::ok);
}

/// Days that nobody watched in an open quiet are no days of watching: in no figure of it.
TEST(TrustUnread, BlindDaysInAnOpenQuietCountNowhere) {
    Pair pair;
    TrustWorld& world = pair.world;
    world.live(30, {&pair.bo});
    ASSERT_EQ(world.findings("quiet").size(), 1u);
    const Instant last = *world.last_seen(pair.ana);
    world.go_down("127.0.0.1");
    const Instant read = *world.store.coverages.of(pair.source).proven_until;
    world.live(15, {&pair.bo});
    const Instant now = world.clock.now();
    const Finding quiet = app::as_of_now(world.store, world.findings("quiet").at(0), now);
    const auto& evidence = std::get<Quiet>(quiet.evidence);
    EXPECT_EQ(evidence.watched_until, read);
    EXPECT_NEAR(silent_days(evidence, now), in_days(read - last), 1e-6);
    EXPECT_NEAR(unwatched_days(evidence, now), in_days(now - read), 1e-6);
    EXPECT_GE(now - read, 15 * day);
    std::string text;
    for (const WhyLine& line : app::explained(world.store, quiet, Zone::utc(), now))
        text += line.text + "\n";
    EXPECT_EQ(text.find(std::to_string(std::lround(in_days(now - last))) + "."), std::string::npos)
        << text;
    world.come_up("127.0.0.1");
    world.live(4, {&pair.bo});
    const Instant later = world.clock.now();
    const Finding known = app::as_of_now(world.store, world.findings("quiet").at(0), later);
    EXPECT_NEAR(silent_days(std::get<Quiet>(known.evidence), later), in_days(later - last), 1.1)
        << "the feed showed the days that nobody had seen";
}

/// B14: half of a host's feeds are asked at another pace; its outage is one line all the same.
TEST(TrustUnread, AnOutageNoticedAtTwoPacesIsOneLine) {
    TrustWorld world;
    std::vector<Blog*> blogs;
    for (int i = 0; i < 6; ++i) {
        Blog& blog = world.blog(1, "/" + std::to_string(i), "Person " + std::to_string(i));
        blog.wrote_daily(30, trust_start - hour);
        if (i % 2 == 1)
            blog.instead = [](const Asked& asked, const Blog& own) {
                Reply reply = own.answer(asked);
                reply.headers.emplace_back("Cache-Control", "max-age=72000");
                return reply;
            };
        world.follow(blog);
        blogs.push_back(&blog);
    }
    Blog& elsewhere = world.blog(2, "/bo", "Bo Lind");
    elsewhere.wrote_daily(30, trust_start - hour);
    world.follow(elsewhere);
    world.pass(10 * hour);
    world.go_down("127.0.0.1");
    std::vector<std::size_t> lines;
    for (int i = 0; i < 24 * 8; ++i) {
        elsewhere.write(world.clock.now());
        world.pass(hour);
        const Digest digest = world.digest();
        std::size_t people = 0;
        for (const Item& item : digest.items)
            if (item.section == Section::hands) people += 1 + item.also.size();
        if (people == 0) continue;
        lines.push_back(people);
        world.teller.send_now("");
    }
    EXPECT_EQ(lines, std::vector<std::size_t>{6});
    EXPECT_EQ(world.troubles(Trouble::Kind::failing), 6);
}

}  // namespace
}  // namespace earshot
