// What a reply says is believed no longer than it deserves: notices in the place of posts, entries
// without dates under ever new ids; through the real pipeline under a manual clock.

#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "support/trust_world.hpp"

namespace earshot {
namespace {

using namespace tests;

std::string document(const std::string& title, const std::string& items) {
    return "<rss version=\"2.0\"><channel><title>" + title +
           "</title><link>https://blog.example/</link>" + items + "</channel></rss>";
}

std::string item(const std::string& title, const std::string& id, std::optional<Instant> at) {
    return "<item><title>" + title + "</title><guid isPermaLink=\"false\">" + id +
           "</guid><link>https://blog.example/" + id + "</link>" +
           (at ? "<pubDate>" + mail_date(*at) + "</pubDate>" : "") + "</item>";
}

struct Notice {
    const char* name;
    std::function<std::string(Instant now, int looks)> items;
};

TEST(Trust, T05_a_notice_in_the_place_of_all_posts_is_no_look_at_anybody) {
    const char* words = "This reader is not yet on our list";
    const Notice rows[] = {
        {"of long ago", [=](Instant, int) { return item(words, "n", trust_start - 400 * day); }},
        {"undated", [=](Instant, int) { return item(words, "n", std::nullopt); }},
        {"of now, under one id", [=](Instant now, int) { return item(words, "n", now); }},
        {"of now, ever new",
         [=](Instant now, int looks) { return item(words, std::to_string(looks), now); }},
        {"two of now",
         [=](Instant now, int) { return item(words, "n", now) + item("How to", "m", now); }},
    };
    for (const Notice& row : rows) {
        SCOPED_TRACE(row.name);
        TrustWorld world;
        Blog& ana = world.blog(1, "/ana", "Ana Duarte");
        ana.wrote_daily(40, trust_start - hour);
        world.follow(ana);
        world.live(3, {&ana});
        const auto before = world.last_seen(ana);
        int looks = 0;
        ana.instead = [&](const Asked&, const Blog&) {
            Reply reply;
            reply.body = document("This reader", row.items(world.clock.now(), ++looks));
            return reply;
        };
        world.live(34, {&ana});  // she writes on, and nobody sees it
        EXPECT_GT(looks, 10);
        EXPECT_TRUE(world.findings("quiet").empty());
        EXPECT_TRUE(world.findings("burst").empty());
        EXPECT_EQ(world.last_seen(ana), before);
        EXPECT_EQ(world.outlook().held_back, 1);
        ASSERT_EQ(world.troubles(Trouble::Kind::failing), 1);
        EXPECT_NE(world.troubles().front().detail.find(words), std::string::npos);
        ana.instead = nullptr;
        world.live(3, {&ana});
        EXPECT_TRUE(world.findings("quiet").empty());
        EXPECT_TRUE(world.findings("back").empty());
        EXPECT_TRUE(world.findings("burst").empty());
        EXPECT_TRUE(world.troubles().empty());
        EXPECT_EQ(world.outlook().held_back, 0);
        EXPECT_GT(world.last_seen(ana), world.clock.now() - 2 * day);
    }
}

/// A feed of `window` entries, all of which change from look to look.
TEST(Trust, T05_feeds_that_turn_over_completely_are_read_as_ever) {
    for (const std::size_t window : {1U, 2U, 5U}) {
        SCOPED_TRACE(window);
        TrustWorld world;
        Blog& ana = world.blog(1, "/ana", "Ana Duarte");
        ana.window = window;
        ana.wrote_daily(40, trust_start - hour);
        world.follow(ana);
        for (int i = 0; i < 10; ++i) {
            for (std::size_t n = 0; n < window; ++n)
                ana.write(world.clock.now());
            world.pass(day);
        }
        EXPECT_EQ(world.outlook().held_back, 0);
        EXPECT_TRUE(world.troubles().empty());
        EXPECT_GT(world.last_seen(ana), world.clock.now() - 2 * day);
    }
}

TEST(Trust, T05_a_quiet_is_told_by_the_first_look_after_its_line) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.wrote_daily(40, trust_start - hour);
    std::vector<Instant> whole;
    std::vector<Instant> conditional;
    ana.instead = [&](const Asked& asked, const Blog& blog) {
        (asked.has("if-none-match") ? conditional : whole).push_back(world.clock.now());
        return blog.answer(asked);
    };
    world.follow(ana);
    world.pass(20 * day);
    const auto quiets = world.findings("quiet");
    ASSERT_EQ(quiets.size(), 1u);
    const Instant due = std::get<Quiet>(quiets[0].evidence).due;
    EXPECT_EQ(whole.size(), 2u) << "the server's \"not modified\" is not taken on trust";
    EXPECT_EQ(whole.back(), quiets[0].found_at);
    for (const Instant t : conditional)
        EXPECT_FALSE(t > due && t < quiets[0].found_at) << "it would have been asked twice";
}

TEST(Trust, T13_entries_without_dates_are_known_by_what_they_say) {
    for (const bool in_the_link : {false, true}) {
        TrustWorld world;
        Blog& ana = world.blog(1, "/ana", "Ana Duarte");
        ana.window = 30;
        ana.wrote_daily(30, trust_start - hour);
        world.follow(ana);
        world.pass(20 * day);
        ASSERT_EQ(world.findings("quiet").size(), 1u);
        const auto last = world.last_seen(ana);
        int looks = 0;
        bool more = false;
        ana.instead = [&](const Asked&, const Blog& blog) {
            const std::string session = std::to_string(++looks);
            std::string items = more ? item("Something else", "x" + session, std::nullopt) : "";
            for (const Post& post : blog.posts)
                items += in_the_link ? "<item><title>" + post.title +
                                           "</title><link>https://blog.example/" + post.key +
                                           "?s=" + session + "</link></item>"
                                     : item(post.title, session + post.key, std::nullopt);
            Reply reply;
            reply.body = document("Ana Duarte", items);
            return reply;
        };
        world.pass(30 * day);
        EXPECT_GT(looks, 10);
        io::ActivityQuery all;
        all.limit = 1000;
        EXPECT_EQ(world.store.activities.find(all).size(), 30u);
        EXPECT_EQ(world.last_seen(ana), last);
        EXPECT_TRUE(world.findings("back").empty());
        EXPECT_EQ(world.findings("quiet").front().state, Finding::State::open);
        more = true;  // and one that is new is seen
        world.pass(2 * day);
        EXPECT_EQ(world.store.activities.find(all).size(), 31u);
        EXPECT_GT(world.last_seen(ana), last);
    }
}

}  // namespace
}  // namespace earshot
