#pragma once
// One GET of one address by libcurl: its options, what comes in, and what it amounts to. Redirects
// are not followed here. Used by http_client.cpp only.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/io/http/body_decoder.hpp"
#include "daemon/io/http/curl_loop.hpp"
#include "earshot/http.hpp"

namespace earshot::io {

/// What the transfers of one client share. Outlives them.
struct TransferSettings {
    std::chrono::milliseconds connect_time = http::limits::connect_time;
    std::string certificates;  // PEM instead of the system's bundle; empty: the bundle
    CurlList resolve;          // for CURLOPT_RESOLVE
};

/// Stays where it is: libcurl keeps pointers to it.
class HttpTransfer {
public:
    HttpTransfer(const http::Request& request, const Url& url, std::chrono::milliseconds total_time,
                 const TransferSettings& settings);
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;

    CURL* easy() const { return easy_.get(); }

    /// After the transfer has ended with this CURLcode.
    http::Outcome outcome(int code);
    std::chrono::milliseconds time_taken() const;

private:
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
    bool take_header(std::string_view line);
    bool take_body(std::string_view bytes);
    bool refuse(http::Fault fault, std::string_view why);
    http::Broken broken(http::Fault fault, std::string_view why) const;

    Url url_;
    CurlEasy easy_;
    CurlList headers_;
    http::RequestHeaders conditions_;
    std::string error_;  // libcurl's own words
    http::Headers reply_headers_;
    std::size_t header_bytes_ = 0;
    bool headers_complete_ = false;
    std::optional<BodyDecoder> body_;
    std::optional<http::Broken> refused_;  // by us, while it came in
};

}  // namespace earshot::io
