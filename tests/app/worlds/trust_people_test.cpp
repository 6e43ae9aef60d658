// What people do and must not be told for: T8 and T10 to T12 of needs.md section 8, through the
// real pipeline under a manual clock.

#include "support/trust_world.hpp"

namespace earshot {
namespace {

using namespace tests;

/// Holidays: eight of one circle, and half of them stop within the same days.
TEST(Trust, T08_half_a_circle_that_is_quiet_is_one_line_or_none) {
    TrustWorld world;
    std::vector<Blog*> circle;
    for (int i = 0; i < 8; ++i) {
        Blog& blog = world.blog(1, "/" + std::to_string(i), "Person " + std::to_string(i));
        blog.wrote_daily(40, trust_start - hour);
        world.follow(blog, "ferns");
        circle.push_back(&blog);
    }
    for (int days = 0; days < 14; ++days) {
        for (std::size_t i = 0; i < circle.size(); ++i)
            if (i % 2 == 0 || days < static_cast<int>(i) / 2) circle[i]->write(world.clock.now());
        world.pass(day);
    }
    EXPECT_EQ(world.lines(Section::quiet), 0);
    EXPECT_EQ(world.findings("quiet").size(), 4u);
    EXPECT_EQ(world.lines(Section::pattern), 1);
}

TEST(Trust, T10_thirty_posts_on_one_day_are_one_line) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.window = 60;
    ana.wrote_daily(40, trust_start - hour);
    world.follow(ana);
    world.live(3, {&ana});
    for (int i = 0; i < 30; ++i) {
        ana.write(world.clock.now(), "Fern conference, talk " + std::to_string(i + 1));
        world.pass(20 * minute);
    }
    world.pass(2 * day);
    const auto bursts = world.findings("burst");
    ASSERT_EQ(bursts.size(), 1u);
    const Burst& burst = std::get<Burst>(bursts.front().evidence);
    EXPECT_GE(burst.count, 30);
    const Digest digest = world.digest();
    ASSERT_EQ(digest.items.size(), 1u);
    EXPECT_EQ(digest.items.front().section, Section::busy);
    EXPECT_EQ(digest.items.front().name, "Ana Duarte");
}

/// detection.md D3: what states no time may be of any of the days without a look.
TEST(Trust, T10_undated_posts_of_many_days_are_not_one_days) {
    for (const bool asleep : {false, true}) {
        TrustWorld world;
        Blog& ana = world.blog(1, "/ana", "Ana Duarte");
        ana.window = 60;
        for (int i = 0; i < 10; ++i)
            ana.write(std::nullopt);
        world.follow(ana);
        for (int i = 0; i < 10; ++i) {
            ana.write(std::nullopt);
            world.pass(day);
        }
        if (asleep) world.clock.jump_to(world.clock.now() + 10 * day);
        for (int i = 0; i < 30; ++i)
            ana.write(std::nullopt);
        world.pass(2 * day);
        EXPECT_EQ(world.findings("burst").size(), asleep ? 0u : 1u);
        EXPECT_GE(*world.last_seen(ana), world.clock.now() - 2 * day);
    }
}

/// Somebody whose gaps run from a day to three months: a silence like those she had says nothing.
TEST(Trust, T11_an_irregular_writer_is_not_told_within_her_own_history) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    Instant at = trust_start - hour;
    std::vector<Instant> times{at};
    for (const int gap : {1, 2, 1, 90, 1, 3, 1, 80, 2, 1, 1, 85, 1, 2, 1, 1})
        times.push_back(at -= gap * day);
    for (auto t = times.rbegin(); t != times.rend(); ++t)
        ana.write(*t);
    world.follow(ana);
    ana.write(world.clock.now());
    world.pass(88 * day);
    for (const Finding& quiet : world.findings("quiet"))
        EXPECT_LE(quiet.confidence, Confidence::tentative) << to_text(quiet.confidence);
    EXPECT_EQ(world.lines(Section::quiet), 0);
}

TEST(Trust, T12_three_sightings_ever_say_nothing) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    for (const int days : {5, 3})
        ana.write(trust_start - days * day);
    world.follow(ana);
    ana.write(world.clock.now());
    world.pass(5 * day);
    EXPECT_EQ(world.outlook().learning, 1);
    world.pass(400 * day);
    EXPECT_EQ(world.lines(Section::quiet), 0);
    for (const Finding& quiet : world.findings("quiet"))
        EXPECT_EQ(quiet.confidence, Confidence::learning);
    EXPECT_EQ(world.outlook().learning, 1);
}

}  // namespace
}  // namespace earshot
