// A resolver that hangs must not hold up the loop: the control socket and the watchdog live on it.

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <atomic>
#include <chrono>
#include <semaphore>
#include <string>
#include <variant>

#include "daemon/io/http/http_client.hpp"
#include "support/run.hpp"

namespace {

constexpr const char* slow_host = "slow.example";
std::atomic<int> waiting = 0;
std::atomic<int> left = 0;
std::counting_semaphore<16> go_on{0};

}  // namespace

/// Stands before the system's resolver for the whole test program; libcurl calls it from a thread.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** result) {
    if (node != nullptr && std::string(node) == slow_host) {
        ++waiting;
        go_on.acquire();
        ++left;
        return EAI_AGAIN;
    }
    using Resolver = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto next = reinterpret_cast<Resolver>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return next(node, service, hints, result);
}

namespace earshot::io {
namespace {

// If libcurl waited for its resolver, this test would never end: the resolver is let go only after
// the fetches have given up.
TEST(SlowResolver, DoesNotHoldUpTheLoop) {
    boost::asio::io_context io(1);
    HttpClientSettings settings;
    settings.total_time = std::chrono::milliseconds(30);
    {
        HttpClient client(io.get_executor(), settings);
        for (int i = 0; i < 5; ++i) {
            http::Request request;
            request.url = Url::parse("http://" + std::string(slow_host) + "/feed").value();
            const http::Outcome outcome = tests::run(io, client.fetch(request));
            ASSERT_TRUE(std::holds_alternative<http::Broken>(outcome));
            EXPECT_EQ(std::get<http::Broken>(outcome).fault, http::Fault::timed_out);
        }
        EXPECT_EQ(waiting, 5);
        EXPECT_EQ(left, 0);
    }
    go_on.release(waiting);
    while (left < waiting) {
    }
}

}  // namespace
}  // namespace earshot::io
