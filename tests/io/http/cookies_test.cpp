// Cookies live for one fetch: who is sent away to fetch one and comes back with it is read.

#include "support/fetching_test.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using tests::Asked;
using tests::FeedServer;
using tests::redirect;
using tests::Reply;

class Cookies : public tests::FetchingTest {
protected:
    /// "/feed" wants the cookie that "/check" sets.
    void guard(const std::string& cookie, const std::string& check = "/check") {
        server.on("/feed", [check](const Asked& asked) {
            if (asked.header("cookie").find("seen=1") != std::string::npos)
                return Reply{.body = "feed"};
            return redirect(302, check);
        });
        server.on("/check", [cookie](const Asked&) {
            Reply reply = redirect(302, "/feed");
            reply.headers.emplace_back("Set-Cookie", cookie);
            return reply;
        });
    }
    int cookies_sent() const {
        int sent = 0;
        for (const Asked& asked : server.asked())
            sent += asked.has("cookie") ? 1 : 0;
        return sent;
    }
};

TEST_F(Cookies, WhoComesBackWithOneIsRead) {
    guard("seen=1; Path=/; HttpOnly");
    EXPECT_EQ(said(get(server.url("/feed"))), "200 feed");
    EXPECT_EQ(server.asked().size(), 3u);
    EXPECT_EQ(cookies_sent(), 1);
}

TEST_F(Cookies, TheNextFetchHasNone) {
    guard("seen=1; Path=/; Max-Age=31536000");
    get(server.url("/feed"));
    server.forget();
    EXPECT_EQ(said(get(server.url("/feed"))), "200 feed");
    ASSERT_EQ(server.asked().size(), 3u);
    EXPECT_FALSE(server.asked()[0].has("cookie"));
}

TEST_F(Cookies, AnAddressMaySendToItselfOnceWithACookie) {
    server.on("/self", [](const Asked& asked) {
        if (asked.has("cookie")) return Reply{.body = "feed"};
        Reply reply = redirect(302, "/self");
        reply.headers.emplace_back("Set-Cookie", "a=b");
        return reply;
    });
    EXPECT_EQ(said(get(server.url("/self"))), "200 feed");
}

TEST_F(Cookies, TwiceIsACircle) {
    guard("other=1");
    EXPECT_EQ(said(get(server.url("/feed"))), "too many redirects: in a circle");
    EXPECT_EQ(server.asked().size(), 4u);
}

TEST_F(Cookies, AnotherHostDoesNotSeeThem) {
    FeedServer other(io, "127.0.0.2");
    other.on("/feed", {.body = "other"});
    server.on("/go", [&](const Asked&) {
        Reply reply = redirect(302, other.url("/feed"));
        reply.headers.emplace_back("Set-Cookie", "a=b; Path=/");
        reply.headers.emplace_back("Set-Cookie", "c=d; Domain=127.0.0.2");
        return reply;
    });
    EXPECT_EQ(said(get(server.url("/go"))), "200 other");
    EXPECT_FALSE(other.asked().at(0).has("cookie"));
}

TEST_F(Cookies, TheUsersOwnGoesAlong) {
    guard("seen=1; Path=/");
    settings.secrets = [](const SecretReference& reference) -> Result<Secret> {
        return Secret("own=" + reference.name);
    };
    RequestOptions options;
    options.headers = {parse_request_header("Cookie", "credential:key").value()};
    EXPECT_EQ(said(get(server.url("/feed"), options)), "200 feed");
    EXPECT_EQ(server.asked()[0].header("cookie"), "own=key");
    EXPECT_EQ(server.asked()[2].header("cookie"), "seen=1; own=key");
}

}  // namespace
}  // namespace earshot::io
