#include "daemon/app/etiquette/scripted_server.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace earshot::app::etiquette {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t head_bytes = 256 * 1024;

std::string bytes_of(const Answer& answer) {
    std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + " Scripted\r\n";
    for (const auto& [name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    if (answer.status != 304)
        bytes += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    bytes += "\r\n";
    return bytes + (answer.cut ? answer.body.substr(0, answer.body.size() / 2) : answer.body);
}

/// Off the front, up to `end` and without it.
std::string_view taken(std::string_view& text, std::string_view end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + end.size(), text.size()));
    return part;
}

Asked asked_by(std::string_view head) {
    Asked asked;
    std::string_view line = taken(head, "\r\n");
    asked.method = taken(line, " ");
    asked.target = taken(line, " ");
    while (!head.empty()) {
        std::string_view field = taken(head, "\r\n");
        if (field.empty()) break;
        std::string name(taken(field, ":"));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (field.starts_with(" ")) field.remove_prefix(1);
        std::string& value = asked.headers[name];
        if (!value.empty()) value += ", ";
        value += field;
    }
    return asked;
}

}  // namespace

ScriptedServer::ScriptedServer(asio::any_io_executor executor, const std::string& address,
                               Script& script, int& connections)
    : acceptor_(executor, tcp::endpoint(asio::ip::make_address(address), 0)),
      script_(script),
      connections_(connections),
      tasks_(executor) {}

void ScriptedServer::serve() {
    tasks_.spawn(accept());
}

std::string ScriptedServer::authority() const {
    const tcp::endpoint at = acceptor_.local_endpoint();
    return at.address().to_string() + ":" + std::to_string(at.port());
}

asio::awaitable<void> ScriptedServer::stop() {
    tasks_.cancel();
    return tasks_.join();
}

asio::awaitable<void> ScriptedServer::accept() {
    for (;;) {
        tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        tasks_.spawn(talk(std::move(socket), ++connections_));
    }
}

asio::awaitable<void> ScriptedServer::talk(tcp::socket socket, int connection) {
    std::string read;
    for (;;) {
        auto [failed, size] = co_await asio::async_read_until(
            socket, asio::dynamic_buffer(read, head_bytes), "\r\n\r\n", no_throw);
        if (failed) co_return;
        Asked asked = asked_by(std::string_view(read).substr(0, size));
        asked.authority = authority();
        asked.connection = connection;
        const bool closes = asked.header("connection") == "close";
        read.erase(0, size);
        const Answer answer = script_.answer(std::move(asked));
        const std::string bytes = bytes_of(answer);
        auto [broken, written] = co_await asio::async_write(socket, asio::buffer(bytes), no_throw);
        static_cast<void>(written);
        if (broken || closes || answer.cut) co_return;
    }
}

}  // namespace earshot::app::etiquette
