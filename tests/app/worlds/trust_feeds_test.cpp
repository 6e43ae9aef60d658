// What feeds do to those who read them, T1 to T5, T13 and T14 of needs.md section 8: through the
// real pipeline under a manual clock.

#include "daemon/io/store/sources/activities.hpp"
#include "support/trust_world.hpp"

namespace earshot {
namespace {

using namespace tests;

/// The rule behind all that follows: somebody who wrote daily and stops is quiet after a week.
TEST(Trust, T00_who_stops_writing_is_quiet_when_all_is_well) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.wrote_daily(30, trust_start - hour);
    world.follow(ana);
    world.live(5, {&ana});
    world.pass(4 * day);
    EXPECT_TRUE(world.findings("quiet").empty());
    world.pass(5 * day);
    ASSERT_EQ(world.findings("quiet").size(), 1u);
    EXPECT_EQ(world.lines(Section::quiet), 1);
    ana.write(world.clock.now());
    world.pass(2 * day);
    EXPECT_EQ(world.findings("back").size(), 1u);
}

TEST(Trust, T01_every_guid_rewritten_is_no_burst_and_no_return) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.wrote_daily(60, trust_start - hour);
    world.follow(ana);
    world.pass(40 * day);
    ASSERT_EQ(world.findings("quiet").size(), 1u);
    ana.ids = "tag:blog.example,2026:";
    ana.home = "https://new.example/blog/";
    world.pass(3 * day);
    EXPECT_TRUE(world.findings("burst").empty());
    EXPECT_TRUE(world.findings("back").empty());
    EXPECT_EQ(world.findings("quiet").front().state, Finding::State::open);
    EXPECT_EQ(world.troubles(Trouble::Kind::re_announced), 1);
    EXPECT_EQ(world.lines(Section::hands), 0) << "there is nothing to do";
}

TEST(Trust, T02_hundreds_of_past_entries_that_reappear_are_backfill) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    for (int i = 0; i < 300; ++i)  // a busy fortnight, a year ago
        ana.write(trust_start - 365 * day + i * hour);
    ana.wrote_daily(60, trust_start - hour);
    world.follow(ana);
    world.pass(40 * day);
    ASSERT_EQ(world.findings("quiet").size(), 1u);
    ana.window = 360;  // 340 of them never seen before
    world.pass(3 * day);
    EXPECT_TRUE(world.findings("burst").empty());
    EXPECT_TRUE(world.findings("back").empty());
    EXPECT_EQ(world.findings("quiet").front().state, Finding::State::open);
    io::ActivityQuery all;
    all.limit = 1000;
    EXPECT_EQ(world.store.activities.find(all).size(), 360u);
}

TEST(Trust, T03_a_new_subscription_with_a_hundred_posts_only_teaches) {
    TrustWorld world;
    Blog& ana = world.blog(1, "/ana", "Ana Duarte");
    ana.window = 100;
    for (int i = 100; i > 0; --i)  // all of them in the last two days
        ana.write(trust_start - i * (day / 50));
    Blog& undated = world.blog(2, "/bo", "Bo Lind");
    undated.window = 100;
    for (int i = 0; i < 100; ++i)
        undated.write(std::nullopt);
    world.follow(ana);
    world.follow(undated);
    world.pass(2 * day);
    EXPECT_TRUE(world.findings("burst").empty());
    EXPECT_TRUE(world.findings("back").empty());
    EXPECT_TRUE(world.findings("quiet").empty());
    EXPECT_TRUE(world.last_seen(ana));
}

/// Nineteen days silent and then ten days in which nothing could be seen: the line at three weeks
/// passes within them.
TEST(Trust, T04_a_feed_that_fails_for_ten_days_holds_its_person_back) {
    const std::string page = "<!doctype html><html><body><h1>Please log in</h1></body></html>";
    struct Row {
        const char* name;
        Reply reply;
    };
    Reply html, broken, empty;
    html.body = page;
    broken.body = "<rss version=\"2.0\"><channel><title>Ana";
    empty.body = "<rss version=\"2.0\"><channel><title>Ana Duarte</title></channel></rss>";
    const Row rows[] = {{"404", answering(404)},
                        {"500", answering(500)},
                        {"HTML instead of XML", html},
                        {"XML that breaks off", broken},
                        {"empty after full ones", empty}};
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        TrustWorld world;
        Blog& ana = world.blog(1, "/ana", "Ana Duarte");
        ana.wrote_daily(40, trust_start - hour);
        world.follow(ana);
        world.pass(3 * day);
        ASSERT_TRUE(world.findings("quiet").empty());
        ana.instead = [&](const Asked&, const Blog&) { return row.reply; };
        world.pass(10 * day);
        EXPECT_TRUE(world.findings("quiet").empty());
        EXPECT_EQ(world.outlook().held_back, 1);
        EXPECT_EQ(world.troubles(Trouble::Kind::failing), 1);
        EXPECT_EQ(world.lines(Section::hands), 1);
        EXPECT_EQ(world.lines(Section::quiet), 0);
        ana.instead = nullptr;  // and she had not written: now that is proven
        world.pass(3 * day);
        EXPECT_EQ(world.findings("quiet").size(), 1u);
        EXPECT_EQ(world.outlook().held_back, 0);
        EXPECT_TRUE(world.troubles().empty());
    }
}

/// The same reply again and again, well-formed and with 200: she writes daily, and nobody sees it.
TEST(Trust, T05_a_frozen_copy_vouches_for_nobody) {
    struct Row {
        const char* name;
        std::function<Reply(const Asked&, const Blog&, Instant made, Instant now)> cache;
    };
    const Row rows[] = {
        {"Age",
         [](const Asked& asked, const Blog& blog, Instant made, Instant now) {
             Reply reply = blog.answer(asked);
             reply.headers.emplace_back("Date", mail_date(now));
             reply.headers.emplace_back("Age", std::to_string((now - made).count()));
             return reply;
         }},
        {"Date",
         [](const Asked& asked, const Blog& blog, Instant made, Instant) {
             Reply reply = blog.answer(asked);
             reply.headers.emplace_back("Date", mail_date(made));
             return reply;
         }},
        {"Last-Modified and the feed's own stamp",
         [](const Asked&, const Blog& blog, Instant made, Instant) {
             Reply reply;
             reply.headers.emplace_back("Last-Modified", mail_date(trust_start));
             reply.body = blog.document();
             reply.body.insert(reply.body.find("<item>"),
                               "<lastBuildDate>" + mail_date(made) + "</lastBuildDate>");
             return reply;
         }},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        TrustWorld world;
        Blog& ana = world.blog(1, "/ana", "Ana Duarte");
        ana.wrote_daily(40, trust_start - hour);
        std::optional<std::pair<Instant, Blog>> stuck;
        ana.instead = [&](const Asked& asked, const Blog& blog) {
            const Instant now = world.clock.now();
            return stuck ? row.cache(asked, stuck->second, stuck->first, now)
                         : row.cache(asked, blog, now, now);
        };
        world.follow(ana);
        world.live(10, {&ana});
        stuck.emplace(world.clock.now(), ana);
        world.live(10, {&ana});
        EXPECT_EQ(world.lines(Section::hands), 1);
        world.live(50, {&ana});
        EXPECT_TRUE(world.findings("quiet").empty());
        EXPECT_EQ(world.outlook().held_back, 1);
        ASSERT_EQ(world.troubles().size(), 1u);
        EXPECT_EQ(world.troubles().front().kind, Trouble::Kind::frozen);
        EXPECT_EQ(world.troubles().front().people, std::vector<std::string>{"Ana Duarte"});
        stuck.reset();
        world.live(3, {&ana});
        EXPECT_TRUE(world.troubles().empty());
        EXPECT_TRUE(world.findings("quiet").empty());
        EXPECT_EQ(world.outlook().held_back, 0);
    }
}

TEST(Trust, T13_undated_future_dated_and_ever_changing_entries_are_seen_once) {
    TrustWorld world;
    Blog& undated = world.blog(1, "/undated", "Ana Duarte");
    Blog& future = world.blog(2, "/future", "Bo Lind");
    Blog& touched = world.blog(3, "/touched", "Cleo Amsel");
    for (Blog* blog : {&undated, &future, &touched})
        blog->wrote_daily(30, trust_start - hour);
    touched.instead = [&](const Asked&, const Blog& blog) {
        Reply reply;  // Atom whose entries were all updated just now
        std::string entries;
        for (const Post& post : blog.posts)
            entries += "<entry><id>" + blog.ids + post.key + "</id><title>" + post.title +
                       "</title><updated>" + to_rfc3339(world.clock.now()) + "</updated></entry>";
        reply.body = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Cleo Amsel</title>" +
                     entries + "</feed>";
        return reply;
    };
    for (Blog* blog : {&undated, &future, &touched})
        world.follow(*blog);
    for (int i = 0; i < 10; ++i) {
        undated.write(std::nullopt);
        future.write(world.clock.now() + 90 * day);
        touched.write(std::nullopt);
        world.pass(day);
    }
    const Instant stopped = world.clock.now();
    for (Blog* blog : {&undated, &future, &touched}) {
        EXPECT_LE(*world.last_seen(*blog), stopped) << blog->person;
        EXPECT_GE(*world.last_seen(*blog), stopped - 2 * day) << blog->person;
    }
    world.pass(40 * day);
    for (Blog* blog : {&undated, &future, &touched})
        EXPECT_LE(*world.last_seen(*blog), stopped) << blog->person << ": perpetual freshness";
    EXPECT_TRUE(world.findings("burst").empty());
    EXPECT_EQ(world.findings("quiet").size(), 3u);
}

TEST(Trust, T14_a_blog_that_moved_is_a_chore_and_no_silence) {
    TrustWorld world;
    Blog& old = world.blog(1, "/old", "Ana Duarte");
    Blog& moved = world.blog(2, "/new", "Ana Duarte");
    old.wrote_daily(30, trust_start - hour);
    const SourceId id = world.follow(old);
    world.live(3, {&old});
    moved.posts = old.posts;
    moved.written = old.written;
    const std::string to = world.server(moved.address).url(moved.target);
    old.instead = [&](const Asked&, const Blog&) { return redirect(301, to); };
    world.live(30, {&moved});
    EXPECT_TRUE(world.findings("quiet").empty());
    EXPECT_TRUE(world.findings("burst").empty());
    EXPECT_EQ(world.troubles(Trouble::Kind::moved), 1);
    EXPECT_EQ(world.source_at(id).url.reveal(), to);
    EXPECT_EQ(world.outlook().held_back, 0);
}

}  // namespace
}  // namespace earshot
