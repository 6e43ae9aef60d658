#include "daemon/io/control/server.hpp"

#include <exception>
#include <utility>

#include <fcntl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/loop/task_group.hpp"
#include "earshot/version.hpp"

namespace earshot::io {

namespace asio = boost::asio;
namespace limits = control::limits;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

}  // namespace

struct ControlServer::State {
    State(asio::any_io_executor used, const ControlSocket& socket, EventStream& events,
          Handler handler, BodyLimit body_limit)
        : executor(std::move(used)),
          listener(socket),
          acceptor(executor, asio::local::stream_protocol(), listener.release()),
          service{events, std::move(handler), std::move(body_limit), socket.idle},
          sessions(executor),
          refusals(executor) {}

    asio::awaitable<void> accept();

    asio::any_io_executor executor;
    Listener listener;
    asio::local::stream_protocol::acceptor acceptor;
    HttpService service;
    TaskGroup sessions;  // last: the connections refer to all the others
    TaskGroup refusals;
};

asio::awaitable<void> ControlServer::State::accept() {
    asio::steady_timer pause(executor);
    while (true) {
        asio::local::stream_protocol::socket socket(executor);
        auto [error] = co_await acceptor.async_accept(socket, no_throw);
        const auto cancellation = co_await asio::this_coro::cancellation_state;
        if (cancellation.cancelled() != asio::cancellation_type::none) co_return;
        if (error) {  // out of descriptors: those who wait in the backlog are served when some end
            pause.expires_after(std::chrono::seconds(1));
            co_await pause.async_wait(no_throw);
            continue;
        }
        fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
        // Past the limit a connection is only told so; when too many are being told, it is closed.
        const bool full = sessions.size() >= limits::connections;
        TaskGroup& group = full ? refusals : sessions;
        const control::Peer peer = listener.peer_of(socket.native_handle());
        if (group.size() < limits::connections)
            group.spawn(serve_http(service, std::move(socket), peer, full));
    }
}

ControlServer::ControlServer(asio::any_io_executor executor, const ControlSocket& socket,
                             EventStream& events, Handler handler, BodyLimit body_limit)
    : state_(std::make_unique<State>(std::move(executor), socket, events, std::move(handler),
                                     std::move(body_limit))) {}

ControlServer::~ControlServer() = default;

asio::awaitable<void> ControlServer::run() {
    std::exception_ptr error;
    try {
        co_await state_->accept();
    } catch (...) {
        error = std::current_exception();
    }
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    state_->acceptor.close();
    state_->sessions.cancel();
    state_->refusals.cancel();
    co_await state_->sessions.join();
    co_await state_->refusals.join();
    if (error) std::rethrow_exception(error);
}

}  // namespace earshot::io
