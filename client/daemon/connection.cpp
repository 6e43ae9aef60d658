#include "client/daemon/connection.hpp"

#include <chrono>
#include <cstdlib>
#include <exception>

#include <curl/curl.h>
#include <boost/json.hpp>

#include "client/daemon/exit.hpp"
#include "client/daemon/refusal.hpp"
#include "earshot/places.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

struct Easy {
    Easy() : handle(curl_easy_init()) {
        if (handle == nullptr) throw Ended{Exit::failed, "libcurl cannot start"};
    }
    ~Easy() { curl_easy_cleanup(handle); }
    Easy(const Easy&) = delete;
    Easy& operator=(const Easy&) = delete;
    CURL* handle;
};

struct HeaderList {
    HeaderList() = default;
    ~HeaderList() { curl_slist_free_all(list); }
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;
    void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
    curl_slist* list = nullptr;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size > limits::reply_bytes) return 0;
    body.append(bytes, size);
    return size;
}

struct Listening {
    const std::function<bool(const EventLines::Event&)>& take;
    CURL* handle;
    EventLines lines;
    std::string refusal;  // the body of an answer that is no stream
    std::exception_ptr error;
};

std::size_t take_events(char* bytes, std::size_t, std::size_t size, void* into) {
    auto& listening = *static_cast<Listening*>(into);
    long status = 0;
    curl_easy_getinfo(listening.handle, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) return take_body(bytes, 1, size, &listening.refusal);
    try {
        return listening.lines.feed({bytes, size}, listening.take) ? size : 0;
    } catch (...) {  // libcurl, which called this, lets no exception through
        listening.error = std::current_exception();
        return 0;
    }
}

struct Waiting {
    const std::function<void()>& call;
    std::chrono::steady_clock::time_point since;  // the last call
    std::exception_ptr error;
};

int wait_on(void* into, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& waiting = *static_cast<Waiting*>(into);
    const auto now = std::chrono::steady_clock::now();
    if (now - waiting.since < std::chrono::seconds(1)) return 0;
    waiting.since = now;
    try {
        waiting.call();
        return 0;
    } catch (...) {  // libcurl, which called this, lets no exception through
        waiting.error = std::current_exception();
        return 1;
    }
}

std::string header_of(CURL* handle, const char* name) {
    curl_header* header = nullptr;
    if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
    return header->value;
}

}  // namespace

std::vector<std::string> sockets_to_try(const std::string& argument) {
    if (!argument.empty()) return {argument};
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value == nullptr ? "" : value);
    };
    Surroundings around;
    around.socket = variable("EARSHOT_SOCKET");
    around.runtime_directory = variable("XDG_RUNTIME_DIR");
    return socket_paths(around);
}

std::string escaped(std::string_view text) {
    if (text.empty()) return {};  // a length of 0 would mean: as long as it is
    const std::unique_ptr<char, void (*)(void*)> made(
        curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), curl_free);
    if (!made) throw Ended{Exit::failed, "this is too long for an address"};
    return made.get();
}

struct Connection::State {
    /// Sends the prepared request to the first socket that answers; throws when none does.
    CURLcode perform();
    void prepare(const std::string& target, const HeaderList& headers);
    void learn();
    [[noreturn]] void unreachable(const std::vector<int>& errors) const;

    std::vector<std::string> sockets;
    std::chrono::milliseconds patience{};
    Easy easy;
    std::optional<Instant> now;
    Zone zone = Zone::utc();
};

void Connection::State::prepare(const std::string& target, const HeaderList& headers) {
    CURL* handle = easy.handle;
    curl_easy_reset(handle);
    curl_easy_setopt(handle, CURLOPT_URL, ("http://localhost" + target).c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http");
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, limits::connect_ms);
}

CURLcode Connection::State::perform() {
    std::vector<int> errors;
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        const std::string path = sockets[i];
        if (path.starts_with('@'))
            curl_easy_setopt(easy.handle, CURLOPT_ABSTRACT_UNIX_SOCKET, path.c_str() + 1);
        else
            curl_easy_setopt(easy.handle, CURLOPT_UNIX_SOCKET_PATH, path.c_str());
        const CURLcode code = curl_easy_perform(easy.handle);
        if (code != CURLE_COULDNT_CONNECT && code != CURLE_COULDNT_RESOLVE_HOST) {
            sockets.assign(1, path);
            learn();
            return code;
        }
        long error = 0;
        curl_easy_getinfo(easy.handle, CURLINFO_OS_ERRNO, &error);
        errors.push_back(static_cast<int>(error));
    }
    unreachable(errors);
}

/// The daemon's clock and zone.
void Connection::State::learn() {
    const std::optional<Instant> date = parse_http_date(header_of(easy.handle, "Date"));
    if (date) now = date;
    const Result<Zone> found = Zone::find(header_of(easy.handle, "Earshot-Zone"));
    if (found) zone = *found;
}

void Connection::State::unreachable(const std::vector<int>& errors) const {
    std::string message = "no earshot daemon can be reached";
    for (std::size_t i = 0; i < sockets.size(); ++i)
        message += "\n  tried " + sockets[i] + ": " + hint_for(errors[i]);
    message +=
        "\nis it running?   systemctl status earshotd   (or, for your own: "
        "systemctl --user status earshotd)";
    throw Ended{Exit::unreachable, message};
}

Connection::Connection(std::vector<std::string> sockets, std::chrono::milliseconds patience)
    : state_(std::make_unique<State>()) {
    state_->sockets = std::move(sockets);
    state_->patience = patience;
}

Connection::~Connection() = default;

Connection::Reply Connection::ask(const std::string& method, const std::string& target,
                                  const std::string& body,
                                  const std::map<std::string, std::string>& headers,
                                  const std::function<void()>& while_waiting) {
    HeaderList list;
    if (!headers.contains("Content-Type")) list.add("Content-Type: application/json");
    for (const auto& [name, value] : headers)
        list.add(name + ": " + value);
    state_->prepare(target, list);
    CURL* handle = state_->easy.handle;
    Reply reply;
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(state_->patience.count()));
    Waiting waiting{while_waiting, std::chrono::steady_clock::now(), nullptr};
    if (while_waiting) {
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, wait_on);
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &waiting);
    }
    if (method != "GET") {
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method.c_str());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, body.c_str());
    }
    const CURLcode code = state_->perform();
    if (waiting.error) std::rethrow_exception(waiting.error);
    if (code != CURLE_OK)
        throw Ended{Exit::failed,
                    "the daemon's answer broke off: " + std::string(curl_easy_strerror(code))};
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    reply.content_type = header_of(handle, "Content-Type");
    if (status >= 400) throw Ended{exit_for(reply.status), message_of(reply.status, reply.body)};
    return reply;
}

json::object Connection::get(const std::string& target,
                             const std::function<void()>& while_waiting) {
    const Reply reply = ask("GET", target, {}, {}, while_waiting);
    boost::system::error_code error;
    json::value value = json::parse(reply.body, error);
    if (error || !value.is_object())
        throw Ended{Exit::failed, "the daemon's answer cannot be read"};
    return std::move(value.get_object());
}

json::object Connection::change(const std::string& method, const std::string& target,
                                const json::object& body) {
    const Reply reply = ask(method, target, body.empty() ? "" : json::serialize(body));
    boost::system::error_code error;
    json::value value = json::parse(reply.body, error);
    if (error || !value.is_object())
        throw Ended{Exit::failed, "the daemon's answer cannot be read"};
    return std::move(value.get_object());
}

void Connection::listen(const std::string& target, const std::string& last_id,
                        const std::function<bool(const EventLines::Event&)>& take) {
    HeaderList list;
    if (!last_id.empty()) list.add("Last-Event-ID: " + last_id);
    state_->prepare(target, list);
    CURL* handle = state_->easy.handle;
    Listening listening{take, handle, {}, {}, nullptr};
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_events);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &listening);
    state_->perform();
    if (listening.error) std::rethrow_exception(listening.error);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 400)
        throw Ended{exit_for(static_cast<int>(status)),
                    message_of(static_cast<int>(status), listening.refusal)};
}

Instant Connection::now() const {
    return state_->now.value_or(
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

Zone Connection::zone() const {
    return state_->zone;
}

const std::string& Connection::socket() const {
    return state_->sockets.front();
}

}  // namespace earshot::client
