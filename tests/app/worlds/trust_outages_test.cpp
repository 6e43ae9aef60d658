// Hosts that go down, machines that sleep, feeds that run over: T6 and T7 of needs.md section 8 and
// what coverage has to say about each (P1), through the real pipeline under a manual clock.

#include "daemon/app/api/counts.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "support/trust_world.hpp"

namespace earshot {
namespace {

using namespace tests;

/// People who all wrote daily and stopped with the start, and one elsewhere who goes on.
struct Village {
    TrustWorld world;
    std::vector<Blog*> silent;
    Blog* lively = nullptr;
    std::vector<SourceId> ids;

    explicit Village(int people, int hosts = 1) {
        for (int i = 0; i < people; ++i) {
            Blog& blog =
                world.blog(1 + i % hosts, "/" + std::to_string(i), "Person " + std::to_string(i));
            blog.wrote_daily(30, trust_start - hour);
            silent.push_back(&blog);
            ids.push_back(world.follow(blog));
        }
        lively = &world.blog(9, "/lively", "Bo Lind");
        lively->wrote_daily(30, trust_start - hour);
        world.follow(*lively);
    }

    bool all_read_since(Instant t) const {
        for (const SourceId id : ids)
            if (world.store.polls.state(id).last_good < t) return false;
        return true;
    }
};

TEST(Trust, T06_a_server_with_nine_people_is_one_line_and_released_after_two_good_rounds) {
    Village village(9);
    TrustWorld& world = village.world;
    world.live(3, {village.lively});
    world.go_down("127.0.0.1");
    world.live(10, {village.lively});
    EXPECT_TRUE(world.findings("quiet").empty());
    const Outlook down = world.outlook();
    EXPECT_EQ(down.held_back, 9);
    ASSERT_EQ(down.held_because.size(), 1u);
    EXPECT_NE(down.held_because[0].find("127.0.0.1 has not answered since"), std::string::npos);
    EXPECT_NE(down.held_because[0].find("(9 people)"), std::string::npos);
    EXPECT_EQ(world.troubles().size(), 9u);
    EXPECT_EQ(world.lines(Section::hands), 1);

    world.come_up("127.0.0.1");
    const Instant up = world.clock.now();
    bool seen_waiting = false;
    while (!village.all_read_since(up)) {
        world.pass(10 * minute);
        for (std::size_t i = 0; i < village.ids.size(); ++i) {
            if (world.store.polls.since(village.ids[i], up).first != 1) continue;
            const PersonId id = world.person_of(*village.silent[i]);
            EXPECT_FALSE(world.store.states.of(id).quiet_due) << "after one good round";
            EXPECT_FALSE(app::is_visible(world.store, id, world.clock.now()));
            seen_waiting = true;
        }
    }
    EXPECT_TRUE(seen_waiting);
    EXPECT_TRUE(world.troubles().empty());
    world.live(2, {village.lively});
    EXPECT_EQ(world.findings("quiet").size(), 9u);
    EXPECT_EQ(world.outlook().held_back, 0);
}

TEST(Trust, T07_a_machine_asleep_for_four_days_tells_nothing_until_it_has_looked) {
    Village village(3);
    TrustWorld& world = village.world;
    world.live(3, {village.lively});
    ASSERT_TRUE(world.findings("quiet").empty());
    world.clock.jump_to(world.clock.now() + 4 * day);  // the line passes meanwhile
    for (Blog* blog : village.silent)
        blog->write(world.clock.now() - 2 * day);  // and they have written
    world.pass(day);
    EXPECT_TRUE(world.findings("quiet").empty());
    EXPECT_TRUE(world.findings("back").empty());
    EXPECT_EQ(world.outlook().held_back, 0);
}

/// A feed that shows five entries of a busy writer: four days asleep are lost, and do not count.
TEST(Trust, T07_time_that_fell_out_of_a_feed_while_we_slept_does_not_count) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.window = 5;
    for (int i = 100; i > 0; --i)
        ana.write(trust_start - i * (day / 4));
    const SourceId id = world.follow(ana);
    world.pass(2 * day);
    const Instant fell_asleep = world.clock.now();
    world.clock.jump_to(fell_asleep + 4 * day);
    for (int i = 12; i > 0; --i)
        ana.write(world.clock.now() - i * hour);
    world.pass(2 * hour);
    const Coverage coverage = world.store.coverages.of(id);
    ASSERT_EQ(coverage.lost.size(), 1u);
    EXPECT_LE(coverage.lost[0].from, fell_asleep);
    EXPECT_GE(coverage.lost[0].from, fell_asleep - day);
    EXPECT_EQ(coverage.lost[0].to, fell_asleep + 4 * day - 5 * hour);
    EXPECT_TRUE(world.findings("burst").empty());
    EXPECT_TRUE(world.findings("back").empty());
}

/// Every host at once: the fault is ours. One reason, no chore, nobody quiet.
TEST(Trust, T07_our_own_line_down_is_one_reason_and_nobodys_trouble) {
    Village village(6, 3);
    TrustWorld& world = village.world;
    world.live(3, {village.lively});
    for (const char* address : {"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.9"})
        world.go_down(address);
    world.pass(9 * day);
    const Instant late = world.clock.now();
    world.pass(day);
    int probes = 0;
    for (const Source& source : world.all_sources())
        probes += world.store.polls.since(source.id, late).second;
    EXPECT_GE(probes, 80) << "one every quarter of an hour";
    EXPECT_LE(probes, 96 + 7 * 2) << "and one at a time";
    EXPECT_TRUE(world.findings("quiet").empty());
    EXPECT_TRUE(world.troubles().empty());
    const Outlook down = world.outlook();
    EXPECT_EQ(down.held_back, 7);
    ASSERT_EQ(down.held_because.size(), 1u);
    EXPECT_NE(down.held_because[0].find("this machine may be offline"), std::string::npos);
    const app::Verdict verdict =
        app::judge_health(app::count(world.store, world.lookout.at(world.clock.now()), Zone::utc(),
                                     world.clock.now()),
                          world.clock.now());
    EXPECT_EQ(verdict.health, app::Health::failing);
    EXPECT_EQ(verdict.reasons.front(),
              "none of the feeds can be read: this machine may be offline");

    for (const char* address : {"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.9"})
        world.come_up(address);
    village.lively->write(world.clock.now());
    const Instant up = world.clock.now();
    world.pass(app::probe_interval + app::spread_again + minute);
    EXPECT_TRUE(village.all_read_since(up)) << "the first answer is followed by all";
    EXPECT_TRUE(world.findings("quiet").empty());
    world.pass(day);
    EXPECT_TRUE(world.troubles().empty());
    EXPECT_EQ(world.outlook().held_back, 0);
    EXPECT_EQ(world.findings("quiet").size(), 6u);
}

/// One host among others that answer is that host's fault.
TEST(Trust, T07_two_hosts_down_while_another_answers_are_troubles) {
    Village village(4, 2);
    TrustWorld& world = village.world;
    for (const char* address : {"127.0.0.1", "127.0.0.2"})
        world.go_down(address);
    world.live(4, {village.lively});
    EXPECT_EQ(world.troubles(Trouble::Kind::failing), 4);
    EXPECT_EQ(world.lines(Section::hands), 2);
    EXPECT_EQ(world.outlook().held_because.size(), 2u);
}

/// The feed gate: five people behind one feed that shows nothing any more.
TEST(TrustCoverage, ANetworkFeedThatIsQuietAsAWholeHoldsItsPeopleBack) {
    TrustWorld world;
    Blog& network = world.blog(1, "/network", "Network");
    std::vector<std::pair<int, Instant>> acts;  // who, when
    for (int i = 40 * 6; i > 0; --i)
        acts.emplace_back(i % 6, trust_start - i * (day / 6));
    network.instead = [&](const Asked&, const Blog&) {
        Reply reply;
        std::string entries;
        for (std::size_t i = acts.size() - std::min<std::size_t>(acts.size(), 120); i < acts.size();
             ++i)
            entries += "<entry><id>urn:act:" + std::to_string(i) + "</id><title>Note " +
                       std::to_string(i) + "</title><updated>" + to_rfc3339(acts[i].second) +
                       "</updated><author><name>Person " + std::to_string(acts[i].first) +
                       "</name></author></entry>";
        reply.body = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The network</title>" +
                     entries + "</feed>";
        return reply;
    };
    DeclaredSource source;
    source.url = Url::parse(world.server(network.address).url(network.target)).value();
    source.carries = Carries::many;
    ASSERT_TRUE(app::add_source(world.store, source, world.clock.now()));
    world.poller.nudge();
    world.pass(minute);
    world.follow_everybody();
    for (int i = 0; i < 12; ++i) {
        acts.emplace_back(i % 6, world.clock.now());
        world.pass(4 * hour);
    }
    EXPECT_EQ(world.outlook().held_back, 0);
    world.pass(60 * day);
    EXPECT_TRUE(world.findings("quiet").empty());
    const Outlook outlook = world.outlook();
    EXPECT_EQ(outlook.held_back, 6);
    ASSERT_EQ(outlook.held_because.size(), 1u);
    EXPECT_NE(outlook.held_because[0].find("The network as a whole has been quiet since"),
              std::string::npos)
        << outlook.held_because[0];
    EXPECT_EQ(outlook.sources_read, 1);
    EXPECT_EQ(app::judge_health(app::count(world.store, world.lookout.at(world.clock.now()),
                                           Zone::utc(), world.clock.now()),
                                world.clock.now())
                  .health,
              app::Health::ok);
}

TEST(TrustCoverage, AFeedThatNeverShowsAnybodyIsAChoreAfterTwoWeeks) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    world.follow(ana);
    world.pass(13 * day);
    EXPECT_TRUE(world.troubles().empty());
    world.pass(3 * day);
    EXPECT_EQ(world.troubles(Trouble::Kind::always_empty), 1);
    ana.write(world.clock.now());
    world.pass(3 * day);
    EXPECT_TRUE(world.troubles().empty());
}

}  // namespace
}  // namespace earshot
