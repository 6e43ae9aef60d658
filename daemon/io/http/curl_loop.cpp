#include "daemon/io/http/curl_loop.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <new>
#include <stdexcept>
#include <unordered_map>

#include <curl/curl.h>
#include <unistd.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

// The threaded resolver asks to be called again in 0 ms, over and over, while a name is looked up.
constexpr std::chrono::milliseconds shortest_timer{1};

void use_curl() {
    struct Library {
        Library() {
            if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
                throw std::runtime_error("libcurl cannot be started");
        }
        ~Library() { curl_global_cleanup(); }
    };
    static const Library library;
}

}  // namespace

void CurlEnd::operator()(CURL* easy) const {
    curl_easy_cleanup(easy);
}

void CurlEnd::operator()(curl_slist* list) const {
    curl_slist_free_all(list);
}

namespace {

void set_what_all_have(CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // Without this, taking off a transfer whose name is being looked up waits for the resolver's
    // thread, and with it the whole program. The thread is left to end by itself.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    // libcurl keeps the parsed bundle between connections only while no CAPATH is set, and Debian
    // compiles one in: it would parse 145 certificates for each connection, 23 ms and 16 times the
    // CPU of everything else together.
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAINFO, system_certificates);
}

}  // namespace

CurlEasy new_transfer() {
    use_curl();
    CurlEasy easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    set_what_all_have(easy.get());
    return easy;
}

void renew_transfer(CURL* easy) {
    curl_easy_reset(easy);
    set_what_all_have(easy);
}

void forget_cookies(CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_COOKIELIST, "ALL");
}

void append(CurlList& list, const char* line) {
    curl_slist* longer = curl_slist_append(list.get(), line);
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());  // curl returns the head, which owns what was there
    list.reset(longer);
}

/// curl owns its sockets; they are only watched here, and let go of without closing.
struct CurlLoop::State {
    struct Watch {
        asio::posix::stream_descriptor descriptor;
        unsigned long serial;                   // a descriptor number is used again; this is not
        bool reads = false, writes = false;     // what curl waits for
        bool reading = false, writing = false;  // a wait is under way
    };

    /// One transfer under way. Lives in the frame of perform(): its end takes it off.
    struct Transfer {
        Transfer(State& in, CURL* handle);
        ~Transfer();
        Transfer(const Transfer&) = delete;
        Transfer& operator=(const Transfer&) = delete;

        State& state;
        CURL* easy;
        asio::steady_timer finished;  // never fires; cancelled when `code` is there
        bool done = false;
        CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    };

    State(asio::any_io_executor on, int most_idle, std::chrono::milliseconds time);
    ~State();

    void open();
    void close();

    static int on_socket(CURL*, curl_socket_t fd, int what, void* self, void*);
    static int on_timer(CURLM*, long milliseconds, void* self);
    static int on_close(void* self, curl_socket_t fd);

    void drop(curl_socket_t fd);
    void arm(curl_socket_t fd, Watch& watch);
    void wait(curl_socket_t fd, Watch& watch, bool for_write);
    void act(curl_socket_t fd, int events);

    asio::any_io_executor executor;
    asio::steady_timer timer;
    asio::steady_timer rest;  // for tidy(): fires when idle connections have been so long enough
    const long idle;
    const std::chrono::milliseconds idle_time;
    CURLM* multi = nullptr;
    std::unordered_map<curl_socket_t, Watch> watches;
    unsigned long serials = 0;
    int transfers = 0;
    // Says whether the State is still there. Owned by the State and by every handler that waits in
    // Asio: a handler that is already queued cannot be called back any more.
    std::shared_ptr<State*> alive = std::make_shared<State*>(this);
};

CurlLoop::State::State(asio::any_io_executor on, int most_idle, std::chrono::milliseconds time)
    : executor(on),
      timer(on),
      rest(on, asio::steady_timer::time_point::max()),
      idle(most_idle),
      idle_time(time) {
    open();
}

void CurlLoop::State::open() {
    use_curl();
    multi = curl_multi_init();
    if (!multi) throw std::bad_alloc();
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &State::on_socket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &State::on_timer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, idle);
}

void CurlLoop::State::close() {
    curl_multi_cleanup(multi);  // closes idle connections, through on_close
    multi = nullptr;
    for (auto& [fd, watch] : watches)
        watch.descriptor.release();
    watches.clear();
    timer.cancel();
}

CurlLoop::State::~State() {
    assert(transfers == 0);
    *alive = nullptr;
    close();
}

int CurlLoop::State::on_socket(CURL*, curl_socket_t fd, int what, void* self, void*) {
    State& state = *static_cast<State*>(self);
    if (what == CURL_POLL_REMOVE) {
        state.drop(fd);
        return 0;
    }
    auto found = state.watches.find(fd);
    if (found == state.watches.end()) {
        Watch watch{asio::posix::stream_descriptor(state.executor), ++state.serials};
        error_code error;
        watch.descriptor.assign(fd, error);
        if (error) return -1;
        found = state.watches.emplace(fd, std::move(watch)).first;
    }
    found->second.reads = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
    found->second.writes = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
    state.arm(fd, found->second);
    return 0;
}

int CurlLoop::State::on_timer(CURLM*, long milliseconds, void* self) {
    State& state = *static_cast<State*>(self);
    if (milliseconds < 0) {
        state.timer.cancel();
        return 0;
    }
    // curl must not be called from here, not even for 0 ms.
    state.timer.expires_after(std::max(shortest_timer, std::chrono::milliseconds(milliseconds)));
    state.timer.async_wait([alive = state.alive](error_code error) {
        if (!error && *alive) (*alive)->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
}

/// curl sometimes closes a socket before it says CURL_POLL_REMOVE; its number may be used again at
/// once.
int CurlLoop::State::on_close(void* self, curl_socket_t fd) {
    static_cast<State*>(self)->drop(fd);
    return ::close(fd);
}

void CurlLoop::State::drop(curl_socket_t fd) {
    const auto found = watches.find(fd);
    if (found == watches.end()) return;
    found->second.descriptor.release();
    watches.erase(found);
}

void CurlLoop::State::arm(curl_socket_t fd, Watch& watch) {
    if (watch.reads && !watch.reading) wait(fd, watch, false);
    if (watch.writes && !watch.writing) wait(fd, watch, true);
}

void CurlLoop::State::wait(curl_socket_t fd, Watch& watch, bool for_write) {
    (for_write ? watch.writing : watch.reading) = true;
    auto ready = [held = alive, fd, serial = watch.serial, for_write](error_code error) {
        if (error == asio::error::operation_aborted || !*held) return;
        State& state = **held;
        const auto is_this = [&](const auto& found) {
            return found != state.watches.end() && found->second.serial == serial;
        };
        auto found = state.watches.find(fd);
        if (!is_this(found)) return;
        Watch& own = found->second;
        (for_write ? own.writing : own.reading) = false;
        const bool wanted = for_write ? own.writes : own.reads;
        if (wanted) {
            const int event = for_write ? CURL_CSELECT_OUT : CURL_CSELECT_IN;
            state.act(fd, error ? CURL_CSELECT_ERR : event);
        }
        // curl expects to be told again as long as the condition holds; it may also have let go of
        // this socket meanwhile.
        found = state.watches.find(fd);
        if (is_this(found)) state.arm(fd, found->second);
    };
    watch.descriptor.async_wait(for_write ? asio::posix::stream_descriptor::wait_write
                                          : asio::posix::stream_descriptor::wait_read,
                                std::move(ready));
}

void CurlLoop::State::act(curl_socket_t fd, int events) {
    int running = 0;
    curl_multi_socket_action(multi, fd, events, &running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        char* owner = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &owner);
        auto* transfer = static_cast<Transfer*>(static_cast<void*>(owner));
        transfer->code = code;
        transfer->done = true;
        transfer->finished.cancel();  // resumes perform() from the loop, not from inside curl
    }
}

CurlLoop::State::Transfer::Transfer(State& in, CURL* handle)
    : state(in), easy(handle), finished(in.executor, asio::steady_timer::time_point::max()) {
    curl_easy_setopt(easy, CURLOPT_PRIVATE, static_cast<void*>(this));
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &State::on_close);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, &state);
    if (curl_multi_add_handle(state.multi, easy) != CURLM_OK)
        throw std::logic_error("this transfer is under way already");
    if (state.transfers++ == 0) state.rest.expires_at(asio::steady_timer::time_point::max());
}

CurlLoop::State::Transfer::~Transfer() {
    curl_multi_remove_handle(state.multi, easy);
    if (--state.transfers == 0) state.rest.expires_after(state.idle_time);
}

CurlLoop::CurlLoop(asio::any_io_executor executor, int idle, std::chrono::milliseconds time)
    : state_(std::make_unique<State>(std::move(executor), idle, time)) {}

CurlLoop::~CurlLoop() = default;

int CurlLoop::in_flight() const {
    return state_->transfers;
}

asio::awaitable<void> CurlLoop::tidy() {
    for (;;) {
        // A transfer that begins or ends sets the timer anew, which ends this wait as well.
        auto [moved] = co_await state_->rest.async_wait(asio::as_tuple(asio::use_awaitable));
        const auto stopped = co_await asio::this_coro::cancellation_state;
        if (stopped.cancelled() != asio::cancellation_type::none) co_return;
        if (moved || state_->transfers > 0) continue;
        // libcurl closes idle connections only with all that it keeps besides.
        state_->close();
        state_->open();
        state_->rest.expires_at(asio::steady_timer::time_point::max());
    }
}

asio::awaitable<int> CurlLoop::perform(CURL* easy) {
    State::Transfer transfer(*state_, easy);
    auto [ended] = co_await transfer.finished.async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(ended);
    co_return transfer.done ? transfer.code : CURLE_ABORTED_BY_CALLBACK;
}

asio::awaitable<int> CurlLoop::perform(CURL* easy, asio::awaitable<void> then) {
    State::Transfer transfer(*state_, easy);
    auto [ended] = co_await transfer.finished.async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(ended);
    if (!transfer.done) co_return CURLE_ABORTED_BY_CALLBACK;
    if (transfer.code == CURLE_OK) co_await std::move(then);
    co_return transfer.code;
}

}  // namespace earshot::io
