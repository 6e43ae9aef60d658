#pragma once
// Carries http::Request values out: libcurl's multi interface on the Asio loop, and file: addresses
// read from the allowed directories. No policy: what a reply means is said in poll.hpp.

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/io/http/curl_loop.hpp"
#include "daemon/io/http/own_headers.hpp"
#include "daemon/io/http/tls_session.hpp"
#include "earshot/http.hpp"
#include "earshot/network.hpp"
#include "earshot/url.hpp"

namespace earshot::io {

/// Who says when a redirect may be followed: manners hold at each hop (rules 22, 25). Completes
/// when this address may be asked; false when it may not be asked for now, which ends the fetch
/// with Fault::put_off.
using MayFollow = std::function<boost::asio::awaitable<bool>(const Url&)>;

struct HttpClientSettings {
    std::set<std::string> file_directories;  // for file:; none by default
    std::string ca_file;                     // PEM, besides the system's bundle
    std::string resolve;                     // "host:port:address" for tests; empty otherwise
    std::chrono::milliseconds connect_time = http::limits::connect_time;
    std::chrono::milliseconds total_time = http::limits::total_time;  // redirects included
    std::vector<Network> allow_networks = {};  // a redirect may lead there from anywhere
    std::string proxy = {};                    // of sources that have none of their own
    SecretReader secrets = {};                 // for the options of sources
    std::chrono::milliseconds idle_time = CurlLoop::idle_time;  // see tidy()
};

class HttpClient {
public:
    /// Throws std::runtime_error when `ca_file` cannot be read.
    HttpClient(boost::asio::any_io_executor executor, HttpClientSettings settings);
    ~HttpClient();  // no fetch may be running

    /// One GET, redirects followed within limits. Cancelling the awaiting coroutine ends the
    /// transfer and gives Fault::cancelled; that coroutine's next co_await throws, as always.
    ///
    /// What the user has for this source is sent at its origin alone. A redirect does not lead from
    /// the world into a private network (earshot/network.hpp): Fault::not_allowed. When this
    /// process may open no more descriptors, the fetch waits, and in the end is put off.
    boost::asio::awaitable<http::Outcome> fetch(http::Request request);

    /// The same; `may_follow` is asked before each redirect is followed. What that waits does not
    /// count as time of the fetch. An empty one lets all be followed at once.
    boost::asio::awaitable<http::Outcome> fetch(http::Request request, MayFollow may_follow);

    /// Closes the connections that are kept when no fetch has been running for `idle_time`; runs
    /// until cancelled.
    boost::asio::awaitable<void> tidy();

    /// What is left of secure connections, for the next process to take up; of servers whose
    /// certificate was looked at. Whoever trusts anything else than this one takes up nothing.
    std::vector<TlsSession> tls_sessions() const;
    void take_up(std::vector<TlsSession> sessions);

    /// Transfers under way; a fetch that waits for `may_follow` has none.
    int in_flight() const;

private:
    struct State;
    class Fetch;
    std::unique_ptr<State> state_;
};

}  // namespace earshot::io
