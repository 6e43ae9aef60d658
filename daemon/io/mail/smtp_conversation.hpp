#pragma once
// The five commands of a mail (MAIL, RCPT, DATA, the message, QUIT) over a connection that libcurl
// has made, secured and logged in to. libcurl could send them too, but then it waits for the answer
// to the message, and for the one to QUIT, in a poll() of its own with the whole loop
// (smtp_block_statemach, up to 7.88 and beyond); here every wait is the loop's.

#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>

typedef void CURL;  // as <curl/curl.h> declares it

namespace earshot::io {

struct Mail {
    std::string from;  // mailboxes, checked
    std::string to;
    std::string message;
};

/// How it ended, in the terms of classify_smtp.
struct SmtpEnd {
    int curl_code = 0;
    long response_code = 0;
    std::string reply;  // the server's last line
};

/// `easy` is connected (CURLOPT_CONNECT_ONLY) and stays the caller's; `end` too. Ends within
/// smtp_limits::message_time.
boost::asio::awaitable<void> converse(CURL* easy, const Mail& mail, SmtpEnd& end);

/// The message as it goes onto the wire: lines that begin with a dot get another (RFC 5321 4.5.2),
/// a line break at the end and the final dot.
std::string with_dots(std::string_view message);

}  // namespace earshot::io
