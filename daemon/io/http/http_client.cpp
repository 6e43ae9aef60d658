#include "daemon/io/http/http_client.hpp"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/http/certificate_stores.hpp"
#include "daemon/io/http/curl_loop.hpp"
#include "daemon/io/http/descriptors.hpp"
#include "daemon/io/http/file_source.hpp"
#include "daemon/io/http/http_transfer.hpp"
#include "daemon/io/http/redirect.hpp"
#include "daemon/io/http/tls_sessions.hpp"
#include "daemon/io/http/transfer_slots.hpp"

namespace earshot::io {

namespace asio = boost::asio;
using http::Broken;
using http::Fault;

namespace {

// When there is no descriptor left, how often and how soon one is looked for again.
constexpr int descriptor_tries = 300;
constexpr std::chrono::milliseconds descriptor_pause{100};

// Making a transfer and throwing it away costs an eighth of a quiet poll; each that waits for the
// next fetch holds 20 KB.
constexpr std::size_t most_at_rest = 16;

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Broken broken(Fault fault, std::string_view why) {
    std::string text(to_text(fault));
    if (!why.empty()) text += ": " + std::string(why);
    return Broken{fault, std::move(text)};
}

/// It is this machine that has to wait: no poll of the source.
Broken no_descriptor() {
    return Broken{Fault::put_off, "this machine may open no more files and connections"};
}

http::Outcome after_hops(Broken broken, std::vector<http::Hop> hops) {
    broken.hops = std::move(hops);
    return broken;
}

}  // namespace

struct HttpClient::State {
    State(asio::any_io_executor on, HttpClientSettings given)
        : executor(on),
          settings(std::move(given)),
          certificates(settings.ca_file),
          plan(plan_descriptors()),
          slots(on, plan.transfers),
          loop(on, plan.idle, settings.idle_time) {
        if (!settings.resolve.empty()) append(resolve, settings.resolve.c_str());
    }

    asio::any_io_executor executor;
    HttpClientSettings settings;
    CertificateStores certificates;
    TlsSessions sessions;
    CurlList resolve;
    DescriptorPlan plan;
    TransferSlots slots;
    CurlLoop loop;  // its connections refer to what is above
    std::vector<CurlEasy> at_rest;
    int in_flight = 0;

    CurlEasy take_transfer();
    void put_back(CurlEasy easy);
};

CurlEasy HttpClient::State::take_transfer() {
    if (at_rest.empty()) return new_transfer();
    CurlEasy easy = std::move(at_rest.back());
    at_rest.pop_back();
    return easy;
}

void HttpClient::State::put_back(CurlEasy easy) {
    if (at_rest.size() >= most_at_rest) return;
    forget_cookies(easy.get());
    at_rest.push_back(std::move(easy));
}

/// What the hops of one fetch share.
class HttpClient::Fetch {
public:
    Fetch(State& state, const http::Request& request)
        : state_(state),
          request_(request),
          border_(state.settings.allow_networks, !request.options->offered),
          is_at_home_(request.options->origin == request.url.origin()),
          left_(state.settings.total_time),
          easy_(state.take_transfer()) {
        ++state_.in_flight;
    }
    ~Fetch() {
        // What has carried somebody's secret is not used for anybody else.
        if (!own_) state_.put_back(std::move(easy_));
        --state_.in_flight;
    }
    Fetch(const Fetch&) = delete;
    Fetch& operator=(const Fetch&) = delete;

    asio::awaitable<http::Outcome> hop(const Url& url, bool is_redirect);
    bool has_time() const { return left_ > std::chrono::milliseconds::zero(); }

private:
    using Terms = std::variant<HopTerms, Broken>;
    /// How a hop goes out, or why it does not.
    Terms terms_for(const Url& url, bool is_redirect);
    std::optional<Broken> add_own(HopTerms& terms, const Url& url);
    std::optional<Broken> add_trust(HopTerms& terms, const Url& url);

    State& state_;
    const http::Request& request_;
    Border border_;
    bool is_at_home_;  // the source is still where its options were given for
    std::optional<OwnHeaders> own_;
    std::chrono::milliseconds left_;  // for all hops together
    CurlEasy easy_;
};

std::optional<Broken> HttpClient::Fetch::add_own(HopTerms& terms, const Url& url) {
    const RequestOptions& options = *request_.options;
    if (!is_at_home_ || url.origin() != options.origin) return std::nullopt;
    if (!own_) {
        auto own = own_headers(options, state_.settings.secrets);
        if (!own) return broken(Fault::unreadable, to_text(own.error()));
        own_ = std::move(*own);
    }
    terms.own = &*own_;
    return std::nullopt;
}

std::optional<Broken> HttpClient::Fetch::add_trust(HopTerms& terms, const Url& url) {
    if (url.scheme() != "https") return std::nullopt;
    const RequestOptions& options = *request_.options;
    terms.insecure = options.insecure && is_at_home_ && url.host() == request_.url.host();
    auto trust = state_.certificates.with(options.ca_file);
    if (!trust) return broken(Fault::unreadable, to_text(trust.error()));
    terms.trust = std::move(*trust);
    terms.shares_connections = options.ca_file.empty();
    terms.sessions = &state_.sessions;
    return std::nullopt;
}

HttpClient::Fetch::Terms HttpClient::Fetch::terms_for(const Url& url, bool is_redirect) {
    HopTerms terms;
    terms.connect_time = state_.settings.connect_time;
    terms.total_time = left_;
    terms.resolve = state_.resolve.get();
    terms.border = &border_;
    terms.is_redirect = is_redirect;
    const std::string& own_proxy = request_.options->proxy;
    terms.proxy = own_proxy.empty() ? state_.settings.proxy : own_proxy;
    if (terms.proxy == "direct") terms.proxy.clear();
    if (const auto written = address_in(url.host()); written && !border_.lets_through(*written))
        return beyond_border(terms, reach_of(*written));
    if (auto no = add_own(terms, url)) return *std::move(no);
    if (auto no = add_trust(terms, url)) return *std::move(no);
    return terms;
}

asio::awaitable<http::Outcome> HttpClient::Fetch::hop(const Url& url, bool is_redirect) {
    Terms found = terms_for(url, is_redirect);
    if (const auto* no = std::get_if<Broken>(&found)) co_return *no;
    const HopTerms& terms = std::get<HopTerms>(found);
    asio::steady_timer pause(state_.executor);
    for (int tries = 1;; ++tries) {
        const TransferSlots::Slot slot = co_await state_.slots.take();
        if (!slot) break;
        HttpTransfer transfer(easy_.get(), request_, url, terms);
        const int code = co_await state_.loop.perform(easy_.get());
        http::Outcome outcome = transfer.outcome(code);
        if (!transfer.lacked_descriptor()) {
            left_ -= transfer.time_taken();
            border_.passed(terms.proxy.empty() ? transfer.peer() : address_in(url.host()));
            co_return outcome;
        }
        if (tries == descriptor_tries) co_return Broken(no_descriptor());
        pause.expires_after(descriptor_pause);
        auto [stopped] = co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        if (stopped) break;
    }
    co_return broken(Fault::cancelled, "");
}

HttpClient::HttpClient(asio::any_io_executor executor, HttpClientSettings settings)
    : state_(std::make_unique<State>(std::move(executor), std::move(settings))) {}

HttpClient::~HttpClient() {
    assert(state_->in_flight == 0);
}

int HttpClient::in_flight() const {
    return state_->loop.in_flight();
}

std::vector<TlsSession> HttpClient::tls_sessions() const {
    std::vector<TlsSession> all = state_->sessions.all();
    std::erase_if(all, [](const TlsSession& one) { return one.key.ends_with(unseen); });
    return all;
}

void HttpClient::take_up(std::vector<TlsSession> sessions) {
    state_->sessions.take_up(std::move(sessions));
}

asio::awaitable<void> HttpClient::tidy() {
    return state_->loop.tidy();
}

asio::awaitable<http::Outcome> HttpClient::fetch(http::Request request) {
    return fetch(std::move(request), MayFollow());
}

asio::awaitable<http::Outcome> HttpClient::fetch(http::Request request, MayFollow may_follow) {
    if (request.url.scheme() == "file")
        co_return read_file_source(request, state_->settings.file_directories);
    Fetch fetch(*state_, request);
    std::vector<http::Hop> hops;
    Url url = request.url;
    for (;;) {
        http::Outcome outcome = co_await fetch.hop(url, !hops.empty());
        auto* reply = std::get_if<http::Reply>(&outcome);
        if (reply == nullptr)
            co_return after_hops(std::get<Broken>(std::move(outcome)), std::move(hops));
        const auto location = reply->headers.find("location");
        if (!is_redirect(reply->status) || location == reply->headers.end()) {
            reply->hops = std::move(hops);
            co_return outcome;
        }
        auto target = redirect_target(*reply, location->second, hops, request.url);
        const Url* to = std::get_if<Url>(&target);
        hops.push_back(
            http::Hop{reply->status, to ? *to : reply->effective, std::move(reply->headers)});
        if (to == nullptr) co_return after_hops(std::get<Broken>(target), std::move(hops));
        if (!fetch.has_time())
            co_return after_hops(broken(Fault::timed_out, "while following redirects"),
                                 std::move(hops));
        url = *to;
        if (!may_follow) continue;
        const bool may = co_await may_follow(url);
        if (!may) co_return after_hops(broken(Fault::put_off, url.host()), std::move(hops));
    }
}

}  // namespace earshot::io
