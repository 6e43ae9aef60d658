// Accounts in short, pages of known sites, and home pages: what is asked for, and what is not.

#include "support/commands_test.hpp"
#include "support/feed_server.hpp"

namespace earshot::app {
namespace {

const char* const posts =
    "<rss version=\"2.0\"><channel><title>Ann Quill</title><link>https://social.example/@ann</link>"
    "<item><guid>1</guid><description>Hello</description>"
    "<pubDate>Sun, 12 Apr 2026 08:00:00 GMT</pubDate></item></channel></rss>";

class DiscoverTest : public CommandsTest {
protected:
    Answer post(const std::string& target, const std::string& url, const std::string& more = "") {
        clock_.advance(Span{1});  // the next turn at the host
        return ask("POST", target, R"({"url": ")" + url + "\"" + more + "}");
    }
    Answer add(const std::string& url, const std::string& more = "") {
        return post("/v1/sources", url, R"(, "discover": true)" + more);
    }
    void page(const std::string& target, const std::string& body) {
        tests::Reply reply;
        reply.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
        reply.body = "<!doctype html><html><head></head><body>" + body + "</body></html>";
        server_.on(target, reply);
    }
    void feed(const std::string& target) {
        tests::Reply reply;
        reply.body = posts;
        server_.on(target, reply);
    }
    std::vector<std::string> asked() const {
        std::vector<std::string> targets;
        for (const tests::Asked& one : server_.asked())
            targets.push_back(one.target);
        return targets;
    }

    tests::FeedServer server_{io_};
};

using Targets = std::vector<std::string>;

TEST_F(DiscoverTest, APageOfAKnownSiteIsNotAskedForButItsFeed) {
    feed("/@ann.rss");
    const Answer answer = add(server_.url("/@ann"));
    ASSERT_EQ(answer.status, 201) << answer.body;
    const json::object source = body_of(answer);
    EXPECT_EQ(source.at("url"), json::string(server_.url("/@ann.rss")));
    EXPECT_EQ(source.at("site"), "Mastodon");
    EXPECT_EQ(source.at("health"), "ok");
    EXPECT_EQ(asked(), Targets{"/@ann.rss"});
    EXPECT_EQ(slug_of(add(server_.url("/@ann"))), "exists");
}

TEST_F(DiscoverTest, WhatIsMeantAsItIsStaysAsItIs) {
    ASSERT_EQ(post("/v1/sources", "https://github.com/ann").status, 201);
    ASSERT_EQ(post("/v1/sources", "github:ann").status, 201);
    EXPECT_EQ(all_sources()[0].url.reveal(), "https://github.com/ann");
    EXPECT_EQ(all_sources()[1].url.reveal(), "https://github.com/ann.atom");
    const Answer unseen = post("/v1/sources", "youtube:@ann");
    EXPECT_EQ(slug_of(unseen), "no-feed");
    EXPECT_NE(unseen.body.find("only the page https://www.youtube.com/@ann says"),
              std::string::npos);
}

TEST_F(DiscoverTest, ASiteWithoutFeedsIsNotAsked) {
    const Answer answer = add("https://www.linkedin.com/in/ann");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(slug_of(answer), "no-feed");
    EXPECT_NE(answer.body.find("LinkedIn gives no feeds"), std::string::npos);
    EXPECT_NE(answer.body.find("nothing was added"), std::string::npos);
    EXPECT_EQ(slug_of(add("x:ann")), "no-feed");
    EXPECT_TRUE(all_sources().empty());
}

TEST_F(DiscoverTest, WhatIsNoAddressIsSaidToBeNone) {
    const struct {
        const char* given;
        const char* says;
    } rows[] = {
        {"ann", "an account such as github:ann"},
        {"ann@mail.example", "a mail address has no feed"},
        {"mailto:ann@mail.example", "a mail address has no feed"},
        {"nowhere:ann", "an account such as github:ann"},
        {"github:login", "an account such as github:ann"},
        {"gopher://old.example/", "http"},
        {"", "is empty"},
    };
    for (const auto& row : rows) {
        const Answer answer = add(row.given);
        EXPECT_EQ(answer.status, 422) << row.given;
        EXPECT_NE(answer.body.find(row.says), std::string::npos) << row.given << answer.body;
    }
    EXPECT_EQ(ask("POST", "/v1/sources", R"({"url": 7, "discover": true})").status, 422);
    EXPECT_EQ(ask("POST", "/v1/sources", R"({"discover": true})").status, 422);
}

TEST_F(DiscoverTest, AFeedThatIsNotThereIsToldWithItsAddress) {
    const Answer answer = add(server_.url("/@nobody"));
    EXPECT_EQ(slug_of(answer), "no-answer");
    EXPECT_NE(answer.body.find("Mastodon has the feed at " + server_.url("/@nobody.rss") +
                               ": it cannot be read: answered 404"),
              std::string::npos)
        << answer.body;
    EXPECT_NE(answer.body.find(server_.url("/@nobody.rss") + " with --anyway"), std::string::npos);
    EXPECT_EQ(asked(), Targets{"/@nobody.rss"});
}

/// A link that somebody sent: what follows from it is not what the user gave.
TEST_F(DiscoverTest, APageDoesNotLeadIntoTheHouse) {
    const Answer answer = add("https://social.example/@ann@192.168.0.1");
    EXPECT_EQ(slug_of(answer), "no-answer");
    EXPECT_NE(answer.body.find("private network"), std::string::npos) << answer.body;
}

TEST_F(DiscoverTest, WhatIsKnownOfASiteSaysWhatItCarries) {
    ASSERT_EQ(post("/v1/sources", "reddit:r/gardening").status, 201);
    ASSERT_EQ(post("/v1/sources", "arxiv:quill_a_1").status, 201);
    EXPECT_EQ(all_sources()[0].carries, Carries::many);
    EXPECT_EQ(all_sources()[1].carries, Carries::one_person);
    const Answer mine = post("/v1/sources", "reddit:r/soil", R"(, "person": "Ann Quill")");
    EXPECT_EQ(mine.status, 201) << mine.body;
}

TEST_F(DiscoverTest, AHomePageIsReadOnceAndProposes) {
    page("/",
         "<link rel=alternate type='application/rss+xml' href='/feed' title=Notes>"
         "<link rel=alternate type='application/rss+xml' href='/private?key=sesame42'>"
         "<div class=h-card><b class=p-name>Ann O'Quill</b><p class=p-note>gardens</p></div>"
         "<a rel=me href='/@ann'>here</a><a rel=me href='https://github.com/ann'>code</a>"
         "<a rel=me href='https://www.linkedin.com/in/ann'>work</a>");
    add_source("https://github.com/ann.atom", "Ann's code");
    const Answer answer = post("/v1/discover", server_.url("/"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::object found = body_of(answer);
    EXPECT_EQ(found.at("page"), json::string(server_.url("/")));
    EXPECT_EQ(found.at("card"), json::value({{"name", "Ann O'Quill"},
                                             {"note", "gardens"},
                                             {"organization", ""},
                                             {"urls", json::array()}}));
    const json::array& proposals = found.at("proposals").as_array();
    ASSERT_EQ(proposals.size(), 5u) << answer.body;
    EXPECT_EQ(proposals[0], json::value({{"number", 1},
                                         {"kind", "feed"},
                                         {"url", server_.url("/feed")},
                                         {"account", ""},
                                         {"title", "Notes"},
                                         {"site", ""},
                                         {"because", "the page offers it"},
                                         {"none", ""},
                                         {"source", nullptr},
                                         {"command", "earshot add '" + server_.url("/feed") +
                                                         "' --person 'Ann O'\\''Quill'"}}));
    EXPECT_EQ(proposals[1].at("command"), "");
    EXPECT_EQ(proposals[2].at("site"), "Mastodon");
    EXPECT_EQ(proposals[2].at("url"), json::string(server_.url("/@ann.rss")));
    EXPECT_EQ(proposals[3].at("source"), json::value({{"id", 1}, {"title", "Ann's code"}}));
    EXPECT_EQ(proposals[4].at("kind"), "account");
    EXPECT_TRUE(proposals[4].at("none").as_string().starts_with("LinkedIn gives no feeds"));
    EXPECT_EQ(answer.body.find("sesame42"), std::string::npos);
    EXPECT_EQ(asked(), Targets{"/"});
    EXPECT_EQ(all_sources().size(), 1u);
    EXPECT_EQ(slug_of(post("/v1/discover", server_.url("/"))), "not-now");
    EXPECT_EQ(asked(), Targets{"/"});
}

TEST_F(DiscoverTest, APageWithoutAFeedSaysWhereElseItsOwnerIs) {
    page("/",
         "<a rel=me href='https://social.example/@ann'>social</a>"
         "<a rel=me href='https://www.linkedin.com/in/ann'>work</a>");
    const Answer answer = add(server_.url("/"));
    EXPECT_EQ(slug_of(answer), "no-feed");
    EXPECT_EQ(
        body_of(answer).at("feeds"),
        json::value(
            {{{"url", "https://social.example/@ann.rss"}, {"title", "Mastodon"}, {"type", ""}}}));
    EXPECT_TRUE(all_sources().empty());
}

TEST_F(DiscoverTest, AProfileIsReadItselfAndAFeedIsOne) {
    page("/@ann", "<a rel=me href='https://ann.example'>home</a>");
    const json::object profile = body_of(post("/v1/discover", server_.url("/@ann")));
    EXPECT_EQ(profile.at("card"), nullptr);
    const json::array& proposals = profile.at("proposals").as_array();
    ASSERT_EQ(proposals.size(), 2u);
    EXPECT_EQ(proposals[0].at("because"), "its address");
    EXPECT_EQ(proposals[1].at("url"), "https://ann.example");

    feed("/feed");
    const json::object itself = body_of(post("/v1/discover", server_.url("/feed")));
    EXPECT_EQ(itself.at("proposals").as_array().at(0).at("because"), "it is a feed itself");
    EXPECT_TRUE(all_sources().empty());
}

TEST_F(DiscoverTest, WhatCannotBeReadIsSaidSo) {
    EXPECT_EQ(slug_of(post("/v1/discover", server_.url("/gone"))), "no-answer");
    EXPECT_EQ(post("/v1/discover", "@ann@social.example").status, 422);
    EXPECT_EQ(post("/v1/discover", "ann").status, 422);
    EXPECT_EQ(ask("POST", "/v1/discover", "{}").status, 422);
    peer_.may_write = false;
    EXPECT_EQ(post("/v1/discover", server_.url("/")).status, 403);
}

}  // namespace
}  // namespace earshot::app
