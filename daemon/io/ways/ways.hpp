#pragma once
// Every way in which a finished message leaves the daemon. One attempt; what becomes of it is
// courier.hpp's.

#include <chrono>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/io/loop/clock.hpp"
#include "daemon/io/mail/smtp.hpp"
#include "daemon/io/ways/http_post.hpp"
#include "daemon/io/ways/program.hpp"
#include "earshot/courier.hpp"
#include "earshot/destination.hpp"

namespace earshot::io {

namespace way_limits {
/// A sendmail that may not write its queue waits for ever (research/service.md 4.5).
inline constexpr std::chrono::seconds program_time{60};
}  // namespace way_limits

/// What is sent, the same at each attempt.
struct Parcel {
    std::string id;         // of this digest for this destination
    std::string recipient;  // mailbox; empty where no mail is sent
    std::string bytes;      // a message, or the body of body_for
};

class Ways {
public:
    Ways(boost::asio::any_io_executor executor, const Clock& clock)
        : smtp_(executor), http_post_(executor), clock_(clock) {}

    /// Never throws for what the other side does.
    boost::asio::awaitable<Answer> send(Destination destination, Secret secret, Parcel parcel);

private:
    Smtp smtp_;
    HttpPost http_post_;
    const Clock& clock_;
};

/// The end of a program as an answer, by sysexits(3). Pure, for the tests.
Answer classify_program(const ProgramEnd& end);

}  // namespace earshot::io
