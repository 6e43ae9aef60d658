#include "daemon/app/etiquette/etiquette.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/app/etiquette/report_card.hpp"
#include "daemon/app/etiquette/two_polls.hpp"
#include "daemon/io/http/http_client.hpp"
#include "daemon/io/loop/clock.hpp"
#include "earshot/etiquette.hpp"

namespace earshot::app {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr int exit_usage = 64;  // EX_USAGE

/// Runs one coroutine to its end; what it throws goes on.
template <class Value>
Value run(asio::io_context& loop, asio::awaitable<Value> task) {
    std::optional<Value> value;
    std::exception_ptr failure;
    asio::co_spawn(loop, std::move(task), [&](std::exception_ptr error, Value result) {
        failure = error;
        value.emplace(std::move(result));
    });
    loop.run();
    if (failure) std::rethrow_exception(failure);
    return *std::move(value);
}

json::object to_object(const ServerAdvice& advice) {
    json::object object;
    json::array good(advice.good.begin(), advice.good.end());
    object["good"] = std::move(good);
    json::array better;
    for (const Advice& one : advice.better) {
        json::object point;
        point["point"] = to_text(one.point);
        point["what"] = one.what;
        point["why"] = one.why;
        point["how"] = one.how;
        point["lines"] = json::array(one.lines.begin(), one.lines.end());
        better.push_back(std::move(point));
    }
    object["better"] = std::move(better);
    return object;
}

int show_report_card(bool as_json) {
    // What is on loopback is not asked by way of a proxy.
    ::setenv("no_proxy", "127.0.0.1,127.0.0.2", 1);
    asio::io_context loop(1);
    const auto card = run(loop, etiquette::report_card(loop.get_executor(), etiquette::Habits()));
    if (as_json)
        std::cout << json::serialize(etiquette::to_object(card)) << '\n';
    else
        std::cout << etiquette::to_text(card);
    return etiquette::all_pass(card) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int write_letter(const Url& address, bool as_json) {
    asio::io_context loop(1);
    io::SystemClock clock;
    io::HttpClient http(loop.get_executor(), io::HttpClientSettings());
    const Instant now = clock.now();
    const auto polls = run(loop, etiquette::poll_twice(http, clock, address));
    const auto problem = no_document(polls.first);
    if (problem) {
        if (as_json) {
            json::object object;
            object["address"] = address.redacted();
            object["problem"] = *problem;
            std::cout << json::serialize(object) << '\n';
        } else {
            std::cerr << "earshotd: " << address.redacted() << ": " << *problem << '\n';
        }
        return EXIT_FAILURE;
    }
    const auto advice = advice_for(std::get<http::Reply>(polls.first), polls.second, now);
    if (as_json) {
        json::object object = to_object(advice);
        object["address"] = address.redacted();
        object["asked_at"] = to_rfc3339(now);
        std::cout << json::serialize(object) << '\n';
    } else {
        std::cout << letter_about(address, advice, now);
    }
    return EXIT_SUCCESS;
}

}  // namespace

int show_etiquette(const std::string& address, bool as_json) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (address.empty()) return show_report_card(as_json);
        const auto url = Url::parse(address);
        if (!url || (url->scheme() != "http" && url->scheme() != "https")) {
            std::cerr << "earshotd: --etiquette: "
                      << (url ? "only http: and https: addresses have a server" : url.error().what)
                      << '\n';
            return exit_usage;
        }
        return write_letter(*url, as_json);
    } catch (const std::exception& error) {
        std::cerr << "earshotd: --etiquette: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}

}  // namespace earshot::app
