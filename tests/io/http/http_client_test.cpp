#include "daemon/io/http/http_client.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/io/loop/task_group.hpp"
#include "support/brotli_zstd.hpp"
#include "support/feed_server.hpp"
#include "support/gzip.hpp"
#include "support/run.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using http::Fault;
using tests::Asked;
using tests::FeedServer;
using tests::redirect;
using tests::Reply;

http::Request request_to(const std::string& address) {
    http::Request request;
    request.url = Url::parse(address).value();
    request.headers.emplace_back("Accept", "application/atom+xml, */*;q=0.1");
    request.user_agent = "earshot-test/1 (+https://earshot.example)";
    return request;
}

asio::awaitable<void> fetch(HttpClient& client, http::Request request,
                            std::optional<http::Outcome>& outcome) {
    http::Outcome got = co_await client.fetch(std::move(request));
    outcome = std::move(got);
}

std::string describe(const http::Outcome& outcome) {
    if (const auto* reply = std::get_if<http::Reply>(&outcome))
        return std::to_string(reply->status) + " with " + std::to_string(reply->body.size());
    return std::get<http::Broken>(outcome).text;
}

class HttpClientTest : public ::testing::Test {
protected:
    http::Outcome get(const std::string& target) { return get(request_to(server.url(target))); }
    http::Outcome get(http::Request request) {
        return tests::run(io, client.fetch(std::move(request)));
    }
    http::Reply reply(const std::string& target) {
        http::Outcome outcome = get(target);
        EXPECT_TRUE(std::holds_alternative<http::Reply>(outcome)) << describe(outcome);
        return std::holds_alternative<http::Reply>(outcome) ? std::get<http::Reply>(outcome)
                                                            : http::Reply();
    }
    void expect_fault(const std::string& target, Fault fault) {
        const http::Outcome outcome = get(target);
        const auto* broken = std::get_if<http::Broken>(&outcome);
        ASSERT_NE(broken, nullptr) << target << ": " << describe(outcome);
        EXPECT_EQ(to_text(broken->fault), to_text(fault)) << target << ": " << broken->text;
        EXPECT_EQ(broken->text.find("127.0.0.1"), std::string::npos) << broken->text;
    }

    asio::io_context io{1};
    FeedServer server{io};
    HttpClient client{io.get_executor(), HttpClientSettings()};
};

TEST_F(HttpClientTest, GivesStatusHeadersAndBody) {
    server.on("/feed", {.headers = {{"ETag", "W/\"a  b\""},
                                    {"Cache-Control", "max-age=60"},
                                    {"cache-control", "private"},
                                    {"X-Empty", ""}},
                        .body = "<rss/>"});
    const http::Reply got = reply("/feed");
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.body, "<rss/>");
    EXPECT_EQ(got.effective.reveal(), server.url("/feed"));
    EXPECT_TRUE(got.hops.empty());
    EXPECT_EQ(http::header(got.headers, "etag"), "W/\"a  b\"");
    EXPECT_EQ(http::header(got.headers, "cache-control"), "max-age=60, private");
    EXPECT_TRUE(got.headers.contains("x-empty"));
}

// Rules 2, 3, 31, 38 to 43: these bytes and no others.
TEST_F(HttpClientTest, SaysExactlyThisOnTheWire) {
    server.on("/a/../feed?b=%20&&c=1",
              {.headers = {{"Set-Cookie", "id=1"}, {"ETag", "\"2\""}}, .body = "x"});
    http::Request request = request_to(server.url("/a/../feed?b=%20&&c=1#part"));
    request.conditional.emplace_back("If-None-Match", "W/\"x y\"");
    request.conditional.emplace_back("If-Modified-Since", "Thu, 1 Jan 2020 00:00:00 +0000");
    request.conditional_for = request.url;
    get(request);
    get(request);
    const std::string expected =
        "GET /a/../feed?b=%20&&c=1 HTTP/1.1\r\n"
        "Host: 127.0.0.1:" +
        std::to_string(server.port()) +
        "\r\n"
        "User-Agent: earshot-test/1 (+https://earshot.example)\r\n"
        "Accept-Encoding: gzip, br, zstd\r\n"
        "Accept: application/atom+xml, */*;q=0.1\r\n"
        "If-None-Match: W/\"x y\"\r\n"
        "If-Modified-Since: Thu, 1 Jan 2020 00:00:00 +0000\r\n"
        "\r\n";
    ASSERT_EQ(server.asked().size(), 2u);
    for (const Asked& asked : server.asked())
        EXPECT_EQ(asked.head, expected);
    EXPECT_EQ(server.connections(), 1);  // rule 45: the second poll came on the same one
}

TEST_F(HttpClientTest, StatusesAreRepliesAndNotFaults) {
    for (const int status : {304, 400, 401, 403, 404, 410, 429, 500, 503, 599}) {
        const std::string target = "/" + std::to_string(status);
        server.on(target, {.status = status, .headers = {{"Retry-After", "7"}}});
        const http::Reply got = reply(target);
        EXPECT_EQ(got.status, status);
        EXPECT_EQ(http::header(got.headers, "retry-after"), "7");
    }
}

TEST_F(HttpClientTest, AnInterimReplyIsPassedOver) {
    server.on("/early", {.raw = "HTTP/1.1 103 Early Hints\r\nETag: \"no\"\r\n\r\n"
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
    const http::Reply got = reply("/early");
    EXPECT_EQ(got.body, "ok");
    EXPECT_FALSE(got.headers.contains("etag"));
}

TEST_F(HttpClientTest, DecodesCompressedBodies) {
    const std::string document(100'000, 'a');
    server.on("/gzip",
              {.headers = {{"Content-Encoding", "gzip"}}, .body = tests::compressed(document)});
    server.on("/deflate", {.headers = {{"Content-Encoding", "deflate"}},
                           .body = tests::compressed(document, 15)});
    server.on("/br", {.headers = {{"Content-Encoding", "br"}}, .body = tests::brotli(document)});
    server.on("/zstd",
              {.headers = {{"Content-Encoding", "zstd"}}, .body = tests::zstandard(document)});
    server.on("/none", {.headers = {{"Content-Encoding", "gzip"}}, .body = ""});
    EXPECT_EQ(reply("/gzip").body, document);
    EXPECT_EQ(reply("/deflate").body, document);
    EXPECT_EQ(reply("/br").body, document);
    EXPECT_EQ(reply("/zstd").body, document);
    EXPECT_EQ(reply("/none").body, "");
}

// A coding that does not exist codes nothing, and what the bytes show goes before what is said.
TEST_F(HttpClientTest, ReadsWhatIsMeantAndNotWhatIsSaid) {
    const std::string document = "<rss/>";
    for (const char* said : {"utf-8", "none", "binary", "", "identity", "UTF-8, none", "gzip"}) {
        server.on("/feed", {.headers = {{"Content-Encoding", said}}, .body = document});
        EXPECT_EQ(reply("/feed").body, document) << said;
    }
    server.on("/feed", {.body = tests::compressed(document)});
    EXPECT_EQ(reply("/feed").body, document);
    server.on("/feed",
              {.headers = {{"Content-Encoding", "utf-8"}}, .body = tests::compressed(document)});
    EXPECT_EQ(reply("/feed").body, document);
}

TEST_F(HttpClientTest, BodiesAreBounded) {
    const std::string at(http::limits::decoded_bytes, 'a');
    server.on("/at", {.body = at});
    server.on("/past", {.body = at + "a"});
    server.on("/gzip-at",
              {.headers = {{"Content-Encoding", "gzip"}}, .body = tests::compressed(at)});
    server.on("/bomb",
              {.headers = {{"Content-Encoding", "gzip"}}, .body = tests::compressed(at + "a")});
    server.on("/wire",
              {.headers = {{"Content-Encoding", "gzip"}},
               .body = tests::compressed("") + std::string(http::limits::compressed_bytes, '\0')});
    EXPECT_EQ(reply("/at").body.size(), http::limits::decoded_bytes);
    EXPECT_EQ(reply("/gzip-at").body.size(), http::limits::decoded_bytes);
    expect_fault("/past", Fault::too_large);
    expect_fault("/bomb", Fault::too_large);
    expect_fault("/wire", Fault::too_large);
}

TEST_F(HttpClientTest, HeadersAreBounded) {
    const std::string start = "HTTP/1.1 200 OK\r\n";
    const std::string end = "Content-Length: 0\r\n\r\n";
    const std::string name = "X: ";
    const std::size_t room =
        http::limits::header_bytes - start.size() - end.size() - name.size() - 2;
    server.on("/at", {.raw = start + name + std::string(room, 'a') + "\r\n" + end});
    server.on("/past", {.raw = start + name + std::string(room + 1, 'a') + "\r\n" + end});
    EXPECT_EQ(reply("/at").status, 200);
    expect_fault("/past", Fault::bad_reply);
}

struct FaultRow {
    const char* name;
    Reply reply;
    Fault fault;
};

TEST_F(HttpClientTest, WhatIsNotAProperReplyIsAFault) {
    const std::string zipped = tests::compressed(std::string(5000, 'a') + "end");
    const FaultRow rows[] = {
        {"connection reset", {.reset = true}, Fault::truncated},
        {"closed without a byte", {.nothing = true}, Fault::truncated},
        {"not HTTP", {.raw = "SSH-2.0-OpenSSH_9.2\r\n\r\n"}, Fault::bad_reply},
        {"body shorter than its length",
         {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"},
         Fault::truncated},
        {"chunked body without its end",
         {.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"},
         Fault::truncated},
        {"gzip cut in half",
         {.headers = {{"Content-Encoding", "gzip"}}, .body = zipped.substr(0, zipped.size() / 2)},
         Fault::truncated},
        {"gzip without its last byte",
         {.headers = {{"Content-Encoding", "gzip"}}, .body = zipped.substr(0, zipped.size() - 1)},
         Fault::truncated},
        {"brotli that is none",
         {.headers = {{"Content-Encoding", "br"}}, .body = "<rss/>"},
         Fault::bad_reply},
        {"a coding nobody asked for",
         {.headers = {{"Content-Encoding", "compress"}}, .body = "x"},
         Fault::bad_reply},
        {"two codings",
         {.headers = {{"Content-Encoding", "gzip, gzip"}}, .body = zipped},
         Fault::bad_reply},
        {"two different lengths",
         {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"},
         Fault::bad_reply},
        {"two different lengths in one line",
         {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nabc"},
         Fault::bad_reply},
        {"redirect to nowhere", redirect(301, "http://"), Fault::bad_reply},
        {"redirect to a file", redirect(301, "file:///etc/passwd"), Fault::bad_reply},
        {"redirect to another protocol", redirect(302, "gopher://127.0.0.1/"), Fault::bad_reply},
    };
    int number = 0;
    for (const FaultRow& row : rows) {
        SCOPED_TRACE(row.name);
        const std::string target = "/" + std::to_string(++number);
        server.on(target, row.reply);
        server.forget();
        expect_fault(target, row.fault);
        EXPECT_EQ(server.asked().size(), 1u);  // rule 31
    }
}

TEST_F(HttpClientTest, TheSameLengthTwiceIsHarmless) {
    server.on("/feed",
              {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"});
    EXPECT_EQ(reply("/feed").body, "abc");
}

TEST_F(HttpClientTest, NobodyListens) {
    unsigned short port = 0;
    {
        FeedServer gone(io);
        port = gone.port();
    }
    const http::Outcome outcome =
        get(request_to("http://127.0.0.1:" + std::to_string(port) + "/feed?token=secret"));
    ASSERT_TRUE(std::holds_alternative<http::Broken>(outcome));
    EXPECT_EQ(std::get<http::Broken>(outcome).fault, Fault::connect);
    EXPECT_EQ(std::get<http::Broken>(outcome).text, "cannot connect: Couldn't connect to server");
}

// Rules 34, 35, 10.
TEST_F(HttpClientTest, FollowsRedirectsAndTellsTheHops) {
    server.on("/a", redirect(301, "/b"));
    server.on("/b", redirect(302, server.url("/c?x=1")));
    server.on("/c?x=1", redirect(303, "d"));
    server.on("/d", redirect(307, "./e"));
    server.on("/e", redirect(308, "/end#part"));
    server.on("/end", {.body = "end"});
    http::Request request = request_to(server.url("/a"));
    request.conditional.emplace_back("If-None-Match", "\"1\"");
    request.conditional_for = Url::parse(server.url("/end")).value();
    const http::Outcome outcome = get(request);
    const auto& got = std::get<http::Reply>(outcome);
    EXPECT_EQ(got.body, "end");
    EXPECT_EQ(got.effective.reveal(), server.url("/end"));
    std::vector<std::pair<int, std::string>> hops;
    for (const http::Hop& hop : got.hops)
        hops.emplace_back(hop.status, hop.to.reveal());
    EXPECT_EQ(hops, (std::vector<std::pair<int, std::string>>{{301, server.url("/b")},
                                                              {302, server.url("/c?x=1")},
                                                              {303, server.url("/d")},
                                                              {307, server.url("/e")},
                                                              {308, server.url("/end")}}));
    ASSERT_EQ(server.asked().size(), 6u);
    for (const Asked& asked : server.asked()) {
        EXPECT_FALSE(asked.has("referer"));  // rule 43
        EXPECT_FALSE(asked.has("cookie"));
        EXPECT_EQ(asked.method, "GET");
        EXPECT_EQ(asked.has("if-none-match"), asked.target == "/end");  // rule 10
    }
}

TEST_F(HttpClientTest, RedirectsAreBounded) {
    for (int i = 0; i < 7; ++i)
        server.on("/" + std::to_string(i), redirect(302, "/" + std::to_string(i + 1)));
    server.on("/7", {.body = "end"});
    EXPECT_EQ(reply("/2").body, "end");  // five
    server.forget();
    expect_fault("/1", Fault::too_many_redirects);  // six
    EXPECT_EQ(server.asked().size(), 6u);
}

TEST_F(HttpClientTest, ARedirectInACircleIsFoundAtOnce) {
    server.on("/self", redirect(301, "/self"));
    server.on("/a", redirect(301, "/b"));
    server.on("/b", redirect(301, "/a"));
    expect_fault("/self", Fault::too_many_redirects);
    EXPECT_EQ(server.asked().size(), 1u);
    server.forget();
    expect_fault("/a", Fault::too_many_redirects);
    EXPECT_EQ(server.asked().size(), 2u);
}

TEST_F(HttpClientTest, ARedirectWithoutAPlaceIsAReply) {
    server.on("/feed", {.status = 301});
    EXPECT_EQ(reply("/feed").status, 301);
}

TEST_F(HttpClientTest, ASlowServerIsLeft) {
    HttpClientSettings settings;
    settings.total_time = std::chrono::milliseconds(50);
    HttpClient hasty(io.get_executor(), settings);
    server.on("/silent", {.hangs = true});
    server.on("/half", {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nha", .hangs = true});
    for (const char* target : {"/silent", "/half"}) {
        const http::Outcome outcome = tests::run(io, hasty.fetch(request_to(server.url(target))));
        ASSERT_TRUE(std::holds_alternative<http::Broken>(outcome)) << target;
        EXPECT_EQ(std::get<http::Broken>(outcome).fault, Fault::timed_out) << target;
    }
    EXPECT_EQ(hasty.in_flight(), 0);
}

TEST_F(HttpClientTest, CancellingTakesTheTransferOff) {
    server.on("/silent", {.hangs = true});
    std::vector<std::optional<http::Outcome>> outcomes(3);
    TaskGroup group(io.get_executor());
    for (auto& outcome : outcomes)
        group.spawn(fetch(client, request_to(server.url("/silent")), outcome));
    io.restart();
    while (server.asked().size() < outcomes.size())
        io.run_one();
    EXPECT_EQ(client.in_flight(), 3);
    group.cancel();
    while (group.size() > 0)
        io.run_one();
    EXPECT_EQ(client.in_flight(), 0);
    for (const auto& outcome : outcomes) {
        ASSERT_TRUE(outcome.has_value());
        ASSERT_TRUE(std::holds_alternative<http::Broken>(*outcome));
        EXPECT_EQ(std::get<http::Broken>(*outcome).fault, Fault::cancelled);
    }
}

TEST_F(HttpClientTest, ManyAtOnceOfEveryKind) {
    server.on("/feed", {.body = std::string(3000, 'x')});
    server.on("/moved", redirect(302, "/feed"));
    server.on("/reset", {.reset = true});
    server.on("/silent", {.hangs = true});
    const std::string targets[] = {"/feed", "/moved", "/reset", "/silent"};
    std::vector<std::optional<http::Outcome>> outcomes(200);
    TaskGroup finishing(io.get_executor());
    TaskGroup hanging(io.get_executor());
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        (i % 4 == 3 ? hanging : finishing)
            .spawn(fetch(client, request_to(server.url(targets[i % 4])), outcomes[i]));
    io.restart();
    while (finishing.size() > 0)
        io.run_one();
    hanging.cancel();
    while (hanging.size() > 0)
        io.run_one();
    EXPECT_GE(server.most_at_once(), 50);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        ASSERT_TRUE(outcomes[i].has_value());
        const auto* got = std::get_if<http::Reply>(&*outcomes[i]);
        EXPECT_EQ(got != nullptr, i % 4 < 2) << i << ": " << describe(*outcomes[i]);
        if (got) {
            EXPECT_EQ(got->body.size(), 3000u);
            EXPECT_EQ(got->hops.size(), i % 4);
        }
    }
}

TEST_F(HttpClientTest, ANamedHostMayBeGivenAPlace) {
    HttpClientSettings settings;
    settings.resolve = "feeds.example:" + std::to_string(server.port()) + ":127.0.0.1";
    HttpClient named(io.get_executor(), settings);
    server.on("/feed", {.body = "x"});
    const http::Outcome outcome = tests::run(
        io,
        named.fetch(request_to("http://feeds.example:" + std::to_string(server.port()) + "/feed")));
    ASSERT_TRUE(std::holds_alternative<http::Reply>(outcome)) << describe(outcome);
    EXPECT_EQ(server.asked().at(0).header("host"),
              "feeds.example:" + std::to_string(server.port()));
}

TEST(HttpClientSettings, CertificatesThatCannotBeReadAreSaidAtTheStart) {
    asio::io_context io(1);
    HttpClientSettings settings;
    settings.ca_file = "/nonexistent/ca.pem";
    EXPECT_THROW(HttpClient(io.get_executor(), settings), std::runtime_error);
}

}  // namespace
}  // namespace earshot::io
