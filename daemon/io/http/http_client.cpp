#include "daemon/io/http/http_client.hpp"

#include <cassert>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "daemon/io/http/curl_loop.hpp"
#include "daemon/io/http/file_source.hpp"
#include "daemon/io/http/http_transfer.hpp"
#include "daemon/io/http/redirect.hpp"

namespace earshot::io {

namespace asio = boost::asio;
using http::Broken;
using http::Fault;

namespace {

std::string read_certificates(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string pem(std::istreambuf_iterator<char>(file), {});
    if (!file || pem.empty()) throw std::runtime_error("cannot read certificates from " + path);
    return pem;
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Broken broken(Fault fault, std::string_view why) {
    std::string text(to_text(fault));
    if (!why.empty()) text += ": " + std::string(why);
    return Broken{fault, std::move(text)};
}

http::Outcome after_hops(Broken broken, std::vector<http::Hop> hops) {
    broken.hops = std::move(hops);
    return broken;
}

}  // namespace

struct HttpClient::State {
    State(asio::any_io_executor executor, HttpClientSettings given)
        : settings(std::move(given)), loop(std::move(executor)) {
        transfers.connect_time = settings.connect_time;
        if (!settings.ca_file.empty())
            transfers.certificates =
                read_certificates(system_certificates) + read_certificates(settings.ca_file);
        if (!settings.resolve.empty()) append(transfers.resolve, settings.resolve.c_str());
    }

    HttpClientSettings settings;
    TransferSettings transfers;
    CurlLoop loop;
    int in_flight = 0;
};

namespace {

struct Counted {
    explicit Counted(int& counter) : count(counter) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    int& count;
};

}  // namespace

HttpClient::HttpClient(asio::any_io_executor executor, HttpClientSettings settings)
    : state_(std::make_unique<State>(std::move(executor), std::move(settings))) {}

HttpClient::~HttpClient() {
    assert(state_->in_flight == 0);
}

int HttpClient::in_flight() const {
    return state_->loop.in_flight();
}

asio::awaitable<http::Outcome> HttpClient::fetch(http::Request request, MayFollow may_follow) {
    const Counted counted(state_->in_flight);
    if (request.url.scheme() == "file")
        co_return read_file_source(request, state_->settings.file_directories);
    std::chrono::milliseconds left = state_->settings.total_time;  // for all hops together
    std::vector<http::Hop> hops;
    Url url = request.url;
    for (;;) {
        HttpTransfer transfer(request, url, left, state_->transfers);
        const int code = co_await state_->loop.perform(transfer.easy());
        http::Outcome outcome = transfer.outcome(code);
        auto* reply = std::get_if<http::Reply>(&outcome);
        if (reply == nullptr)
            co_return after_hops(std::get<Broken>(std::move(outcome)), std::move(hops));
        const auto location = reply->headers.find("location");
        if (!is_redirect(reply->status) || location == reply->headers.end()) {
            reply->hops = std::move(hops);
            co_return outcome;
        }
        auto target = redirect_target(*reply, location->second, hops, request.url);
        left -= transfer.time_taken();
        const Url* to = std::get_if<Url>(&target);
        hops.push_back(
            http::Hop{reply->status, to ? *to : reply->effective, std::move(reply->headers)});
        if (to == nullptr) co_return after_hops(std::get<Broken>(target), std::move(hops));
        if (left <= std::chrono::milliseconds::zero())
            co_return after_hops(broken(Fault::timed_out, "while following redirects"),
                                 std::move(hops));
        url = *to;
        if (!may_follow) continue;
        const bool may = co_await may_follow(url);
        if (!may) co_return after_hops(broken(Fault::put_off, url.host()), std::move(hops));
    }
}

}  // namespace earshot::io
