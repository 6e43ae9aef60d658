#pragma once
// One message to one recipient by SMTP, through libcurl on the loop. TLS is required unless the
// host is loopback. Says how it ended (courier.hpp); decides nothing about retrying.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "earshot/courier.hpp"
#include "earshot/destination.hpp"

namespace earshot::io {

namespace smtp_limits {
inline constexpr std::chrono::seconds login_time{60};  // to connect, secure and log in
/// For the message, on top: a server may think that long about it (RFC 5321 4.5.3.2.6), and who
/// gives up sooner sends a second copy.
inline constexpr std::chrono::seconds message_time{600};
inline constexpr std::size_t host = 253;
inline constexpr std::size_t reply_line = 1024;  // twice what RFC 5321 4.5.3.1.5 allows
inline constexpr int reply_lines = 100;
}  // namespace smtp_limits

class Smtp {
public:
    explicit Smtp(boost::asio::any_io_executor executor);
    ~Smtp();  // no transaction may be running

    /// Never throws for what the server or the network does. When the awaiting coroutine is
    /// cancelled the transaction ends at once; then this or the next co_await throws.
    boost::asio::awaitable<Answer> send(SmtpSettings settings, Secret password,
                                        std::string recipient, std::string message);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What libcurl and the server said, as an answer: response code first, curl's code second
/// (research/service.md 4.3). Pure, for the tests.
Answer classify_smtp(int curl_code, long response_code, const std::string& text);

}  // namespace earshot::io
