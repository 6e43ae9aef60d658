// The manners on the wire: the pure policy and the real client against a scripted server. Numbers
// are those of research/field.md section 3.

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "daemon/io/http/http_client.hpp"
#include "earshot/poll.hpp"
#include "support/feed_server.hpp"
#include "support/run.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using tests::Asked;
using tests::FeedServer;
using tests::redirect;
using tests::Reply;

constexpr const char* document =
    "<rss version=\"2.0\"><channel><title>Ann</title>"
    "<item><guid>1</guid><title>Hello</title></item></channel></rss>";

class Etiquette : public ::testing::Test {
protected:
    Etiquette() { source.url = Url::parse(server.url("/feed")).value(); }

    PollResult poll() {
        http::Request request = request_for(source, state, settings);
        const http::Outcome outcome = tests::run(io, client.fetch(std::move(request)));
        const PollStep step = after_reply(state, source, outcome, HostState(), settings, now);
        state = step.state;
        now += day;
        return step.result;
    }
    const Asked& last() const { return server.asked().back(); }

    asio::io_context io{1};
    FeedServer server{io};
    HttpClient client{io.get_executor(), HttpClientSettings()};
    Source source;
    PollState state;
    PollSettings settings;
    Instant now = from_epoch(1'776'160'800);
};

TEST_F(Etiquette, Rules01To09_ValidatorsOverALifetime) {
    server.on("/feed", {.headers = {{"ETag", "W/\"a  b\""},
                                    {"Last-Modified", "Thu, 1 jan 2020 00:00:00 +0000"}},
                        .body = document});
    EXPECT_EQ(poll(), PollResult::fresh);
    EXPECT_FALSE(last().has("if-none-match"));
    EXPECT_FALSE(last().has("if-modified-since"));

    server.on("/feed", {.status = 304});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(poll(), PollResult::same);
        EXPECT_EQ(last().header("if-none-match"), "W/\"a  b\"");
        EXPECT_EQ(last().header("if-modified-since"), "Thu, 1 jan 2020 00:00:00 +0000");
    }
    const std::vector<Reply> errors{
        {.status = 429, .headers = {{"ETag", "\"no\""}}},
        {.status = 503, .headers = {{"Last-Modified", "no"}}},
        {.headers = {{"ETag", "\"no\""}}, .body = "<html></html>"},
        {.reset = true},
    };
    for (const Reply& error : errors) {
        server.on("/feed", error);
        EXPECT_EQ(poll(), PollResult::failed);
        EXPECT_EQ(last().header("if-none-match"), "W/\"a  b\"");
    }
    server.on("/feed", {.headers = {{"ETag", "\"2\""}}, .body = document});
    EXPECT_EQ(poll(), PollResult::same);  // rules 5, 11
    poll();
    EXPECT_EQ(last().header("if-none-match"), "\"2\"");
    EXPECT_FALSE(last().has("if-modified-since"));
}

TEST_F(Etiquette, Rule10_ARedirectElsewhereIsAskedAfresh) {
    server.on("/feed", redirect(302, "/a"));
    server.on("/a", {.headers = {{"ETag", "\"1\""}}, .body = document});
    server.on("/b", [](const Asked& asked) {
        Reply reply;
        reply.status = asked.has("if-none-match") ? 304 : 200;
        reply.body = "<html>Back soon</html>";
        return reply;
    });
    EXPECT_EQ(poll(), PollResult::fresh);
    EXPECT_EQ(poll(), PollResult::same);
    EXPECT_EQ(last().header("if-none-match"), "\"1\"");
    server.on("/feed", redirect(302, "/b"));
    EXPECT_EQ(poll(), PollResult::failed);
    EXPECT_FALSE(last().has("if-none-match"));
}

TEST_F(Etiquette, Rule31_OneGetForOnePoll) {
    server.on("/feed", {.status = 500});
    for (int i = 1; i <= 5; ++i) {
        poll();
        EXPECT_EQ(server.asked().size(), static_cast<std::size_t>(i));
        EXPECT_EQ(last().method, "GET");
        EXPECT_EQ(last().target, "/feed");
    }
}

TEST_F(Etiquette, Rules38To46_NothingElseIsSaid) {
    server.on("/feed", {.headers = {{"Set-Cookie", "id=1"}}, .body = document});
    poll();
    poll();
    for (const Asked& asked : server.asked()) {
        std::string names;
        for (const auto& [name, value] : asked.headers)
            names += name + " ";
        EXPECT_EQ(names, "accept accept-encoding host user-agent ");
        EXPECT_TRUE(asked.header("user-agent").starts_with("earshot/"));
        EXPECT_EQ(asked.header("accept-encoding"), "gzip, br, zstd");
    }
}

}  // namespace
}  // namespace earshot::io
