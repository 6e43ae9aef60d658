// GET /v1/stream on the control socket.

#include "support/control_server_test.hpp"

namespace earshot::io {
namespace {

TEST_F(ControlServerTest, StreamsEvents) {
    start();
    events_.publish(EventType::poll, R"({"n":1})");
    Client& client = connect();
    say(client, "GET /v1/stream?types=finding HTTP/1.1\r\nHost: localhost\r\n\r\n");
    run_until([&] { return has(client.got, ": ping\n\n"); });
    EXPECT_TRUE(has(client.got, "Content-Type: text/event-stream\r\n"));
    events_.publish(EventType::poll, R"({"n":2})");
    events_.publish(EventType::finding, R"({"n":3})");
    run_until([&] { return has(client.got, "n\":3"); });
    EXPECT_TRUE(has(client.got, "id: 3\nevent: finding\ndata: {\"n\":3}\n\n"));
    EXPECT_FALSE(has(client.got, "event: poll"));
}

TEST_F(ControlServerTest, StreamResumesAfterTheLastEvent) {
    start();
    for (int i = 1; i <= 4; ++i)
        events_.publish(EventType::poll, "{}");
    const struct {
        const char* target;
        const char* header;
    } rows[] = {{"/v1/stream?since=2", ""},
                {"/v1/stream", "Last-Event-ID: 2\r\n"},
                {"/v1/stream?since=0", "Last-Event-ID: 2\r\n"}};
    for (const auto& row : rows) {
        Client& client = connect();
        say(client, std::string("GET ") + row.target + " HTTP/1.0\r\n" + row.header + "\r\n");
        run_until([&] { return has(client.got, "id: 4\n"); });
        EXPECT_TRUE(has(client.got, "id: 3\n")) << row.target;
        EXPECT_FALSE(has(client.got, "id: 2\n")) << row.target;
    }
}

TEST_F(ControlServerTest, StreamRefusesWhatItDoesNotKnow) {
    start();
    for (const char* target : {"/v1/stream?since=x", "/v1/stream?since=-1",
                               "/v1/stream?types=polls", "/v1/stream?type=poll"})
        EXPECT_EQ(status_of(get(target)), 400) << target;
}

TEST_F(ControlServerTest, StreamLimit) {
    start();
    std::vector<Client*> clients;
    for (int i = 0; i < limits::streams; ++i) {
        clients.push_back(&connect());
        say(*clients.back(), "GET /v1/stream HTTP/1.1\r\n\r\n");
    }
    run_until([&] { return has(clients.back()->got, "200 OK"); });
    EXPECT_EQ(status_of(get("/v1/stream")), 503);
    EXPECT_EQ(status_of(get("/v1/status")), 200);
}

TEST_F(ControlServerTest, AListenerWhoReadsNothingDelaysNobody) {
    start();
    Client& silent = clients_.emplace_back(io_, socket_.path);  // nobody receives
    say(silent, "GET /v1/stream?since=0 HTTP/1.1\r\n\r\n");
    Client& other = connect();
    say(other, "GET /v1/stream?since=0 HTTP/1.1\r\n\r\n");
    run_until([&] { return has(other.got, "200 OK"); });
    const std::string large = "{\"x\":\"" + std::string(1000, 'x') + "\"}";
    for (std::size_t i = 0; i < EventStream::ring + 1000; ++i) {
        events_.publish(EventType::poll, large);
        io_.poll();
    }
    const std::string last = "id: " + std::to_string(EventStream::ring + 1000) + "\n";
    run_until([&] { return has(other.got, last); });
    EXPECT_FALSE(has(other.got, "lagged"));

    asio::co_spawn(io_, receive(silent), asio::detached);
    run_until([&] { return has(silent.got, last); });
    EXPECT_TRUE(has(silent.got, "event: lagged"));
}

}  // namespace
}  // namespace earshot::io
