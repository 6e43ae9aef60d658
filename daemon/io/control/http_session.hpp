#pragma once
// One connection of the control server: HTTP/1.1, with Beast in this one translation unit. Reads
// requests within limits, that of a body when the header has shown what it is for; hands
// control::Request values to the app and writes its answers; serves GET /v1/stream itself from the
// event stream. Refuses Origin or Referer of another host and an unknown Host.

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include "daemon/io/control/event_stream.hpp"
#include "earshot/control.hpp"

namespace earshot::io {

/// What the connections of one server share.
struct HttpService {
    /// Gets HEAD as GET. What it throws ends the program, unless the server is stopping.
    using Handler = std::function<boost::asio::awaitable<control::Answer>(control::Request)>;
    /// How large the body of this request may be, of which only the header is there. None: the
    /// request is to be answered without its body.
    using BodyLimit = std::function<std::optional<std::size_t>(const control::Request&)>;

    EventStream& events;
    Handler handler;
    BodyLimit body_limit;
    std::chrono::milliseconds idle;
    int streams = 0;  // listeners at the moment
    int files = 0;    // large bodies in memory at the moment
};

/// Serves until the connection is closed, by either side. When all places are taken (`full`) the
/// peer is only told so.
boost::asio::awaitable<void> serve_http(HttpService& service,
                                        boost::asio::local::stream_protocol::socket socket,
                                        control::Peer peer, bool full);

}  // namespace earshot::io
