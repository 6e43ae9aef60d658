// HTTP on the control socket.

#include "earshot/version.hpp"
#include "support/control_server_test.hpp"

namespace earshot::io {
namespace {

TEST_F(ControlServerTest, AnswersARequest) {
    start();
    const std::string reply = get("/v1/people/ann%20b?x=1");
    EXPECT_EQ(status_of(reply), 200);
    EXPECT_EQ(body_of(reply), "GET/v1/people/ann b&x=1:");
    EXPECT_TRUE(has(reply, "Earshot-Version: " EARSHOT_VERSION "\r\n")) << reply;
    EXPECT_TRUE(has(reply, "Earshot-Api: 1\r\n"));
    EXPECT_TRUE(has(reply, "Content-Type: application/json\r\n"));
    EXPECT_TRUE(has(reply, "X-Extra: yes\r\n"));
}

TEST_F(ControlServerTest, HeadersAreLowerCaseAndJoined) {
    start();
    get("/v1", "Idempotency-Key: a\r\nX-Many: 1\r\nx-many: 2\r\n");
    ASSERT_EQ(seen_.size(), 1u);
    EXPECT_EQ(seen_[0].headers.at("idempotency-key"), "a");
    EXPECT_EQ(seen_[0].headers.at("x-many"), "1, 2");
}

TEST_F(ControlServerTest, ConnectionIsKeptForMoreRequests) {
    start();
    Client& client = connect();
    // Pipelined: both arrive at once.
    say(client,
        "POST /v1/a HTTP/1.1\r\nHost: earshot\r\nContent-Length: 3\r\n\r\none"
        "GET /v1/b HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n");
    run_until([&] { return client.closed; });
    EXPECT_TRUE(has(client.got, "POST/v1/a:one"));
    EXPECT_TRUE(has(client.got, "GET/v1/b:"));
}

TEST_F(ControlServerTest, HeadIsGetWithoutTheBody) {
    start();
    const std::string reply =
        exchange("HEAD /v1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(status_of(reply), 200);
    EXPECT_TRUE(has(reply, "Content-Length: 7\r\n")) << reply;
    EXPECT_EQ(body_of(reply), "");
    EXPECT_EQ(seen_.at(0).method, "GET");
}

TEST_F(ControlServerTest, ForeignHostsAndPagesAreRefused) {
    start();
    const struct {
        const char* headers;
        int status;
    } rows[] = {
        {"Host: localhost\r\n", 200},
        {"Host: LOCALHOST\r\n", 200},
        {"Host: earshot\r\n", 200},
        {"Host:\r\n", 200},
        {"", 200},
        {"Host: example.com\r\n", 403},
        {"Host: localhost.example.com\r\n", 403},
        {"Host: localhost:8080\r\n", 403},
        {"Host: localhost\r\nHost: example.com\r\n", 403},
        {"Host: localhost\r\nOrigin: http://localhost\r\n", 200},
        {"Host: localhost\r\nOrigin: https://example.com\r\n", 403},
        {"Host: localhost\r\nOrigin: null\r\n", 403},
        {"Host: localhost\r\nReferer: http://earshot/digest\r\n", 200},
        {"Host: localhost\r\nReferer: http://localhost@example.com/\r\n", 403},
        {"Host: localhost\r\nReferer: http://example.com/\r\n", 403},
        {"Host: localhost\r\nReferer: http://\r\n", 403},
    };
    for (const auto& row : rows) {
        const std::string reply = exchange(std::string("GET /v1 HTTP/1.1\r\n") + row.headers +
                                           "Connection: close\r\n\r\n");
        EXPECT_EQ(status_of(reply), row.status) << row.headers << reply;
    }
    EXPECT_EQ(seen_.size(), 7u);
}

TEST_F(ControlServerTest, WhatIsNotARequestIsABadRequest) {
    start();
    const std::string_view rows[] = {
        "nonsense\r\n\r\n",
        "GET /v1 HTTP/9.9\r\n\r\n",
        "GET /v1%zz HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET http://localhost/v1 HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /v1 HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "POST /v1 HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    };
    for (const std::string_view row : rows) {
        Client& client = connect();
        say(client, std::string(row));
        run_until([&] { return !client.got.empty() || client.closed; });
        EXPECT_EQ(status_of(client.got), 400) << row << client.got;
        EXPECT_TRUE(has(client.got, "application/problem+json")) << row;
    }
    EXPECT_TRUE(seen_.empty());
}

TEST_F(ControlServerTest, HeaderLimit) {
    start();
    const std::string start_of = "GET /v1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: ";
    const std::string end_of = "\r\n\r\n";
    const std::string fill(limits::header_bytes - start_of.size() - end_of.size(), 'x');
    EXPECT_EQ(status_of(exchange(start_of + fill + end_of)), 200);

    Client& client = connect();
    say(client, start_of + fill + "x" + end_of);
    run_until([&] { return !client.got.empty(); });
    EXPECT_EQ(status_of(client.got), 431);
    EXPECT_EQ(seen_.size(), 1u);
}

TEST_F(ControlServerTest, BodyLimit) {
    start();
    const auto post = [](std::size_t size) {
        return "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
               std::to_string(size) + "\r\n\r\n" + std::string(size, 'b');
    };
    EXPECT_EQ(status_of(exchange(post(limits::body_bytes))), 200);
    ASSERT_EQ(seen_.size(), 1u);
    EXPECT_EQ(seen_[0].body.size(), limits::body_bytes);

    Client& client = connect();
    say(client, post(limits::body_bytes + 1));
    run_until([&] { return !client.got.empty(); });
    EXPECT_EQ(status_of(client.got), 413);
    EXPECT_EQ(seen_.size(), 1u);
}

TEST_F(ControlServerTest, ChunkedBodyHasTheSameLimit) {
    start();
    Client& client = connect();
    say(client,
        "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "100001\r\n" +
            std::string(0x100001, 'b') + "\r\n0\r\n\r\n");
    run_until([&] { return !client.got.empty(); });
    EXPECT_EQ(status_of(client.got), 413);
}

TEST_F(ControlServerTest, WhoWaitsForPermissionToSendGetsIt) {
    start();
    Client& client = connect();
    say(client,
        "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Connection: close\r\nContent-Length: 3\r\n\r\n");
    run_until([&] { return has(client.got, "100 Continue"); });
    say(client, "abc");
    run_until([&] { return client.closed; });
    EXPECT_TRUE(has(client.got, "POST/v1/x:abc"));
}

TEST_F(ControlServerTest, ConnectionLimit) {
    start();
    std::vector<Client*> clients;
    for (int i = 0; i < limits::connections - 1; ++i)
        clients.push_back(&connect());
    EXPECT_EQ(status_of(get("/v1/the-last")), 200);
    clients.push_back(&connect());
    EXPECT_EQ(status_of(get("/v1/one-more")), 503);
    EXPECT_EQ(seen_.size(), 1u);

    clients.back()->socket.close();  // one goes, another may come
    io_.poll();
    EXPECT_EQ(status_of(get("/v1/again")), 200);
}

TEST_F(ControlServerTest, IdleConnectionsAreClosed) {
    socket_.idle = milliseconds(1);
    start();
    Client& silent = connect();
    Client& stuck = connect();
    say(stuck, "GET /v1 HTTP/1.1\r\nHost: loc");
    run_until([&] { return silent.closed && stuck.closed; });
    EXPECT_EQ(silent.got, "");
    EXPECT_TRUE(seen_.empty());
}

TEST_F(ControlServerTest, StopsWithOpenConnections) {
    start();
    Client& idle = connect();
    Client& listener = connect();
    say(listener, "GET /v1/stream HTTP/1.1\r\n\r\n");
    run_until([&] { return has(listener.got, "200 OK"); });
    stop();
    run_until([&] { return idle.closed && listener.closed; });
    EXPECT_FALSE(std::filesystem::exists(socket_.path));
}

}  // namespace
}  // namespace earshot::io
