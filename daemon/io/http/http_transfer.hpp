#pragma once
// One GET of one address by libcurl: its options, whom it may be connected to, what comes in, and
// what it amounts to. Redirects are not followed here. Used by http_client.cpp only.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/io/http/body_decoder.hpp"
#include "daemon/io/http/certificate_stores.hpp"
#include "daemon/io/http/curl_loop.hpp"
#include "daemon/io/http/own_headers.hpp"
#include "daemon/io/http/tls_sessions.hpp"
#include "earshot/http.hpp"
#include "earshot/network.hpp"

namespace earshot::io {

/// How one hop of a fetch goes out. What it points to outlives the transfer.
struct HopTerms {
    std::chrono::milliseconds connect_time{0};
    std::chrono::milliseconds total_time{0};
    const curl_slist* resolve = nullptr;  // for CURLOPT_RESOLVE
    const Border* border = nullptr;       // of the fetch
    const OwnHeaders* own = nullptr;      // none: the user has nothing to say to this origin
    bool is_redirect = false;
    std::string proxy = {};  // empty: none
    bool insecure = false;
    bool shares_connections = true;  // with whoever believes the same
    Trust trust = {};                // of https
    TlsSessions* sessions = nullptr;
};

/// In the place of Trust::content in the key of a session that was made without looking.
inline constexpr std::string_view unseen = "unseen";

/// Where this hop would have led, when that is no place for it.
http::Broken beyond_border(const HopTerms& terms, Reach where);

/// Stays where it is: libcurl keeps pointers to it.
class HttpTransfer {
public:
    /// `easy`: new, or of an earlier hop of the same fetch, whose cookies it has.
    HttpTransfer(CURL* easy, const http::Request& request, const Url& url, const HopTerms& terms);
    ~HttpTransfer();
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;

    /// After the transfer has ended with this CURLcode.
    http::Outcome outcome(int code);
    std::chrono::milliseconds time_taken() const;
    /// Who answered, when it was not by way of a proxy.
    std::optional<IpAddress> peer() const;
    /// It came to nothing because this process may open no more descriptors.
    bool lacked_descriptor() const { return lacked_descriptor_; }

private:
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
    void set_identity();
    void set_way();
    void set_tls();
    void set_headers(const http::Request& request);
    bool lets_through(const std::optional<IpAddress>& address);
    bool take_header(std::string_view line);
    bool take_body(std::string_view bytes);
    bool refuse(http::Fault fault, std::string_view why);
    http::Broken broken(http::Fault fault, std::string_view why) const;
    http::Broken after_fault(int code);

    struct Callbacks;  // in libcurl's types

    CURL* easy_;
    const Url& url_;
    const HopTerms& terms_;
    CurlList headers_;
    http::RequestHeaders conditions_;
    std::string error_;  // libcurl's own words
    std::string session_key_;
    http::Headers reply_headers_;
    std::size_t header_bytes_ = 0;
    bool headers_complete_ = false;
    std::optional<BodyDecoder> body_;
    std::optional<http::Broken> refused_;  // by us, while it came in
    std::optional<Reach> beyond_border_;   // where it was not let
    bool opened_ = false;                  // a socket, to whatever end
    bool stopped_ = false;                 // before the request, at such a place
    bool lacked_descriptor_ = false;
};

}  // namespace earshot::io
