#include "daemon/io/control/http_session.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>

#include "daemon/io/control/server_sent_events.hpp"
#include "earshot/version.hpp"

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
constexpr std::size_t drained_bytes = limits::file_bytes + limits::body_bytes;

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

control::Error too_large(std::size_t limit) {
    const std::string most = std::to_string(limit / (1024 * 1024));
    return {413, "body-too-large", "the body has more than " + most + " MiB", {}};
}

/// What to say about bytes that are no request within the limits.
std::optional<control::Error> complaint_about(const boost::system::error_code& error,
                                              std::size_t body_limit) {
    if (error == http::error::header_limit)
        return control::Error{431, "header-too-large", "the header has more than 16 KiB", {}};
    if (error == http::error::body_limit) return too_large(body_limit);
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

/// One more, for as long as this lives.
class Counted {
public:
    explicit Counted(int& number) : number_(number) { ++number_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --number_; }

private:
    int& number_;
};

/// A request of which the header has been read.
struct Head {
    control::Request request;  // but for its body
    std::optional<control::Error> refused;
    std::optional<std::size_t> body_limit = limits::body_bytes;  // none: the body is not wanted
    std::uint64_t most = 0;                                      // bytes the body may come to

    bool is_file() const { return most > limits::body_bytes; }
};

class Session {
public:
    Session(HttpService& service, asio::local::stream_protocol::socket socket, control::Peer peer,
            bool full)
        : service_(service), stream_(std::move(socket)), peer_(peer), full_(full) {}

    asio::awaitable<bool> exchange();

private:
    Head judge(const Parser& parser) const;
    asio::awaitable<boost::system::error_code> read_body(Parser& parser, bool is_file);
    asio::awaitable<bool> reply(control::Request request, const HttpRequest& http);
    asio::awaitable<bool> write(control::Answer answer, const HttpRequest& request,
                                bool keep_alive);
    asio::awaitable<void> part(control::Answer answer, const HttpRequest& request);
    asio::awaitable<void> tell(const HttpRequest& request, Subscription wanted);

    HttpService& service_;
    Stream stream_;
    beast::flat_buffer buffer_;
    control::Peer peer_;
    bool full_;
};

Head Session::judge(const Parser& parser) const {
    const HttpRequest& http = parser.get();
    Head head;
    auto target = control::parse_target(http.target());
    head.refused = refusal_of(http);
    if (!head.refused && !target)
        head.refused = control::Error{400, "bad-target", "the address cannot be read", {}};
    if (!head.refused && full_)
        head.refused = control::Error{503, "too-many-connections", "64 connections are open", {}};
    if (!head.refused) {
        head.request = to_request(http, std::move(*target), peer_);
        head.body_limit = service_.body_limit(head.request);
    }
    const std::size_t limit = head.body_limit.value_or(0);
    head.most = parser.chunked() ? limit : parser.content_length().value_or(0);
    if (head.refused || !head.body_limit) return head;
    if (head.most > limit)
        head.refused = too_large(limit);
    else if (head.is_file() && service_.files >= limits::files)
        head.refused = control::Error{503, "too-many-files", "4 files are being taken in", {}};
    return head;
}

/// One request and its answer. False when the connection is to be closed.
asio::awaitable<bool> Session::exchange() {
    Parser parser;
    parser.header_limit(limits::header_bytes);
    parser.body_limit(boost::none);  // what the body is for is not known yet
    stream_.expires_after(service_.idle);
    auto [error, size] = co_await http::async_read_header(stream_, buffer_, parser, no_throw);
    // Beast counts the first line apart from the fields.
    if (!error && size > limits::header_bytes) error = http::error::header_limit;
    const HttpRequest& http = parser.get();
    Head head;
    if (!error) head = judge(parser);
    if (!error && head.refused && head.most == 0 && !full_) {
        control::Answer answer = control::to_answer(*head.refused);
        co_return co_await write(std::move(answer), http, http.keep_alive());
    }
    if (!error && !head.refused && !head.body_limit) {
        control::Answer answer = co_await service_.handler(std::move(head.request));
        co_await part(std::move(answer), http);
        co_return false;
    }
    std::optional<Counted> counted;
    if (!error && !head.refused) {
        if (head.is_file()) counted.emplace(service_.files);
        parser.body_limit(*head.body_limit);
        error = co_await read_body(parser, head.is_file());
    }
    if (error) head.refused = complaint_about(error, head.body_limit.value_or(0));
    if (head.refused) {
        control::Answer answer = control::to_answer(*head.refused);
        co_await part(std::move(answer), http);
        co_return false;
    }
    if (error) co_return false;
    head.request.body = std::move(parser.get().body());
    co_return co_await reply(std::move(head.request), http);
}

/// What is no file has to be there in time; a file only has to go on.
asio::awaitable<boost::system::error_code> Session::read_body(Parser& parser, bool is_file) {
    stream_.expires_after(service_.idle);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto bytes = asio::buffer(go_on);
        co_await asio::async_write(stream_, bytes, no_throw);
    }
    boost::system::error_code error;
    std::size_t size = 0;
    while (!error && !parser.is_done()) {
        if (is_file) stream_.expires_after(service_.idle);
        std::tie(error, size) = co_await http::async_read_some(stream_, buffer_, parser, no_throw);
    }
    co_return error;
}

asio::awaitable<bool> Session::reply(control::Request request, const HttpRequest& http) {
    if (request.method == "GET" && request.path == std::vector<std::string>{"v1", "stream"}) {
        const Result<Subscription> wanted = subscription_of(request);
        if (wanted && service_.streams < limits::streams) {
            co_await tell(http, *wanted);
            co_return false;
        }
        control::Answer answer =
            wanted ? control::to_answer({503, "too-many-streams", "32 listeners are there", {}})
                   : control::to_answer({400, "bad-parameter", to_text(wanted.error()), {}});
        co_return co_await write(std::move(answer), http, http.keep_alive());
    }
    stream_.expires_never();  // a poll may take its minute
    control::Answer answer = co_await service_.handler(std::move(request));
    co_return co_await write(std::move(answer), http, http.keep_alive());
}

asio::awaitable<bool> Session::write(control::Answer answer, const HttpRequest& request,
                                     bool keep_alive) {
    HttpResponse response = to_response(std::move(answer), request.version(), keep_alive);
    stream_.expires_after(service_.idle);
    boost::system::error_code error;
    std::size_t size = 0;
    if (request.method() == http::verb::head) {
        http::response_serializer<http::string_body> header_only(response);
        std::tie(error, size) = co_await http::async_write_header(stream_, header_only, no_throw);
    } else {
        std::tie(error, size) = co_await http::async_write(stream_, response, no_throw);
    }
    co_return !error && keep_alive;
}

/// Answers and closes. What the peer still sends is read and dropped first, since a close with
/// unread bytes would take the answer away from it.
asio::awaitable<void> Session::part(control::Answer answer, const HttpRequest& request) {
    co_await write(std::move(answer), request, false);
    boost::system::error_code ended;
    stream_.socket().shutdown(asio::socket_base::shutdown_send, ended);
    std::string dropped(16 * 1024, '\0');
    const auto room = asio::buffer(dropped);
    for (std::size_t total = 0, size = 0; !ended && total < drained_bytes; total += size)
        std::tie(ended, size) = co_await stream_.async_read_some(room, no_throw);
}

/// GET /v1/stream. A reader that takes nothing only waits here; the events go on without it.
asio::awaitable<void> Session::tell(const HttpRequest& request, Subscription wanted) {
    EventStream::Reader reader(service_.events, std::move(wanted.types), wanted.last_seen);
    http::response<http::empty_body> response;
    response.version(request.version());
    add_our_headers(response);
    response.set(http::field::content_type, "text/event-stream");
    const bool chunked = request.version() == 11;
    response.chunked(chunked);
    http::response_serializer<http::empty_body> header(response);
    stream_.expires_after(service_.idle);
    auto [error, size] = co_await http::async_write_header(stream_, header, no_throw);
    if (request.method() == http::verb::head) co_return;

    const Counted counted(service_.streams);
    while (!error) {
        const std::optional<Event> event = co_await reader.next();
        const std::string text = to_wire(event);
        const auto bytes = asio::buffer(text);
        const auto chunk = http::make_chunk(bytes);
        stream_.expires_after(std::chrono::seconds(limits::stream_stall_seconds));
        if (chunked)
            std::tie(error, size) = co_await asio::async_write(stream_, chunk, no_throw);
        else
            std::tie(error, size) = co_await asio::async_write(stream_, bytes, no_throw);
    }
}

}  // namespace

asio::awaitable<void> serve_http(HttpService& service, asio::local::stream_protocol::socket socket,
                                 control::Peer peer, bool full) {
    Session session(service, std::move(socket), peer, full);
    bool more = true;
    while (more)
        more = co_await session.exchange();
}

}  // namespace earshot::io
