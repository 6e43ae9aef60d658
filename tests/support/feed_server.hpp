#pragma once
// A scripted HTTP/1.1 server on loopback, on the test's own io_context. It records every request
// byte for byte, and can answer with anything: a proper reply, raw bytes, a broken connection, or
// nothing until the test says so.
//
//   FeedServer server(io);
//   server.on("/feed", {.headers = {{"ETag", "\"1\""}}, .body = rss});
//   server.on("/moved", [&](const Asked&) { return redirect(301, server.url("/feed")); });

#include <algorithm>
#include <cctype>
#include <concepts>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/io/loop/task_group.hpp"

namespace earshot::tests {

/// One request as it came.
struct Asked {
    std::string head;  // verbatim, the empty line included
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body = {};
    int connection = 0;  // which connection it came on, from 1

    bool has(const std::string& name) const { return headers.contains(name); }
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

struct Reply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers =
        {};  // Content-Length comes by itself
    std::string body = {};
    std::string raw = {};  // when not empty: these bytes as they are, then the connection ends
    bool reset = false;    // not a byte, and the connection is reset
    bool nothing = false;  // not a byte, and the connection is closed
    bool hangs = false;    // answered only after release(); with `raw`, that is sent first
    bool closes = false;   // "Connection: close"
};

inline Reply redirect(int status, std::string to) {
    Reply reply;
    reply.status = status;
    reply.headers.emplace_back("Location", std::move(to));
    return reply;
}

class FeedServer {
public:
    using Script = std::function<Reply(const Asked&)>;

    /// Other loopback addresses (127.0.0.2) serve as other hosts. With a port, one that was there
    /// before comes up again.
    explicit FeedServer(boost::asio::io_context& io, const std::string& address = "127.0.0.1",
                        unsigned short port = 0)
        : io_(io),
          acceptor_(io, {boost::asio::ip::make_address(address), port}),
          released_(io, boost::asio::steady_timer::time_point::max()),
          tasks_(io.get_executor()) {
        tasks_.spawn(accept());
    }

    ~FeedServer() {
        tasks_.cancel();
        io_.restart();
        while (tasks_.size() > 0 && io_.run_one() > 0) {
        }
    }

    std::string url(const std::string& target) const {
        return "http://" + acceptor_.local_endpoint().address().to_string() + ":" +
               std::to_string(port()) + target;
    }
    unsigned short port() const { return acceptor_.local_endpoint().port(); }

    /// Targets are compared whole, query included. What is not scripted is 404.
    template <std::invocable<const Asked&> Function>
    void on(const std::string& target, Function script) {
        scripts_[target] = std::move(script);
    }
    void on(const std::string& target, Reply reply) {
        scripts_[target] = [reply = std::move(reply)](const Asked&) { return reply; };
    }

    /// Lets every reply that hangs go on.
    void release() { released_.cancel(); }

    const std::vector<Asked>& asked() const { return asked_; }
    void forget() { asked_.clear(); }
    int connections() const { return connections_; }
    int most_at_once() const { return most_at_once_; }

private:
    boost::asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
            // A long body's last segment would wait for the peer's delayed acknowledgement.
            socket.set_option(boost::asio::ip::tcp::no_delay(true));
            tasks_.spawn(talk(std::move(socket), ++connections_));
        }
    }

    boost::asio::awaitable<void> talk(boost::asio::ip::tcp::socket socket, int connection) {
        using namespace boost::asio;
        std::string read;
        for (;;) {
            auto [failed, size] = co_await async_read_until(
                socket, dynamic_buffer(read, 256 * 1024), "\r\n\r\n", as_tuple(use_awaitable));
            if (failed) co_return;
            Asked asked = parse(read.substr(0, size), connection);
            read.erase(0, size);
            const std::string length = asked.header("content-length");
            const std::size_t bytes_of_body = length.empty() ? 0 : std::stoul(length);
            if (read.size() < bytes_of_body) {
                auto [cut, more] = co_await async_read(
                    socket, dynamic_buffer(read), transfer_exactly(bytes_of_body - read.size()),
                    as_tuple(use_awaitable));
                static_cast<void>(more);
                if (cut) co_return;
            }
            asked.body = read.substr(0, bytes_of_body);
            read.erase(0, bytes_of_body);
            asked_.push_back(asked);
            const auto script = scripts_.find(asked.target);
            const Reply reply = script == scripts_.end() ? missing() : script->second(asked);
            if (reply.reset) socket.set_option(socket_base::linger(true, 0));
            if (reply.reset || reply.nothing) co_return;
            most_at_once_ = std::max(most_at_once_, ++answering_);
            if (reply.hangs) {
                auto [cut, sent] =
                    co_await async_write(socket, buffer(reply.raw), as_tuple(use_awaitable));
                static_cast<void>(cut), static_cast<void>(sent);
                auto [woken] = co_await released_.async_wait(as_tuple(use_awaitable));
                static_cast<void>(woken);
            }
            const std::string bytes = to_bytes(reply);
            auto [broken, written] =
                co_await async_write(socket, buffer(bytes), as_tuple(use_awaitable));
            static_cast<void>(written);
            --answering_;
            if (broken || !reply.raw.empty() || reply.closes) co_return;
        }
    }

    static Reply missing() {
        Reply reply;
        reply.status = 404;
        return reply;
    }

    static std::string to_bytes(const Reply& reply) {
        if (!reply.raw.empty()) return reply.hangs ? std::string() : reply.raw;
        std::string bytes = "HTTP/1.1 " + std::to_string(reply.status) + " Scripted\r\n";
        for (const auto& [name, value] : reply.headers)
            bytes += name + ": " + value + "\r\n";
        if (reply.closes) bytes += "Connection: close\r\n";
        if (reply.status != 304)
            bytes += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
        return bytes + "\r\n" + reply.body;
    }

    static Asked parse(std::string head, int connection) {
        Asked asked;
        asked.connection = connection;
        std::size_t end = head.find("\r\n");
        const std::string line = head.substr(0, end);
        const std::size_t first = line.find(' ');
        const std::size_t last = line.rfind(' ');
        asked.method = line.substr(0, first);
        asked.target = line.substr(first + 1, last - first - 1);
        for (std::size_t at = end + 2; (end = head.find("\r\n", at)) != at; at = end + 2) {
            const std::string field = head.substr(at, end - at);
            const std::size_t colon = field.find(": ");
            std::string name = field.substr(0, colon);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            asked.headers[name] = colon == std::string::npos ? "" : field.substr(colon + 2);
        }
        asked.head = std::move(head);
        return asked;
    }

    boost::asio::io_context& io_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer released_;
    std::map<std::string, Script> scripts_;
    std::vector<Asked> asked_;
    int connections_ = 0;
    int answering_ = 0;
    int most_at_once_ = 0;
    io::TaskGroup tasks_;
};

}  // namespace earshot::tests
