#pragma once
// The fixture of the control server's tests: a server that echoes what it was asked, on a socket in
// a temporary directory, and clients on the same loop.

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/io/control/server.hpp"
#include "daemon/io/loop/task_group.hpp"

namespace earshot::io {

namespace asio = boost::asio;
namespace limits = control::limits;
using Local = asio::local::stream_protocol;
using std::chrono::milliseconds;

inline constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

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

inline asio::awaitable<void> send(Client& client) {
    const auto bytes = asio::buffer(client.sent);
    co_await asio::async_write(client.socket, bytes, no_throw);
}

inline asio::awaitable<void> receive(Client& client) {
    std::string part(64 * 1024, '\0');
    const auto room = asio::buffer(part);
    while (!client.closed) {
        auto [error, size] = co_await client.socket.async_read_some(room, no_throw);
        client.got.append(part, 0, size);
        client.closed = bool(error);
    }
}

inline asio::awaitable<control::Answer> echo(std::vector<control::Request>& seen,
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
            [this](control::Request request) { return echo(seen_, std::move(request)); },
            [this](const control::Request& head) { return body_limit_(head); });
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
    ControlServer::BodyLimit body_limit_ = [](const control::Request&) {
        return limits::body_bytes;
    };
};

}  // namespace earshot::io
