#include "daemon/io/control_server.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <list>
#include <system_error>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/io/task_group.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
namespace limits = control::limits;
using Local = asio::local::stream_protocol;
using std::chrono::milliseconds;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

/// One side of a connection: writes, and reads all that comes.
struct Client {
    explicit Client(asio::io_context& io, const std::string& path) : socket(io) {
        socket.connect(Local::endpoint(path));
    }
    Local::socket socket;
    std::string sent;
    std::string got;
    bool closed = false;
};

asio::awaitable<void> send(Client& client) {
    const auto bytes = asio::buffer(client.sent);
    co_await asio::async_write(client.socket, bytes, no_throw);
}

asio::awaitable<void> receive(Client& client) {
    std::string part(64 * 1024, '\0');
    const auto room = asio::buffer(part);
    while (!client.closed) {
        auto [error, size] = co_await client.socket.async_read_some(room, no_throw);
        client.got.append(part, 0, size);
        client.closed = bool(error);
    }
}

asio::awaitable<control::Answer> echo(std::vector<control::Request>& seen,
                                      control::Request request) {
    control::Answer answer;
    answer.body = request.method;
    for (const std::string& part : request.path)
        answer.body += "/" + part;
    for (const auto& [name, value] : request.query)
        answer.body += "&" + name + "=" + value;
    answer.body += ":" + request.body;
    answer.headers.emplace_back("X-Extra", "yes");
    seen.push_back(std::move(request));
    co_return answer;
}

class ControlServerTest : public testing::Test {
protected:
    ControlServerTest() {
        char name[] = "/tmp/earshot-control-XXXXXX";
        directory_ = mkdtemp(name);
        socket_.path = directory_ + "/s";
    }
    ~ControlServerTest() override {
        stop();
        for (Client& client : clients_)
            client.socket.close();
        io_.restart();
        io_.run();
        std::filesystem::remove_all(directory_);
    }

    void start() {
        server_ = std::make_unique<ControlServer>(
            io_.get_executor(), socket_, events_,
            [this](control::Request request) { return echo(seen_, std::move(request)); });
        tasks_.spawn(server_->run());
        io_.poll();
    }
    void stop() {
        if (!server_) return;
        tasks_.cancel();
        asio::co_spawn(io_, tasks_.join(), asio::detached);
        io_.restart();
        while (tasks_.size() > 0)
            io_.run_one();
        server_.reset();
    }
    /// Clients live as long as the loop: their coroutines refer to them.
    Client& connect() {
        Client& client = clients_.emplace_back(io_, socket_.path);
        asio::co_spawn(io_, receive(client), asio::detached);
        io_.poll();
        return client;
    }
    void say(Client& client, std::string bytes) {
        client.sent = std::move(bytes);
        asio::co_spawn(io_, send(client), asio::detached);
    }
    template <class Until>
    void run_until(Until until) {
        io_.restart();
        while (!until())
            ASSERT_GT(io_.run_one(), 0u);
    }
    /// Sends this and gives all that came until the server closed.
    std::string exchange(std::string bytes) {
        Client& client = connect();
        say(client, std::move(bytes));
        run_until([&] { return client.closed; });
        client.socket.close();
        return client.got;
    }
    std::string get(const std::string& target, const std::string& headers = "") {
        return exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                        headers + "\r\n");
    }
    static int status_of(const std::string& reply) {
        return reply.size() < 12 ? 0 : std::stoi(reply.substr(9, 3));
    }
    static std::string body_of(const std::string& reply) {
        return reply.substr(reply.find("\r\n\r\n") + 4);
    }
    static bool has(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }

    asio::io_context io_{1};
    std::list<Client> clients_;
    EventStream events_{io_.get_executor(), 1, milliseconds(1)};
    TaskGroup tasks_{io_.get_executor()};
    std::string directory_;
    ControlSocket socket_;
    std::unique_ptr<ControlServer> server_;
    std::vector<control::Request> seen_;
};

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

TEST_F(ControlServerTest, PeerIsKnownByItsCredentials) {
    start();
    get("/v1");
    ASSERT_EQ(seen_.size(), 1u);
    EXPECT_EQ(seen_[0].peer.pid, getpid());
    EXPECT_EQ(seen_[0].peer.uid, getuid());
    EXPECT_TRUE(seen_[0].peer.may_write);
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

TEST_F(ControlServerTest, StreamsEvents) {
    start();
    events_.publish("poll", R"({"n":1})");
    Client& client = connect();
    say(client, "GET /v1/stream?types=finding HTTP/1.1\r\nHost: localhost\r\n\r\n");
    run_until([&] { return has(client.got, ": ping\n\n"); });
    EXPECT_TRUE(has(client.got, "Content-Type: text/event-stream\r\n"));
    events_.publish("poll", R"({"n":2})");
    events_.publish("finding", R"({"n":3})");
    run_until([&] { return has(client.got, "n\":3"); });
    EXPECT_TRUE(has(client.got, "id: 3\nevent: finding\ndata: {\"n\":3}\n\n"));
    EXPECT_FALSE(has(client.got, "event: poll"));
}

TEST_F(ControlServerTest, StreamResumesAfterTheLastEvent) {
    start();
    for (int i = 1; i <= 4; ++i)
        events_.publish("poll", "{}");
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
        events_.publish("poll", large);
        io_.poll();
    }
    const std::string last = "id: " + std::to_string(EventStream::ring + 1000) + "\n";
    run_until([&] { return has(other.got, last); });
    EXPECT_FALSE(has(other.got, "lagged"));

    asio::co_spawn(io_, receive(silent), asio::detached);
    run_until([&] { return has(silent.got, last); });
    EXPECT_TRUE(has(silent.got, "event: lagged"));
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

TEST_F(ControlServerTest, SocketIsForOwnerAndGroup) {
    start();
    struct stat file {};
    ASSERT_EQ(stat(socket_.path.c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777, 0660u);
}

TEST_F(ControlServerTest, AnAbandonedSocketIsReplaced) {
    const int abandoned = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_.path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(bind(abandoned, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    close(abandoned);
    start();
    EXPECT_EQ(status_of(get("/v1")), 200);
}

TEST_F(ControlServerTest, ALiveSocketIsLeftAlone) {
    start();
    try {
        Listener second(socket_);
        FAIL() << "listens twice";
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code().value(), EADDRINUSE);
        EXPECT_TRUE(has(error.what(), socket_.path));
    }
    EXPECT_EQ(status_of(get("/v1")), 200);
}

TEST_F(ControlServerTest, CannotListenJustAnywhere) {
    std::ofstream(directory_ + "/file") << "not a socket";
    const std::string rows[] = {directory_ + "/file", directory_ + "/none/s", "",
                                "/tmp/" + std::string(200, 'x')};
    for (const std::string& path : rows) {
        ControlSocket wanted;
        wanted.path = path;
        EXPECT_THROW(Listener{wanted}, std::system_error) << path;
    }
    ControlSocket wanted = socket_;
    wanted.group = "no-such-group-here";
    EXPECT_THROW(Listener{wanted}, std::system_error);
    EXPECT_FALSE(std::filesystem::exists(socket_.path));
}

TEST_F(ControlServerTest, AnInheritedSocketIsServedAndStays) {
    const int inherited = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_.path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(bind(inherited, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ControlSocket wanted;
    wanted.inherited = inherited;
    EXPECT_THROW(Listener{wanted}, std::system_error);  // does not listen
    ASSERT_EQ(listen(inherited, 5), 0);
    socket_.inherited = inherited;
    start();
    EXPECT_EQ(status_of(get("/v1")), 200);
    stop();
    EXPECT_TRUE(std::filesystem::exists(socket_.path));
}

}  // namespace
}  // namespace earshot::io
