#pragma once
// One message to one recipient by SMTP, through libcurl on the loop. TLS is required unless the
// host is loopback. Says how it ended (courier.hpp); decides nothing about retrying.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "earshot/config.hpp"
#include "earshot/courier.hpp"

namespace earshot::io {

namespace smtp_limits {
inline constexpr std::chrono::seconds connect_time{30};
/// RFC 5321 4.5.3.2 lets a server think for 10 minutes about the end of DATA; the courier asks
/// again with the same bytes.
inline constexpr std::chrono::seconds total_time{180};
inline constexpr std::size_t host = 253;
inline constexpr std::size_t reply_line = 512;  // RFC 5321 4.5.3.1.5; the rest is not kept
}  // namespace smtp_limits

class Smtp {
public:
    explicit Smtp(boost::asio::any_io_executor executor);
    ~Smtp();  // no transaction may be running

    /// Never throws for what the server or the network does. When the awaiting coroutine is
    /// cancelled the transaction ends at once and the next co_await throws, as with CurlLoop.
    boost::asio::awaitable<Answer> send(SmtpSettings settings, Secret password,
                                        std::string recipient, std::string message);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What libcurl and the server said, as an answer: response code first, curl's code second
/// (research/service.md 4.3). Pure, for the tests.
Answer classify_smtp(int curl_code, long response_code, const std::string& text);

/// Whether a host name or address is this machine: localhost, 127.0.0.0/8, ::1.
bool is_loopback(std::string_view host);

}  // namespace earshot::io
