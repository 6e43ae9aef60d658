#include <gtest/gtest.h>

#include <curl/curl.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <string>
#include <utility>

#include "daemon/io/ways/http_post.hpp"
#include "support/feed_server.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using Kind = Answer::Kind;
using tests::Asked;
using tests::FeedServer;
using tests::Reply;

class HttpPostTest : public testing::Test {
protected:
    Answer send(const std::string& target, std::string body = R"({"a":1})") {
        Post post{Url::parse(server_.url(target)).value(), std::move(body), {}, ""};
        post.headers.emplace_back("Authorization: Bearer tk_sesame");
        Answer answer;
        asio::co_spawn(io_, http_.send(std::move(post)), [&](std::exception_ptr error, Answer got) {
            if (error) std::rethrow_exception(error);
            answer = std::move(got);
            io_.stop();
        });
        io_.restart();
        io_.run();
        return answer;
    }

    asio::io_context io_{1};
    FeedServer server_{io_};
    HttpPost http_{io_.get_executor()};
};

TEST_F(HttpPostTest, TheBodyArrivesByteForByteWithItsHeaders) {
    const std::string body = "{\"name\":\"Zoë\"}" + std::string(70'000, ' ');
    server_.on("/hook", Reply{.status = 204});
    EXPECT_EQ(send("/hook", body).kind, Kind::accepted);
    ASSERT_EQ(server_.asked().size(), 1u);
    const Asked& asked = server_.asked()[0];
    EXPECT_EQ(asked.method, "POST");
    EXPECT_EQ(asked.body, body);
    EXPECT_EQ(asked.header("content-type"), "application/json");
    EXPECT_EQ(asked.header("authorization"), "Bearer tk_sesame");
    EXPECT_FALSE(asked.has("expect"));
    EXPECT_TRUE(asked.header("user-agent").starts_with("earshot/"));
}

TEST_F(HttpPostTest, WhatTheServerSaysDecides) {
    server_.on("/busy", Reply{.status = 429, .headers = {{"Retry-After", "7200"}}});
    server_.on("/refuses", Reply{.status = 422, .body = "no such\nfield"});
    server_.on("/moved", tests::redirect(308, server_.url("/hook")));
    const Answer busy = send("/busy");
    EXPECT_EQ(busy.kind, Kind::not_now);
    EXPECT_EQ(busy.wait, 2 * hour);
    const Answer refuses = send("/refuses");
    EXPECT_EQ(refuses.kind, Kind::refused);
    EXPECT_EQ(refuses.text, "HTTP 422: no such field");
    EXPECT_EQ(send("/moved").kind, Kind::not_set_up);
    EXPECT_EQ(server_.asked().size(), 3u) << "nothing goes where the user did not say";
}

TEST_F(HttpPostTest, AnEndWithoutAnAnswerMayHaveBeenATaking) {
    server_.on("/gone", Reply{.nothing = true});
    server_.on("/reset", Reply{.reset = true});
    EXPECT_EQ(send("/gone").kind, Kind::unknown);
    EXPECT_EQ(send("/reset").kind, Kind::unknown);
}

TEST_F(HttpPostTest, AnAnswerWithoutAnEndIsReadUpToTheLimit) {
    server_.on("/long", Reply{.status = 200, .body = std::string(1'000'000, 'x')});
    EXPECT_EQ(send("/long").kind, Kind::accepted);
}

TEST(PostEndTest, IsClassed) {
    const auto kind = [](int code, long status, bool handed_over) {
        PostEnd end;
        end.curl_code = code;
        end.status = status;
        end.is_handed_over = handed_over;
        return classify_post(end).kind;
    };
    EXPECT_EQ(kind(CURLE_OK, 200, true), Kind::accepted);
    for (const long status : {408L, 425L, 429L, 500L, 502L, 503L, 599L})
        EXPECT_EQ(kind(CURLE_OK, status, true), Kind::not_now) << status;
    for (const long status : {301L, 302L, 308L, 401L, 403L, 404L, 405L, 410L})
        EXPECT_EQ(kind(CURLE_OK, status, true), Kind::not_set_up) << status;
    for (const long status : {400L, 409L, 413L, 415L, 422L})
        EXPECT_EQ(kind(CURLE_OK, status, true), Kind::refused) << status;
    EXPECT_EQ(kind(CURLE_COULDNT_CONNECT, 0, false), Kind::not_now);
    EXPECT_EQ(kind(CURLE_COULDNT_RESOLVE_HOST, 0, false), Kind::not_now);
    EXPECT_EQ(kind(CURLE_OPERATION_TIMEDOUT, 0, false), Kind::not_now);
    EXPECT_EQ(kind(CURLE_OPERATION_TIMEDOUT, 0, true), Kind::unknown);
    EXPECT_EQ(kind(CURLE_PEER_FAILED_VERIFICATION, 0, false), Kind::not_set_up);
}

}  // namespace
}  // namespace earshot::io
