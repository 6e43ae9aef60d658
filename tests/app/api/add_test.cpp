// Adding what a user found in a browser: the feed itself, or a page that offers it.

#include "daemon/io/store/sources/polls.hpp"
#include "support/commands_test.hpp"
#include "support/feed_server.hpp"

namespace earshot::app {
namespace {

const char* const blog =
    "<rss version=\"2.0\"><channel><title>A blog</title><link>https://blog.example/</link>"
    "<item><title>Post</title><guid>1</guid><pubDate>Sun, 12 Apr 2026 08:00:00 GMT</pubDate></item>"
    "</channel></rss>";

std::string link(const std::string& href, const std::string& title = "") {
    return "<link rel=alternate type=application/rss+xml href='" + href + "' title='" + title +
           "'>";
}

class AddTest : public CommandsTest {
protected:
    Answer add(const std::string& target, const std::string& more = "") {
        clock_.advance(Span{1});  // the next turn at the host
        return ask("POST", "/v1/sources",
                   R"({"discover": true, "url": ")" + server_.url(target) + "\"" + more + "}");
    }
    void page(const std::string& target, const std::string& head) {
        tests::Reply reply;
        reply.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
        reply.body = "<!doctype html><html><head>" + head + "</head><body>Hello</body></html>";
        server_.on(target, reply);
    }
    void feed(const std::string& target) {
        tests::Reply reply;
        reply.body = blog;
        server_.on(target, reply);
    }
    std::size_t times(const std::string& target) const {
        std::size_t count = 0;
        for (const tests::Asked& asked : server_.asked())
            count += asked.target == target ? 1U : 0U;
        return count;
    }

    tests::FeedServer server_{io_};
};

TEST_F(AddTest, AFeedIsAddedAndWasPolledByTheLook) {
    feed("/feed");
    const Answer answer = add("/feed", R"(, "person": "Ines Duarte")");
    ASSERT_EQ(answer.status, 201) << answer.body;
    const json::object source = body_of(answer);
    EXPECT_EQ(source.at("health"), "ok");
    EXPECT_FALSE(source.contains("found_on"));
    EXPECT_EQ(source.at("person").as_object().at("name"), "Ines Duarte");
    EXPECT_EQ(times("/feed"), 1u);
    EXPECT_EQ(store_.polls.history(SourceId(1), 10).size(), 1u);
    EXPECT_GT(store_.polls.state(SourceId(1)).next.at, start);
    EXPECT_EQ(header_of(answer, "Location"), "/v1/sources/1");
}

/// Rule 27: what was asked on behalf of a source was asked, whoever comes next.
TEST_F(AddTest, AnAddressThatWasJustPolledIsNotAskedAgainWhenItIsAddedAnew) {
    feed("/feed");
    ASSERT_EQ(ask("POST", "/v1/sources", R"({"url": ")" + server_.url("/feed") + "\"}").status,
              201);
    PollState state = store_.polls.state(SourceId(1));
    state.last_attempt = clock_.now() - minute;
    store_.polls.save(SourceId(1), state);
    ASSERT_EQ(ask("DELETE", "/v1/sources/1").status, 200);
    const Answer again = add("/feed");
    EXPECT_NE(again.status, 201);
    EXPECT_NE(again.body.find("less than 30m ago"), std::string::npos) << again.body;
    EXPECT_EQ(times("/feed"), 0u);
}

TEST_F(AddTest, TheOneFeedOfAPageIsAddedInItsPlace) {
    page("/?from=me", link("/feed"));
    const Answer answer = add("/?from=me", R"(, "title": "Ines")");
    ASSERT_EQ(answer.status, 201) << answer.body;
    const json::object source = body_of(answer);
    EXPECT_EQ(source.at("url"), json::string(server_.url("/feed")));
    EXPECT_EQ(source.at("found_on"), json::string(server_.url("/?…")));
    EXPECT_EQ(source.at("title"), "Ines");
    EXPECT_EQ(source.at("health"), "waiting");
    EXPECT_EQ(source_at(SourceId(1))->url.reveal(), server_.url("/feed"));
    EXPECT_EQ(times("/feed"), 0u);  // its first poll comes by itself
}

TEST_F(AddTest, OfSeveralFeedsNoneIsAdded) {
    page("/", link("/a?feed=rss2", "Notes") + link("/b?rsskey=hush", "Private"));
    const Answer answer = add("/");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(slug_of(answer), "several-feeds");
    const json::array feeds = body_of(answer).at("feeds").as_array();
    ASSERT_EQ(feeds.size(), 2u);
    EXPECT_EQ(feeds[0], json::value({{"url", server_.url("/a?feed=rss2")},
                                     {"title", "Notes"},
                                     {"type", "application/rss+xml"}}));
    EXPECT_EQ(feeds[1].as_object().at("url"), json::string(server_.url("/b?…")));
    EXPECT_EQ(answer.body.find("hush"), std::string::npos);
    EXPECT_TRUE(all_sources().empty());
}

/// As WordPress has it, and Blogger.
TEST_F(AddTest, TheFeedThatIsMeantIsAddedAndTheOthersAreNamed) {
    page("/",
         link("/comments/feed/?key=hush", "Ines » Comments Feed") + link("/feed/", "Ines » Feed"));
    const json::object source = body_of(add("/"));
    EXPECT_EQ(source.at("url"), json::string(server_.url("/feed/")));
    const json::array& others = source.at("also_offered").as_array();
    ASSERT_EQ(others.size(), 1u);
    EXPECT_EQ(others[0], json::value({{"url", server_.url("/comments/feed/?…")},
                                      {"title", "Ines » Comments Feed"},
                                      {"type", "application/rss+xml"}}));

    page("/blog",
         link("/rss", "Ines - RSS") +
             "<link rel=alternate type=application/atom+xml href='/atom' title='Ines - Atom'>");
    EXPECT_EQ(body_of(add("/blog")).at("url"), json::string(server_.url("/atom")));
}

TEST_F(AddTest, ABrokenFeedIsToldWithItsLine) {
    tests::Reply broken;
    broken.body = "<rss version=\"2.0\">\n<channel>\n<item><title>Cut off";
    server_.on("/feed", broken);
    const Answer answer = add("/feed");
    EXPECT_EQ(slug_of(answer), "no-feed");
    EXPECT_NE(answer.body.find("line 3"), std::string::npos) << answer.body;
    EXPECT_TRUE(all_sources().empty());
}

/// 203: somebody on the way has changed it, and it is a document like any other.
TEST_F(AddTest, APageThatAProxyHasChangedIsAPage) {
    tests::Reply reply;
    reply.status = 203;
    reply.body = "<!doctype html><html><head>" + link("/feed") + "</head></html>";
    server_.on("/", reply);
    EXPECT_EQ(body_of(add("/")).at("url"), json::string(server_.url("/feed")));
}

TEST_F(AddTest, WhereRedirectsLeadMayBeThereAlready) {
    feed("/feed");
    server_.on("/old", tests::redirect(301, server_.url("/feed")));
    add_source(server_.url("/feed"));
    const Answer answer = add("/old");
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(slug_of(answer), "exists");
    EXPECT_EQ(all_sources().size(), 1u);
}

TEST_F(AddTest, WhatOffersNoFeedIsNotAdded) {
    page("/", "");
    page("/login", "<input type=password>");
    tests::Reply busy;
    busy.status = 503;
    busy.headers.emplace_back("Retry-After", "7200");
    server_.on("/busy", busy);
    tests::Reply cut;
    cut.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>";
    server_.on("/cut", cut);
    const struct {
        const char* target;
        int status;
        const char* slug;
        const char* says;
    } rows[] = {
        {"/", 422, "no-feed", "the document is an HTML page, not a feed; nothing was added"},
        {"/login", 422, "no-feed", "asks to sign in"},
        {"/gone", 502, "no-answer", "it cannot be read: answered 404"},
        {"/cut", 502, "no-answer", "it cannot be read: "},
        {"/busy", 502, "no-answer", "answered 503"},
        {"/", 409, "not-now", "asked not to be polled before"},
    };
    for (const auto& row : rows) {
        server_.forget();
        const Answer answer = add(row.target);
        EXPECT_EQ(answer.status, row.status) << answer.body;
        EXPECT_EQ(slug_of(answer), row.slug);
        EXPECT_NE(answer.body.find(row.says), std::string::npos) << answer.body;
        EXPECT_EQ(times(row.target), row.status == 409 ? 0u : 1u);
    }
    EXPECT_TRUE(all_sources().empty());
    EXPECT_EQ(ask("POST", "/v1/sources", R"({"url": ")" + server_.url("/") + "\"}").status, 201);
}

TEST_F(AddTest, AnAddressThatIsThereIsNotAskedFor) {
    page("/", link("/feed"));
    add_source(server_.url("/feed"));
    EXPECT_EQ(slug_of(add("/feed")), "exists");
    EXPECT_EQ(times("/feed"), 0u);
    EXPECT_EQ(slug_of(add("/")), "exists");
    EXPECT_EQ(all_sources().size(), 1u);
    EXPECT_EQ(ask("POST", "/v1/sources", R"({"url": "https://a.example/", "discover": 1})").status,
              422);
}

}  // namespace
}  // namespace earshot::app
