#pragma once
// A mail server for the tests, on the test's own io_context: takes messages, or refuses, drops or
// keeps silent at a stage the test names. Speaks no TLS.

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/io/loop/task_group.hpp"

namespace earshot::test {

class SmtpServer {
public:
    /// What to say at each stage; empty text closes the connection there without a word, and
    /// `silence` says nothing until the client goes.
    static constexpr const char* silence = "(silence)";
    struct Script {
        std::string greeting = "220 mx.test ready";
        std::vector<std::string> extensions = {"8BITMIME", "SIZE 10485760"};  // after EHLO
        std::string starttls = "454 not today";
        std::string login = "535 5.7.8 bad login";
        std::string from = "250 sender ok";
        std::string recipient = "250 recipient ok";
        std::string data = "354 go ahead";
        std::string end = "250 2.0.0 queued";
        bool keep_dropped = true;  // a message whose end is answered by nothing is kept
        std::function<void()> on_silence;
    };

    struct Received {
        std::string from;
        std::vector<std::string> to;
        std::string bytes;  // dots taken out again
    };

    explicit SmtpServer(boost::asio::any_io_executor executor)
        : acceptor_(executor, {boost::asio::ip::address_v4::loopback(), 0}), tasks_(executor) {
        tasks_.spawn(accept());
    }

    int port() const { return acceptor_.local_endpoint().port(); }

    Script script;
    std::vector<Received> received;
    std::vector<std::string> commands;  // every line the clients sent outside of DATA

    bool heard(const std::string& word) const {
        return std::any_of(commands.begin(), commands.end(), [&](const std::string& line) {
            return line.find(word) != std::string::npos;
        });
    }

    /// To be awaited before the server goes.
    boost::asio::awaitable<void> stop() {
        tasks_.cancel();
        co_await tasks_.join();
    }

private:
    using Socket = boost::asio::ip::tcp::socket;

    struct Session {
        explicit Session(Socket accepted) : socket(std::move(accepted)) {}
        Socket socket;
        std::string buffer;
        Received mail;
    };

    boost::asio::awaitable<void> accept() {
        while (true) {
            auto [error, socket] =
                co_await acceptor_.async_accept(boost::asio::as_tuple(boost::asio::use_awaitable));
            if (error) co_return;
            tasks_.spawn(serve(std::move(socket)));
        }
    }

    boost::asio::awaitable<void> serve(Socket socket) {
        Session session(std::move(socket));
        bool open = co_await say(session, script.greeting);
        while (open) {
            std::string line;
            open = co_await hear(session, line);
            if (!open) break;
            commands.push_back(line);
            open = co_await answer(session, std::move(line));
        }
    }

    boost::asio::awaitable<bool> answer(Session& session, std::string line) {
        const std::string verb = line.substr(0, line.find(' '));
        if (verb == "EHLO") co_return co_await say(session, greeting_of_extensions());
        if (verb == "STARTTLS") co_return co_await say(session, script.starttls);
        if (verb == "AUTH") co_return co_await let_in(session);
        if (verb == "QUIT") {
            co_await say(session, "221 bye");
            co_return false;
        }
        if (verb == "MAIL") {
            session.mail = Received();
            session.mail.from = line;
            co_return co_await say(session, script.from);
        }
        if (verb == "RCPT") {
            session.mail.to.push_back(line);
            co_return co_await say(session, script.recipient);
        }
        if (verb == "DATA") co_return co_await take_message(session);
        co_return co_await say(session, "502 not here");
    }

    /// Asked for more ("334 "), the client says it in a line of its own.
    boost::asio::awaitable<bool> let_in(Session& session) {
        if (!co_await say(session, script.login)) co_return false;
        if (!script.login.starts_with("334")) co_return true;
        std::string line;
        if (!co_await hear(session, line)) co_return false;
        commands.push_back(line);
        co_return co_await say(session, "235 2.7.0 welcome");
    }

    boost::asio::awaitable<bool> take_message(Session& session) {
        if (!co_await say(session, script.data)) co_return false;
        if (!script.data.starts_with("354")) co_return true;
        while (true) {
            std::string line;
            if (!co_await hear(session, line)) co_return false;
            if (line == ".") break;
            if (line.starts_with('.')) line.erase(0, 1);
            session.mail.bytes += line + "\r\n";
        }
        const bool kept = script.end.empty() ? script.keep_dropped : script.end.starts_with('2');
        if (kept) received.push_back(session.mail);
        co_return co_await say(session, script.end);
    }

    std::string greeting_of_extensions() const {
        std::string text = "250-mx.test";
        for (const std::string& extension : script.extensions)
            text += "\r\n250-" + extension;
        text[text.rfind("250-") + 3] = ' ';
        return text;
    }

    boost::asio::awaitable<bool> say(Session& session, std::string text) {
        if (text.empty()) co_return false;
        if (text == silence) {
            if (script.on_silence) script.on_silence();
            std::string ignored;
            while (co_await hear(session, ignored)) {
            }
            co_return false;
        }
        text += "\r\n";
        auto [error, bytes] =
            co_await boost::asio::async_write(session.socket, boost::asio::buffer(text),
                                              boost::asio::as_tuple(boost::asio::use_awaitable));
        static_cast<void>(bytes);
        co_return !error;
    }

    boost::asio::awaitable<bool> hear(Session& session, std::string& line) {
        auto [error, bytes] = co_await boost::asio::async_read_until(
            session.socket, boost::asio::dynamic_buffer(session.buffer, 1 << 20), "\r\n",
            boost::asio::as_tuple(boost::asio::use_awaitable));
        if (error) co_return false;
        line = session.buffer.substr(0, bytes - 2);
        session.buffer.erase(0, bytes);
        co_return true;
    }

    boost::asio::ip::tcp::acceptor acceptor_;
    io::TaskGroup tasks_;
};

}  // namespace earshot::test
