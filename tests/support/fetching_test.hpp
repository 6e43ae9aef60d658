#pragma once
// The fixture of tests that fetch with a client of their own settings from a scripted server.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "daemon/io/http/http_client.hpp"
#include "support/feed_server.hpp"
#include "support/run.hpp"

namespace earshot::tests {

class FetchingTest : public ::testing::Test {
protected:
    io::HttpClient& client() {
        if (!client_) client_ = std::make_unique<io::HttpClient>(io.get_executor(), settings);
        return *client_;
    }
    /// The next fetch is by another one.
    void renew_client() { client_.reset(); }

    http::Outcome get(const std::string& address, RequestOptions options = {}) {
        http::Request request;
        request.url = Url::parse(address).value();
        if (options.origin.empty()) options.origin = request.url.origin();
        request.options = SharedOptions(std::move(options));
        return run(io, client().fetch(std::move(request)));
    }

    static std::string said(const http::Outcome& outcome) {
        if (const auto* reply = std::get_if<http::Reply>(&outcome))
            return std::to_string(reply->status) + " " + reply->body;
        return std::get<http::Broken>(outcome).text;
    }

    boost::asio::io_context io{1};
    FeedServer server{io};
    io::HttpClientSettings settings;

private:
    std::unique_ptr<io::HttpClient> client_;
};

}  // namespace earshot::tests
