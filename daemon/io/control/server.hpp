#pragma once
// HTTP/1.1 on a Unix socket, with Beast in this one translation unit. Reads requests within limits,
// finds out who the peer is, hands control::Request values to the app and writes its answers;
// serves GET /v1/stream itself from the event stream. Refuses Origin or Referer of another host and
// an unknown Host.

#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/control/socket.hpp"
#include "earshot/control.hpp"

namespace earshot::io {

class ControlServer {
public:
    /// Gets HEAD as GET. What it throws ends the program, unless the server is stopping.
    using Handler = std::function<boost::asio::awaitable<control::Answer>(control::Request)>;

    /// Listens at once; throws std::system_error, naming the path, when it cannot.
    ControlServer(boost::asio::any_io_executor executor, const ControlSocket& socket,
                  EventStream& events, Handler handler);
    ~ControlServer();

    /// Serves until cancelled; open connections are closed on the way out.
    boost::asio::awaitable<void> run();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace earshot::io
