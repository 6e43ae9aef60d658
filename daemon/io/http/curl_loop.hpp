#pragma once
// libcurl's multi interface on the Asio loop: whatever libcurl can do (HTTP, SMTP) becomes one
// awaitable. Used by http_client.cpp and smtp.cpp, which set the options of their protocol; knows
// no protocol itself. No curl header is included here.

#include <chrono>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

typedef void CURL;  // as <curl/curl.h> declares it
struct curl_slist;

namespace earshot::io {

struct CurlEnd {
    void operator()(CURL* easy) const;
    void operator()(curl_slist* list) const;
};
using CurlEasy = std::unique_ptr<CURL, CurlEnd>;
using CurlList = std::unique_ptr<curl_slist, CurlEnd>;

/// Debian's bundle of certificates.
inline constexpr const char* system_certificates = "/etc/ssl/certs/ca-certificates.crt";

/// A new transfer with what all of ours have: no signals, a resolver that cannot hold up the loop,
/// and certificates from the system's bundle (CURLOPT_CAINFO may be set to another file).
CurlEasy new_transfer();
/// The same for one that has ended: nothing is left of what it was but its memory and its cookies.
void renew_transfer(CURL* easy);
void forget_cookies(CURL* easy);

/// One more line at the end of a header or recipient list.
void append(CurlList& list, const char* line);

class CurlLoop {
public:
    /// How many connections are kept for the next transfer to the same place, and for how long
    /// after the last transfer of all has ended, as long as tidy() runs.
    static constexpr int idle_connections = 64;
    static constexpr std::chrono::seconds idle_time{60};

    explicit CurlLoop(boost::asio::any_io_executor executor, int idle = idle_connections,
                      std::chrono::milliseconds time = idle_time);
    ~CurlLoop();  // nothing may be under way
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    /// Runs one transfer to its end and gives its CURLcode as a number. `easy` stays the caller's,
    /// may be read with curl_easy_getinfo afterwards, and must outlive the await; its
    /// CURLOPT_PRIVATE and CURLOPT_CLOSESOCKET* belong to the loop. When the awaiting coroutine is
    /// cancelled the transfer is taken off at once and the code is CURLE_ABORTED_BY_CALLBACK; that
    /// coroutine's next co_await throws operation_aborted, as always in Asio.
    boost::asio::awaitable<int> perform(CURL* easy);

    /// The same for CURLOPT_CONNECT_ONLY: when the code is CURLE_OK, `then` runs while the
    /// connection is there for curl_easy_send and curl_easy_recv; afterwards it is closed.
    boost::asio::awaitable<int> perform(CURL* easy, boost::asio::awaitable<void> then);

    /// Closes what nobody has used for so long; runs until cancelled. Only one at a time.
    boost::asio::awaitable<void> tidy();

    int in_flight() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace earshot::io
