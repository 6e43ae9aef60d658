#pragma once
// The control server: listens on a Unix socket, finds out who connects, and serves each connection
// (http_session.hpp) within a bound on their number. Knows no HTTP.

#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/control/http_session.hpp"
#include "daemon/io/control/socket.hpp"

namespace earshot::io {

class ControlServer {
public:
    using Handler = HttpService::Handler;
    using BodyLimit = HttpService::BodyLimit;

    /// Listens at once; throws std::system_error, naming the path, when it cannot.
    ControlServer(boost::asio::any_io_executor executor, const ControlSocket& socket,
                  EventStream& events, Handler handler, BodyLimit body_limit);
    ~ControlServer();

    /// Serves until cancelled; open connections are closed on the way out.
    boost::asio::awaitable<void> run();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace earshot::io
