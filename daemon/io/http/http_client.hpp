#pragma once
// Carries http::Request values out: libcurl's multi interface on the Asio loop, and file: addresses
// read from the allowed directories. No policy: what a reply means is said in poll.hpp.

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "earshot/http.hpp"
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
};

class HttpClient {
public:
    /// Throws std::runtime_error when `ca_file` cannot be read.
    HttpClient(boost::asio::any_io_executor executor, HttpClientSettings settings);
    ~HttpClient();  // no fetch may be running

    /// One GET, redirects followed within limits. Cancelling the awaiting coroutine ends the
    /// transfer and gives Fault::cancelled; that coroutine's next co_await throws, as always.
    /// Without `may_follow` every redirect is followed at once. What it waits does not count as
    /// time of the fetch.
    boost::asio::awaitable<http::Outcome> fetch(http::Request request,
                                                MayFollow may_follow = nullptr);

    /// Transfers under way; a fetch that waits for `may_follow` has none.
    int in_flight() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace earshot::io
