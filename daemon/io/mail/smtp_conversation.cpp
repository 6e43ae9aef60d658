#include "daemon/io/mail/smtp_conversation.hpp"

#include <algorithm>
#include <chrono>
#include <variant>

#include <curl/curl.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/mail/smtp.hpp"

namespace earshot::io {

namespace asio = boost::asio;
using asio::experimental::awaitable_operators::operator||;

namespace {

using Descriptor = asio::posix::stream_descriptor;

/// libcurl's connection as lines, waited for on the loop. Every function says false when there is
/// no use in going on; `code` then says why.
class Line {
public:
    Line(asio::any_io_executor executor, CURL* easy)
        : easy_(easy), descriptor_(executor), deadline_(executor, smtp_limits::message_time) {
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket);
        boost::system::error_code error;
        if (socket != CURL_SOCKET_BAD) descriptor_.assign(socket, error);
        if (!descriptor_.is_open()) code = CURLE_COULDNT_CONNECT;
    }
    ~Line() {
        if (descriptor_.is_open()) descriptor_.release();  // libcurl closes it
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    void until(std::chrono::seconds from_now) { deadline_.expires_after(from_now); }

    asio::awaitable<bool> send(std::string_view bytes) {
        while (code == CURLE_OK && !bytes.empty()) {
            std::size_t sent = 0;
            const CURLcode result = curl_easy_send(easy_, bytes.data(), bytes.size(), &sent);
            bytes.remove_prefix(sent);
            if (result == CURLE_AGAIN)
                co_await wait(Descriptor::wait_write);
            else
                code = result;
        }
        co_return code == CURLE_OK;
    }

    /// The last line of a reply; the lines of a longer one have a hyphen after the code.
    asio::awaitable<bool> hear(std::string& reply) {
        int lines = 0;
        while (code == CURLE_OK) {
            const std::size_t end = heard_.find('\n');
            if (end != std::string::npos) {
                reply = heard_.substr(0, end);
                heard_.erase(0, end + 1);
                if (reply.size() < 4 || reply[3] != '-') co_return true;
                if (++lines == smtp_limits::reply_lines) code = CURLE_WEIRD_SERVER_REPLY;
            } else if (heard_.size() >= smtp_limits::reply_line) {
                code = CURLE_WEIRD_SERVER_REPLY;
            } else {
                co_await read();
            }
        }
        co_return false;
    }

    CURLcode code = CURLE_OK;

private:
    asio::awaitable<void> read() {
        char bytes[smtp_limits::reply_line];
        std::size_t count = 0;
        const std::size_t room = sizeof bytes - heard_.size();
        const CURLcode result = curl_easy_recv(easy_, bytes, room, &count);
        heard_.append(bytes, count);
        if (result == CURLE_AGAIN)
            co_await wait(Descriptor::wait_read);
        else
            code = result == CURLE_OK && count == 0 ? CURLE_RECV_ERROR : result;
    }

    asio::awaitable<void> wait(Descriptor::wait_type what) {
        const auto first =
            co_await (descriptor_.async_wait(what, asio::as_tuple(asio::use_awaitable)) ||
                      deadline_.async_wait(asio::as_tuple(asio::use_awaitable)));
        if (first.index() == 1) {
            code = std::get<0>(std::get<1>(first)) ? CURLE_ABORTED_BY_CALLBACK
                                                   : CURLE_OPERATION_TIMEDOUT;
        } else if (std::get<0>(std::get<0>(first))) {
            code = CURLE_ABORTED_BY_CALLBACK;
        }
    }

    CURL* easy_;
    Descriptor descriptor_;
    asio::steady_timer deadline_;
    std::string heard_;
};

/// The code of a reply line, 0 when it has none.
long code_of(std::string_view reply) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (reply.size() < 3 || !std::all_of(reply.begin(), reply.begin() + 3, is_digit)) return 0;
    return (reply[0] - '0') * 100 + (reply[1] - '0') * 10 + (reply[2] - '0');
}

/// One command and its reply; false unless the reply begins with `wanted`.
asio::awaitable<bool> say(Line& line, std::string_view command, char wanted, SmtpEnd& end) {
    const bool sent = co_await line.send(command);
    const bool heard = sent && co_await line.hear(end.reply);
    if (!heard) {
        end.curl_code = line.code;
        co_return false;
    }
    end.response_code = code_of(end.reply);
    if (end.response_code != 0 && end.reply.front() == wanted) co_return true;
    end.curl_code = CURLE_WEIRD_SERVER_REPLY;
    co_return false;
}

asio::awaitable<bool> deliver(Line& line, const Mail& mail, SmtpEnd& end) {
    const std::string from = "MAIL FROM:<" + mail.from + ">\r\n";
    const std::string to = "RCPT TO:<" + mail.to + ">\r\n";
    const std::string message = with_dots(mail.message);
    if (!co_await say(line, from, '2', end)) co_return false;
    if (!co_await say(line, to, '2', end)) co_return false;
    if (!co_await say(line, "DATA\r\n", '3', end)) co_return false;
    const bool handed_over = co_await line.send(message);
    if (!handed_over) {  // without its last byte it cannot have been taken
        end.response_code = 0;
        end.curl_code = line.code;
        co_return false;
    }
    // The code stays at 354 until the server answers: meanwhile nobody knows.
    co_return co_await say(line, "", '2', end);
}

constexpr std::chrono::seconds goodbye_time{5};

}  // namespace

std::string with_dots(std::string_view message) {
    std::string out;
    out.reserve(message.size() + 16);
    bool begins_line = true;
    for (const char c : message) {
        if (begins_line && c == '.') out += '.';
        out += c;
        begins_line = c == '\n';
    }
    if (!begins_line) out += "\r\n";
    return out + ".\r\n";
}

asio::awaitable<void> converse(CURL* easy, const Mail& mail, SmtpEnd& end) {
    Line line(co_await asio::this_coro::executor, easy);
    const bool taken = co_await deliver(line, mail, end);
    static_cast<void>(taken);  // `end` says more
    if (line.code != CURLE_OK) co_return;
    line.until(goodbye_time);
    const bool said = co_await line.send("QUIT\r\n");
    std::string goodbye;
    if (said) co_await line.hear(goodbye);
}

}  // namespace earshot::io
