// Numbers in sentences count: through the real pipeline under a manual clock.

#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "support/shipped_dialects.hpp"
#include "support/trust_world.hpp"

namespace earshot {
namespace {

using namespace tests;

/// A network feed in which Ann connects with somebody every second day, and a night to come.
struct Network {
    TrustWorld world;
    Blog& feed;

    Network() : feed(world.blog(1, "/network", "Network updates")) {
        world.dialects = *Dialects::compile(testing::shipped_dialect_texts());
        feed.window = 80;
        feed.home = "https://www.linkedin.com/";
        for (int i = 30; i > 0; --i) {
            connects("Ann Quill", "Moss Reed " + std::to_string(i), trust_start - i * 2 * day);
            connects("Cy Dart", "Fern Holt " + std::to_string(i), trust_start - i * 2 * day + hour);
        }
        world.follow(feed);
        world.pass(day);
        world.follow_everybody();
    }

    void connects(const std::string& who, const std::string& whom, Instant at) {
        feed.write(at, who + " is now connected to " + whom);
    }
    void says(const std::string& title) { feed.write(world.clock.now(), title); }

    std::vector<Burst> bursts() {
        std::vector<Burst> found;
        for (const Finding& finding : world.findings("burst"))
            found.push_back(std::get<Burst>(finding.evidence));
        return found;
    }
};

TEST(Numbers, OneSentenceIsAsManyAsItSays) {
    Network network;
    network.says("Ann Quill is now connected to Bo Reed and 24 others");
    network.world.pass(2 * day);
    const auto bursts = network.bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].count, 25);
    EXPECT_EQ(bursts[0].of, Burst::Of::connections);
    EXPECT_EQ(bursts[0].sentences, 1);
    EXPECT_EQ(bursts[0].in_sentences, 25);
    EXPECT_EQ(bursts[0].named, 1);
    EXPECT_FALSE(bursts[0].at_least);
    const Digest digest = network.world.digest();
    ASSERT_EQ(digest.items.size(), 1u);
    EXPECT_NE(digest.items[0].evidence.find("25 in one sentence, 1 named"), std::string::npos)
        << digest.items[0].evidence;
}

TEST(Numbers, ThatGrowCountOnce) {
    Network network;
    for (const char* number : {"3", "9", "21"}) {
        network.says("Ann Quill is now connected to Bo Reed and " + std::string(number) +
                     " other people");
        network.world.pass(2 * hour);
    }
    network.world.pass(2 * day);
    const auto bursts = network.bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].count, 22);
    EXPECT_EQ(bursts[0].sentences, 1);
}

/// The same entry, rewritten: its id and its date stay.
TEST(Numbers, ThatGrowInPlaceCountOnce) {
    Network network;
    network.says("Ann Quill is now connected to Bo Reed and 3 others");
    network.world.pass(2 * hour);
    EXPECT_TRUE(network.bursts().empty());
    network.feed.posts.back().title = "Ann Quill is now connected to Cy Dart and 21 others";
    network.world.pass(2 * day);
    const auto bursts = network.bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].count, 22);
    EXPECT_EQ(bursts[0].in_sentences, 22);
}

TEST(Numbers, SinglesAndANumberOfTheSamePeople) {
    for (const bool same : {true, false}) {
        Network network;
        for (int i = 0; i < 10; ++i)
            network.says("Ann Quill is now connected to Bo Reed " + std::to_string(i));
        network.world.pass(hour);
        network.says(std::string("Ann Quill is now connected to ") +
                     (same ? "Bo Reed 7" : "Ilka Holt") + " and 14 others");
        network.world.pass(2 * day);
        const auto bursts = network.bursts();
        ASSERT_EQ(bursts.size(), 1u);
        EXPECT_EQ(bursts[0].count, same ? 15 : 25);
    }
}

TEST(Numbers, SmallOnesAreNoBurst) {
    Network network;
    network.says("Ann Quill is now connected to Bo Reed and 1 other");
    network.world.pass(hour);
    network.says("Ann Quill has 3 new connections");
    network.world.pass(2 * day);
    EXPECT_TRUE(network.bursts().empty());
}

TEST(Numbers, OfOldNewsAreNoBurst) {
    TrustWorld world;
    world.dialects = *Dialects::compile(testing::shipped_dialect_texts());
    Blog& feed = world.blog(1, "/network", "Network updates");
    feed.home = "https://www.linkedin.com/";
    for (int i = 20; i >= 0; --i)
        feed.write(trust_start - i * day - hour,
                   "Ann Quill is now connected to Bo Reed" + std::to_string(i) + " and 30 others");
    world.follow(feed);
    world.pass(2 * day);
    // Its number grows; that is no news of today.
    feed.posts[5].title = "Ann Quill is now connected to Bo Reed15 and 300 others";
    world.pass(2 * day);
    EXPECT_TRUE(world.findings("burst").empty());
}

TEST(Numbers, BeyondBeliefAreBounded) {
    Network network;
    network.says("Ann Quill is now connected to Bo Reed and 4,000,000 others");
    network.world.pass(2 * day);
    const auto bursts = network.bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].count, 1000);
    EXPECT_TRUE(bursts[0].at_least);
}

TEST(Numbers, OfPhotosAreNoConnections) {
    Network network;
    network.says("Ann Quill added 40 photos to the album Ferry");
    network.world.pass(2 * day);
    const auto bursts = network.bursts();
    ASSERT_EQ(bursts.size(), 1u);
    EXPECT_EQ(bursts[0].count, 40);
    EXPECT_EQ(bursts[0].of, Burst::Of::anything);
    EXPECT_FALSE(bursts[0].posts);
    EXPECT_EQ(bursts[0].reason, "Ann Quill added 40 photos to the album Ferry");
}

/// Thirty posts between two looks, of which the feed shows `window`.
Burst burst_of_posts(std::size_t window) {
    TrustWorld world;
    world.dialects = *Dialects::compile(testing::shipped_dialect_texts());
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.window = window;
    ana.wrote_daily(40, trust_start - hour);
    world.follow(ana);
    world.live(3, {&ana});
    for (int i = 0; i < 30; ++i)
        ana.write(world.clock.now() + i * minute, "MossConf, talk " + std::to_string(i + 1));
    world.pass(2 * day);
    const auto bursts = world.findings("burst");
    EXPECT_EQ(bursts.size(), 1u);
    return bursts.empty() ? Burst() : std::get<Burst>(bursts.front().evidence);
}

TEST(Numbers, ABurstAsLargeAsTheWindowSaysAtLeast) {
    const Burst all = burst_of_posts(60), some = burst_of_posts(20);
    EXPECT_EQ(all.count, 30);
    EXPECT_FALSE(all.at_least);
    EXPECT_EQ(some.count, 20);
    EXPECT_TRUE(some.at_least);
}

TEST(Numbers, ABurstOfPostsSaysSoAndWhy) {
    const Burst burst = burst_of_posts(60);
    EXPECT_TRUE(burst.posts);
    EXPECT_EQ(burst.reason, "MossConf, talk 1");
}

}  // namespace
}  // namespace earshot
