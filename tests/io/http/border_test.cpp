// Where the hops of a fetch may be connected to. All servers of a test are this machine; what a
// page offers stands for whatever comes from outside.

#include "earshot/network.hpp"
#include "support/fetching_test.hpp"

namespace earshot::io {
namespace {

using tests::FeedServer;
using tests::redirect;

class BorderOfFetch : public tests::FetchingTest {
protected:
    BorderOfFetch() { server.on("/feed", {.body = "feed"}); }

    std::string at(const std::string& host, const std::string& target) {
        return "http://" + host + ":" + std::to_string(server.port()) + target;
    }
    /// What comes of a source on this machine that redirects there.
    std::string after_redirect_to(const std::string& address) {
        server.on("/go", redirect(302, address));
        return said(get(server.url("/go")));
    }
};

TEST_F(BorderOfFetch, OneMachineIsOnePlace) {
    FeedServer other(io, "127.0.8.2");
    other.on("/feed", {.body = "other"});
    EXPECT_EQ(after_redirect_to(other.url("/feed")), "200 other");
    EXPECT_EQ(after_redirect_to(at("localhost", "/feed")), "200 feed");
    EXPECT_EQ(after_redirect_to(at("0.0.0.0", "/feed")), "200 feed");
}

TEST_F(BorderOfFetch, ARedirectLeadsNowhereElseByAddress) {
    const struct {
        const char* host;
        const char* place;
    } rows[] = {
        {"10.1.2.3", "a private network"},
        {"192.168.0.1", "a private network"},
        {"[fd00:ec2::254]", "a private network"},
        {"169.254.169.254", "a local link"},
        {"[fe80::1]", "a local link"},
        {"[::ffff:169.254.169.254]", "a local link"},
        {"255.255.255.255", "all machines"},
        {"224.0.0.1", "a group of machines"},
        // As C libraries read numbers.
        {"0xa9fea9fe", "a local link"},
        {"2852039166", "a local link"},
        {"0251.0376.0251.0376", "a local link"},
        {"10.1", "a private network"},
    };
    for (const auto& row : rows) {
        server.forget();
        EXPECT_EQ(after_redirect_to(at(row.host, "/feed")),
                  std::string("not allowed: a redirect to an address of ") + row.place)
            << row.host;
        EXPECT_EQ(server.asked().size(), 1u) << row.host;
    }
}

TEST_F(BorderOfFetch, WhoRedirectedWasReached) {
    server.on("/go", redirect(302, "http://10.1.2.3/"));
    const http::Outcome outcome = get(server.url("/go"));
    const auto& broken = std::get<http::Broken>(outcome);
    EXPECT_EQ(broken.fault, http::Fault::not_allowed);
    ASSERT_EQ(broken.hops.size(), 1u);
    EXPECT_TRUE(http::is_answered(outcome));
}

TEST_F(BorderOfFetch, TheUsersOwnAddressMayLieAnywhere) {
    EXPECT_EQ(said(get(at("0.0.0.0", "/feed"))), "200 feed");
    server.on("/go", redirect(302, "/feed"));
    EXPECT_EQ(said(get(at("0.0.0.0", "/go"))), "200 feed");
    server.on("/go", redirect(302, "http://10.1.2.3/"));
    EXPECT_EQ(said(get(at("0.0.0.0", "/go"))),
              "not allowed: a redirect to an address of a private network");
}

TEST_F(BorderOfFetch, WhatAPageOffersMayNot) {
    RequestOptions offered;
    offered.offered = true;
    for (const char* host : {"127.0.0.1", "localhost"})
        EXPECT_EQ(said(get(at(host, "/feed"), offered)),
                  "not allowed: a page led to an address of this machine");
    EXPECT_TRUE(server.asked().empty());
    settings.allow_networks = {parse_network("127.0.0.0/8").value()};
    renew_client();
    EXPECT_EQ(said(get(at("127.0.0.1", "/feed"), offered)), "200 feed");
}

// A name may mean another address after the look-up.
TEST_F(BorderOfFetch, WhatCountsIsTheAddressThatIsConnected) {
    settings.resolve = "rebound.test:80:10.1.2.3";
    EXPECT_EQ(after_redirect_to("http://rebound.test/feed"),
              "not allowed: a redirect to an address of a private network");
}

TEST_F(BorderOfFetch, AConnectionThatSomebodyLeftIsNoWayAround) {
    settings.resolve = "left.test:" + std::to_string(server.port()) + ":127.0.0.1";
    RequestOptions offered;
    offered.offered = true;
    EXPECT_EQ(said(get(at("left.test", "/feed"))), "200 feed");
    EXPECT_EQ(said(get(at("left.test", "/feed"), offered)),
              "not allowed: a page led to an address of this machine");
    EXPECT_EQ(server.connections(), 1);
    EXPECT_EQ(server.asked().size(), 1u);
    EXPECT_EQ(said(get(at("left.test", "/feed"))), "200 feed");
}

}  // namespace
}  // namespace earshot::io
