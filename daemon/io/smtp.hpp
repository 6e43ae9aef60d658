#pragma once
// One message to one recipient by SMTP, through libcurl on the loop. TLS is required unless the
// host is loopback. Says how it ended (courier.hpp); decides nothing about retrying.

#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "earshot/config.hpp"
#include "earshot/courier.hpp"

namespace earshot::io {

class Smtp {
public:
    explicit Smtp(boost::asio::any_io_executor executor);
    ~Smtp();  // no transaction may be running

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
