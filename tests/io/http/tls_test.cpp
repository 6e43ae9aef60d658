// Whom HTTPS believes, and what is left of a connection for the next one.

#include <optional>
#include <utility>

#include "support/fetching_test.hpp"
#include "support/temporary_directory.hpp"
#include "support/tls_server.hpp"

namespace earshot::io {
namespace {

using tests::TestCertificate;
using tests::TlsServer;

class Tls : public tests::FetchingTest {
protected:
    Tls() {
        certificate.write_to(trusted);
        stranger.write_to(other);
    }
    std::string fetched(TlsServer& from, RequestOptions options = {}) {
        return said(get(from.url("/feed"), std::move(options)));
    }
    static RequestOptions insecure() {
        RequestOptions options;
        options.insecure = true;
        return options;
    }
    static RequestOptions with_file(const std::string& path) {
        RequestOptions options;
        options.ca_file = path;
        return options;
    }
    static bool is_refused(const std::string& outcome) {
        return outcome.starts_with("no secure connection");
    }

    const TestCertificate certificate, stranger;
    const test::TemporaryDirectory directory;
    const std::string trusted = directory.file("trusted.pem"), other = directory.file("other.pem");
    TlsServer house{io, certificate};
};

TEST_F(Tls, AStrangerIsNotBelieved) {
    const std::string outcome = fetched(house);
    EXPECT_TRUE(is_refused(outcome)) << outcome;
    EXPECT_NE(outcome.find("certificate"), std::string::npos) << outcome;
    EXPECT_TRUE(house.asked.empty());
}

TEST_F(Tls, WhomTheSettingsTrustIsBelievedByAll) {
    settings.ca_file = trusted;
    EXPECT_EQ(fetched(house), "200 <rss/>");
    TlsServer elsewhere(io, stranger);
    EXPECT_TRUE(is_refused(fetched(elsewhere)));
    settings.ca_file = directory.file("missing.pem");
    EXPECT_THROW(HttpClient(io.get_executor(), settings), std::runtime_error);
    settings.ca_file = "/etc/hostname";
    EXPECT_THROW(HttpClient(io.get_executor(), settings), std::runtime_error);
}

TEST_F(Tls, WhomASourceTrustsIsBelievedByItAlone) {
    EXPECT_EQ(fetched(house, with_file(trusted)), "200 <rss/>");
    EXPECT_TRUE(is_refused(fetched(house)));
    EXPECT_TRUE(is_refused(fetched(house, with_file(other))));
    EXPECT_EQ(fetched(house, with_file(trusted)), "200 <rss/>");
    EXPECT_EQ(fetched(house, with_file("/etc/hostname")),
              "cannot be read: /etc/hostname: no certificates can be read from it");
}

TEST_F(Tls, AFileThatChangesIsReadAgain) {
    const std::string file = directory.file("changing.pem");
    stranger.write_to(file);
    EXPECT_TRUE(is_refused(fetched(house, with_file(file))));
    certificate.write_to(file);
    EXPECT_EQ(fetched(house, with_file(file)), "200 <rss/>");
    EXPECT_EQ(fetched(house, with_file(file)), "200 <rss/>");
    stranger.write_to(file);
    EXPECT_TRUE(is_refused(fetched(house, with_file(file))));
}

TEST_F(Tls, AnInsecureSourceAsksItsOwnHostAlone) {
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_TRUE(is_refused(fetched(house)));
    server.on("/to-house", tests::redirect(302, house.url("/feed")));
    EXPECT_EQ(said(get(server.url("/to-house"), insecure())), "200 <rss/>");  // the same host
    tests::FeedServer away(io, "127.0.0.2");
    away.on("/to-house", tests::redirect(302, house.url("/feed")));
    EXPECT_TRUE(is_refused(said(get(away.url("/to-house"), insecure()))));
    RequestOptions elsewhere = insecure();
    elsewhere.origin = "https://before.example:443";
    EXPECT_TRUE(is_refused(fetched(house, elsewhere)));
}

class TlsOfBothAges : public Tls, public ::testing::WithParamInterface<bool> {
protected:
    TlsOfBothAges() {
        if (GetParam()) house.stay_old();
        settings.ca_file = trusted;
    }
};

TEST_P(TlsOfBothAges, TheNextConnectionTakesUpTheSession) {
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(house.connections, 4);
    EXPECT_EQ(house.whole, 1);
    EXPECT_EQ(house.resumed, 3);
}

// Whoever resumes is not shown a certificate.
TEST_P(TlsOfBothAges, ASessionServesThoseWhoBelieveTheSame) {
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_EQ(fetched(house, with_file(other)), "200 <rss/>");
    EXPECT_EQ(house.resumed, 0);
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_EQ(fetched(house, with_file(other)), "200 <rss/>");
    EXPECT_EQ(house.resumed, 3);

    settings.ca_file.clear();
    renew_client();
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_TRUE(is_refused(fetched(house)));
    EXPECT_TRUE(is_refused(fetched(house, with_file(other))));
    EXPECT_EQ(house.resumed, 3);
}

TEST_P(TlsOfBothAges, AConnectionThatIsKeptServesThemToo) {
    house.closes = false;
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(house.connections, 1);
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_EQ(house.connections, 2);
    EXPECT_EQ(fetched(house, with_file(other)), "200 <rss/>");
    EXPECT_EQ(house.connections, 3);
}

TEST_P(TlsOfBothAges, AServerThatForgotItIsGreetedAnew) {
    std::optional<TlsServer> forgetful(std::in_place, io, certificate);
    if (GetParam()) forgetful->stay_old();
    const unsigned short port = forgetful->port();
    EXPECT_EQ(fetched(*forgetful), "200 <rss/>");
    forgetful.reset();
    forgetful.emplace(io, certificate, port);  // with another key for its tickets
    if (GetParam()) forgetful->stay_old();
    EXPECT_EQ(fetched(*forgetful), "200 <rss/>");
    EXPECT_EQ(fetched(*forgetful), "200 <rss/>");
    EXPECT_EQ(forgetful->whole, 1);
    EXPECT_EQ(forgetful->resumed, 1);
}

TEST_P(TlsOfBothAges, TheNextProcessTakesUpWhatTheLastOneLeft) {
    RequestOptions its_own = with_file(other);
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_EQ(fetched(house, its_own), "200 <rss/>");
    std::vector<TlsSession> left = client().tls_sessions();
    EXPECT_EQ(left.size(), 2U) << "of the two that were looked at";
    renew_client();
    client().take_up(left);
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(fetched(house, its_own), "200 <rss/>");
    EXPECT_EQ(house.resumed, 2);
    EXPECT_EQ(fetched(house, insecure()), "200 <rss/>");
    EXPECT_EQ(house.resumed, 2);
}

TEST_P(TlsOfBothAges, WhoTrustsAnythingElseTakesUpNothing) {
    EXPECT_EQ(fetched(house), "200 <rss/>");
    std::vector<TlsSession> left = client().tls_sessions();
    settings.ca_file.clear();
    renew_client();
    client().take_up(left);
    EXPECT_TRUE(is_refused(fetched(house)));
    EXPECT_TRUE(is_refused(fetched(house, with_file(other))));
    EXPECT_EQ(house.resumed, 0);
    left.front().session = "what no server gave";
    settings.ca_file = trusted;
    renew_client();
    client().take_up(left);
    EXPECT_EQ(fetched(house), "200 <rss/>");
    EXPECT_EQ(house.resumed, 0);
}

INSTANTIATE_TEST_SUITE_P(Versions, TlsOfBothAges, ::testing::Values(false, true));

}  // namespace
}  // namespace earshot::io
