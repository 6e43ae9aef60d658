// What the user has for a source goes to its origin, and nowhere else.

#include "support/fetching_test.hpp"

namespace earshot::io {
namespace {

using tests::Asked;
using tests::FeedServer;
using tests::redirect;

class OwnHeadersOfFetch : public tests::FetchingTest {
protected:
    OwnHeadersOfFetch() {
        settings.secrets = [this](const SecretReference& reference) -> Result<Secret> {
            ++looked_up;
            if (reference.name == "missing")
                return fail("there is no such credential", to_text(reference));
            return Secret(reference.name == "broken" ? "a\r\nHost: b" : "sesame");
        };
        server.on("/feed", {.body = "feed"});
        other.on("/feed", {.body = "other"});
    }
    static RequestOptions with_everything() {
        RequestOptions options;
        options.headers = {parse_request_header("X-Api-Key", "credential:key").value(),
                           parse_request_header("accept", "text/x-own").value(),
                           parse_request_header("Cookie", "credential:cookie").value()};
        options.user = "ann";
        options.password = {SecretReference::Kind::credential, "password"};
        return options;
    }
    static bool has_own(const Asked& asked) {
        const bool has = asked.has("x-api-key");
        EXPECT_EQ(asked.has("authorization"), has);
        EXPECT_EQ(asked.has("cookie"), has);
        EXPECT_EQ(asked.header("accept") == "text/x-own", has);
        return has;
    }

    FeedServer other{io, "127.0.0.2"};
    int looked_up = 0;
};

TEST_F(OwnHeadersOfFetch, AreSentAsTheUserSays) {
    EXPECT_EQ(said(get(server.url("/feed"), with_everything())), "200 feed");
    const Asked& asked = server.asked().at(0);
    EXPECT_EQ(asked.header("x-api-key"), "sesame");
    EXPECT_EQ(asked.header("accept"), "text/x-own");
    EXPECT_EQ(asked.header("cookie"), "sesame");
    EXPECT_EQ(asked.header("authorization"), "Basic YW5uOnNlc2FtZQ==");  // ann:sesame
    RequestOptions options;
    options.bearer = {SecretReference::Kind::file, "/run/token"};
    get(server.url("/feed"), options);
    EXPECT_EQ(server.asked().at(1).header("authorization"), "Bearer sesame");
}

TEST_F(OwnHeadersOfFetch, StayAtTheirOrigin) {
    FeedServer same_host(io);  // on another port
    same_host.on("/feed", {.body = "same host"});
    server.on("/inner", redirect(302, server.url("/feed")));
    server.on("/away", redirect(302, other.url("/back")));
    other.on("/back", redirect(302, server.url("/feed")));
    server.on("/port", redirect(302, same_host.url("/feed")));
    EXPECT_EQ(said(get(server.url("/inner"), with_everything())), "200 feed");
    EXPECT_EQ(said(get(server.url("/away"), with_everything())), "200 feed");
    EXPECT_EQ(said(get(server.url("/port"), with_everything())), "200 same host");
    for (const Asked& asked : server.asked())
        EXPECT_TRUE(has_own(asked)) << asked.target;
    for (const FeedServer* there : {&other, &same_host})
        for (const Asked& asked : there->asked())
            EXPECT_FALSE(has_own(asked)) << asked.target;
}

// A permanent redirect may become the address of the source: what was given for the old one is not
// for the new one.
TEST_F(OwnHeadersOfFetch, DoNotMoveWithTheSource) {
    RequestOptions options = with_everything();
    options.origin = server.url("");
    EXPECT_EQ(said(get(other.url("/feed"), options)), "200 other");
    EXPECT_FALSE(has_own(other.asked().at(0)));
    EXPECT_EQ(looked_up, 0);
}

TEST_F(OwnHeadersOfFetch, WithoutTheirSecretsNobodyIsAsked) {
    RequestOptions options;
    options.bearer = {SecretReference::Kind::credential, "missing"};
    EXPECT_EQ(said(get(server.url("/feed"), options)),
              "cannot be read: credential:missing: there is no such credential");
    options.bearer.name = "broken";
    EXPECT_EQ(said(get(server.url("/feed"), options)),
              "cannot be read: credential:broken: must hold one line of at most 8192 bytes");
    EXPECT_TRUE(server.asked().empty());
}

TEST_F(OwnHeadersOfFetch, AUserInTheAddressGoesAlongAtTheSameOrigin) {
    const auto with_user = [](std::string address, const std::string& user) {
        return address.insert(address.find("//") + 2, user + "@");
    };
    const std::string login = "Basic YW5uOmh1c2g=";  // ann:hush
    server.on("/absolute", redirect(302, server.url("/feed")));
    server.on("/relative", redirect(302, "/feed"));
    server.on("/away", redirect(302, other.url("/back")));
    other.on("/back", redirect(302, server.url("/feed")));
    server.on("/other", redirect(302, with_user(server.url("/feed"), "bo:shh")));
    for (const char* target : {"/absolute", "/relative", "/away"}) {
        server.forget();
        EXPECT_EQ(said(get(with_user(server.url(target), "ann:hush"))), "200 feed");
        for (const Asked& asked : server.asked())
            EXPECT_EQ(asked.header("authorization"), login) << target << asked.target;
    }
    for (const Asked& asked : other.asked())
        EXPECT_FALSE(asked.has("authorization"));
    server.forget();
    get(with_user(server.url("/other"), "ann:hush"));
    EXPECT_EQ(server.asked().at(1).header("authorization"), "Basic Ym86c2ho");  // bo:shh
}

// Where the source may move to.
TEST_F(OwnHeadersOfFetch, TheHopKeepsTheUser) {
    server.on("/moved", redirect(301, server.url("/feed")));
    std::string address = server.url("/moved");
    address.insert(address.find("//") + 2, "ann:hush@");
    const http::Outcome outcome = get(address);
    const auto& reply = std::get<http::Reply>(outcome);
    ASSERT_EQ(reply.hops.size(), 1u);
    EXPECT_NE(reply.hops[0].to.reveal().find("//ann:hush@127.0.0.1"), std::string::npos);
    EXPECT_EQ(reply.effective, reply.hops[0].to);
}

TEST_F(OwnHeadersOfFetch, AProxyIsAskedInTheirPlace) {
    FeedServer proxy(io, "127.0.0.3");
    proxy.on("http://ann.example/feed", {.body = "by proxy"});
    proxy.on("http://bo.example/feed", redirect(302, "http://10.1.2.3/"));
    const std::string way = proxy.url("");
    RequestOptions options;
    options.proxy = way;
    EXPECT_EQ(said(get("http://ann.example/feed", options)), "200 by proxy");
    // What lies behind a name is the proxy's to know; an address that is written out is not.
    EXPECT_EQ(said(get("http://bo.example/feed", options)),
              "not allowed: a redirect to an address of a private network");
    EXPECT_EQ(proxy.asked().size(), 2u);

    settings.proxy = way;
    renew_client();
    EXPECT_EQ(said(get("http://ann.example/feed")), "200 by proxy");
    options.proxy = "direct";
    EXPECT_EQ(said(get(server.url("/feed"), options)), "200 feed");
    EXPECT_EQ(proxy.asked().size(), 3u);
}

}  // namespace
}  // namespace earshot::io
