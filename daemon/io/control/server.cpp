#include "daemon/io/control/server.hpp"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fcntl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>

#include "daemon/io/control/server_sent_events.hpp"
#include "daemon/io/loop/task_group.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace limits = control::limits;

using Stream = beast::basic_stream<asio::local::stream_protocol>;
using HttpRequest = http::request<http::string_body>;
using HttpResponse = http::response<http::string_body>;
using Parser = http::request_parser<http::string_body>;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t drained_bytes = 4 * limits::body_bytes;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_our_host(std::string_view host) {
    return host.empty() || beast::iequals(host, "localhost") || beast::iequals(host, "earshot");
}

/// An Origin or Referer value, "http://localhost/page".
bool is_our_origin(std::string_view value) {
    constexpr std::string_view scheme = "http://";
    if (!value.starts_with(scheme)) return false;
    value.remove_prefix(scheme.size());
    const std::string_view host = value.substr(0, value.find('/'));
    return !host.empty() && is_our_host(host);
}

std::optional<control::Error> refusal_of(const HttpRequest& request) {
    for (const auto& field : request) {
        const bool fine =
            field.name() == http::field::host ? is_our_host(field.value())
            : field.name() == http::field::origin || field.name() == http::field::referer
                ? is_our_origin(field.value())
                : true;
        if (!fine)
            return control::Error{403,
                                  "foreign-" + lower(field.name_string()),
                                  "only requests from this machine's own clients are answered",
                                  {}};
    }
    return std::nullopt;
}

/// What to say about bytes that are no request within the limits.
std::optional<control::Error> complaint_about(const boost::system::error_code& error) {
    if (error == http::error::header_limit)
        return control::Error{431, "header-too-large", "the header has more than 16 KiB", {}};
    if (error == http::error::body_limit)
        return control::Error{413, "body-too-large", "the body has more than 1 MiB", {}};
    if (error.category() != make_error_code(http::error::bad_method).category() ||
        error == http::error::end_of_stream || error == http::error::partial_message)
        return std::nullopt;
    return control::Error{400, "bad-request", "this is not HTTP/1.1: " + error.message(), {}};
}

control::Request to_request(const HttpRequest& http, control::Target target,
                            const control::Peer& peer) {
    control::Request request;
    request.method = http.method() == http::verb::head ? "GET" : std::string(http.method_string());
    request.path = std::move(target.path);
    request.query = std::move(target.query);
    for (const auto& field : http) {
        std::string& value = request.headers[lower(field.name_string())];
        if (!value.empty()) value += ", ";
        value += field.value();
    }
    request.body = http.body();
    request.peer = peer;
    return request;
}

template <class Response>
void add_our_headers(Response& response) {
    response.set("Earshot-Version", EARSHOT_VERSION);
    response.set("Earshot-Api", "1");
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
}

HttpResponse to_response(control::Answer answer, unsigned version, bool keep_alive) {
    HttpResponse response;
    response.version(version);
    response.result(static_cast<unsigned>(answer.status));
    add_our_headers(response);
    response.set(http::field::content_type, answer.content_type);
    for (const auto& [name, value] : answer.headers)
        response.set(name, value);
    response.keep_alive(keep_alive);
    response.body() = std::move(answer.body);
    response.prepare_payload();
    return response;
}

}  // namespace

struct ControlServer::State {
    State(asio::any_io_executor used, const ControlSocket& socket, EventStream& stream,
          Handler answers)
        : executor(std::move(used)),
          idle(socket.idle),
          listener(socket),
          acceptor(executor, asio::local::stream_protocol(), listener.release()),
          events(stream),
          handler(std::move(answers)),
          sessions(executor),
          refusals(executor) {}

    asio::awaitable<void> accept();
    asio::awaitable<void> serve(Stream stream, bool full);
    asio::awaitable<bool> exchange(Stream& stream, beast::flat_buffer& buffer,
                                   const control::Peer& peer, bool full);
    asio::awaitable<bool> write(Stream& stream, control::Answer answer, const HttpRequest& request,
                                bool keep_alive);
    asio::awaitable<void> refuse(Stream& stream, control::Error error, const HttpRequest& request);
    asio::awaitable<void> tell(Stream& stream, const HttpRequest& request, Subscription wanted);

    asio::any_io_executor executor;
    std::chrono::milliseconds idle;
    Listener listener;
    asio::local::stream_protocol::acceptor acceptor;
    EventStream& events;
    Handler handler;
    int streams = 0;
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
        if (group.size() < limits::connections) group.spawn(serve(Stream(std::move(socket)), full));
    }
}

asio::awaitable<void> ControlServer::State::serve(Stream stream, bool full) {
    const control::Peer peer = listener.peer_of(stream.socket().native_handle());
    beast::flat_buffer buffer;
    bool more = true;
    while (more)
        more = co_await exchange(stream, buffer, peer, full);
}

/// One request and its answer. False when the connection is to be closed.
asio::awaitable<bool> ControlServer::State::exchange(Stream& stream, beast::flat_buffer& buffer,
                                                     const control::Peer& peer, bool full) {
    Parser parser;
    parser.header_limit(limits::header_bytes);
    parser.body_limit(limits::body_bytes);
    stream.expires_after(idle);
    auto [error, size] = co_await http::async_read_header(stream, buffer, parser, no_throw);
    // Beast counts the first line apart from the fields.
    if (!error && size > limits::header_bytes) error = http::error::header_limit;
    const bool waits = !error && beast::iequals(parser.get()[http::field::expect], "100-continue");
    if (waits) {
        const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto bytes = asio::buffer(go_on);
        co_await asio::async_write(stream, bytes, no_throw);
    }
    if (!error) {
        stream.expires_after(idle);
        std::tie(error, size) = co_await http::async_read(stream, buffer, parser, no_throw);
    }
    const HttpRequest& http = parser.get();
    std::optional<control::Error> refused = error ? complaint_about(error) : refusal_of(http);
    if (error && !refused) co_return false;
    auto target = control::parse_target(http.target());
    if (!refused && !target)
        refused = control::Error{400, "bad-target", "the address cannot be read", {}};
    if (!refused && full)
        refused = control::Error{503, "too-many-connections", "64 connections are open", {}};
    if (error || full) {
        co_await refuse(stream, std::move(*refused), http);
        co_return false;
    }
    if (refused) {
        control::Answer answer = control::to_answer(*refused);
        co_return co_await write(stream, std::move(answer), http, http.keep_alive());
    }

    control::Request request = to_request(http, std::move(*target), peer);
    if (request.method == "GET" && request.path == std::vector<std::string>{"v1", "stream"}) {
        const Result<Subscription> wanted = subscription_of(request);
        if (wanted && streams < limits::streams) {
            co_await tell(stream, http, *wanted);
            co_return false;
        }
        control::Answer answer =
            wanted ? control::to_answer({503, "too-many-streams", "32 listeners are there", {}})
                   : control::to_answer({400, "bad-parameter", to_text(wanted.error()), {}});
        co_return co_await write(stream, std::move(answer), http, http.keep_alive());
    }
    stream.expires_never();  // a poll may take its minute
    control::Answer answer = co_await handler(std::move(request));
    co_return co_await write(stream, std::move(answer), http, http.keep_alive());
}

asio::awaitable<bool> ControlServer::State::write(Stream& stream, control::Answer answer,
                                                  const HttpRequest& request, bool keep_alive) {
    HttpResponse response = to_response(std::move(answer), request.version(), keep_alive);
    stream.expires_after(idle);
    boost::system::error_code error;
    std::size_t size = 0;
    if (request.method() == http::verb::head) {
        http::response_serializer<http::string_body> header_only(response);
        std::tie(error, size) = co_await http::async_write_header(stream, header_only, no_throw);
    } else {
        std::tie(error, size) = co_await http::async_write(stream, response, no_throw);
    }
    co_return !error && keep_alive;
}

/// Answers and closes. What the peer still sends is read and dropped first, since a close with
/// unread bytes would take the answer away from it.
asio::awaitable<void> ControlServer::State::refuse(Stream& stream, control::Error error,
                                                   const HttpRequest& request) {
    control::Answer answer = control::to_answer(error);
    co_await write(stream, std::move(answer), request, false);
    boost::system::error_code ended;
    stream.socket().shutdown(asio::socket_base::shutdown_send, ended);
    std::string dropped(16 * 1024, '\0');
    const auto room = asio::buffer(dropped);
    for (std::size_t total = 0, size = 0; !ended && total < drained_bytes; total += size)
        std::tie(ended, size) = co_await stream.async_read_some(room, no_throw);
}

/// GET /v1/stream. A reader that takes nothing only waits here; the events go on without it.
asio::awaitable<void> ControlServer::State::tell(Stream& stream, const HttpRequest& request,
                                                 Subscription wanted) {
    EventStream::Reader reader(events, std::move(wanted.types), wanted.last_seen);
    http::response<http::empty_body> response;
    response.version(request.version());
    add_our_headers(response);
    response.set(http::field::content_type, "text/event-stream");
    const bool chunked = request.version() == 11;
    response.chunked(chunked);
    http::response_serializer<http::empty_body> header(response);
    stream.expires_after(idle);
    auto [error, size] = co_await http::async_write_header(stream, header, no_throw);
    if (request.method() == http::verb::head) co_return;

    struct Count {
        explicit Count(int& number) : number_(number) { ++number_; }
        ~Count() { --number_; }
        int& number_;
    } count(streams);
    while (!error) {
        const std::optional<Event> event = co_await reader.next();
        const std::string text = to_wire(event);
        const auto bytes = asio::buffer(text);
        const auto chunk = http::make_chunk(bytes);
        stream.expires_after(std::chrono::seconds(limits::stream_stall_seconds));
        if (chunked)
            std::tie(error, size) = co_await asio::async_write(stream, chunk, no_throw);
        else
            std::tie(error, size) = co_await asio::async_write(stream, bytes, no_throw);
    }
}

ControlServer::ControlServer(asio::any_io_executor executor, const ControlSocket& socket,
                             EventStream& events, Handler handler)
    : state_(std::make_unique<State>(std::move(executor), socket, events, std::move(handler))) {}

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
