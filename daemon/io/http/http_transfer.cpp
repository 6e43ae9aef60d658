#include "daemon/io/http/http_transfer.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "daemon/io/http/curl_fault.hpp"
#include "daemon/io/http/descriptors.hpp"

namespace earshot::io {

using http::Fault;

namespace {

// A transfer slower than this for this long is given up before its total time.
constexpr long slow_bytes_per_second = 32;
constexpr long slow_seconds = 20;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

bool is_same_name(std::string_view one, std::string_view other) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return low(a) == low(b); });
}

/// Content-Length may be repeated, but only with one value (RFC 9110 8.6).
bool agree(std::string_view lengths) {
    const std::string_view first = trimmed(lengths.substr(0, lengths.find(',')));
    while (!lengths.empty()) {
        const std::size_t comma = std::min(lengths.find(','), lengths.size());
        if (trimmed(lengths.substr(0, comma)) != first) return false;
        lengths.remove_prefix(std::min(comma + 1, lengths.size()));
    }
    return true;
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
    curl_easy_setopt(easy, option, value);
}

std::optional<IpAddress> address_of(const curl_sockaddr& socket) {
    IpAddress address;
    if (socket.family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(socket.addr);
        std::copy_n(v6.sin6_addr.s6_addr, address.bytes.size(), address.bytes.begin());
        return address;
    }
    if (socket.family != AF_INET) return std::nullopt;
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(socket.addr);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&v4.sin_addr);
    address.bytes[10] = address.bytes[11] = 0xff;
    std::copy_n(bytes, 4, address.bytes.begin() + 12);
    return address;
}

}  // namespace

http::Broken beyond_border(const HopTerms& terms, Reach where) {
    return {Fault::not_allowed, std::string(to_text(Fault::not_allowed)) + ": " +
                                    (terms.is_redirect ? "a redirect" : "a page led") +
                                    " to an address of " + std::string(to_text(where))};
}

struct HttpTransfer::Callbacks {
    /// What is really connected, after the look-up: a name may mean another address each time.
    static curl_socket_t open(void* self, curlsocktype, curl_sockaddr* to) {
        HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
        if (!transfer.lets_through(address_of(*to))) return CURL_SOCKET_BAD;
        const int made = ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
        if (made < 0) transfer.lacked_descriptor_ |= errno == EMFILE || errno == ENFILE;
        transfer.opened_ |= made >= 0;
        return made;
    }

    /// The same of a connection that somebody else's fetch has left.
    static int before_request(void* self, char* to, char*, int, int) {
        HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
        transfer.stopped_ = !transfer.lets_through(parse_ip_address(to));
        return transfer.stopped_ ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
    }

    static CURLcode tls(CURL*, void* context, void* self) {
        HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
        auto* const tls = static_cast<SSL_CTX*>(context);
        if (!transfer.terms_.insecure) believe(tls, transfer.terms_.trust);
        transfer.terms_.sessions->attach(tls, transfer.session_key_);
        return CURLE_OK;
    }
};

HttpTransfer::HttpTransfer(CURL* easy, const http::Request& request, const Url& url,
                           const HopTerms& terms)
    : easy_(easy), url_(url), terms_(terms), error_(CURL_ERROR_SIZE, '\0') {
    set_identity();
    set_way();
    if (url.scheme() == "https") set_tls();
    set_headers(request);
}

HttpTransfer::~HttpTransfer() {
    renew_transfer(easy_);  // it points to what goes with this
}

void HttpTransfer::set_identity() {
    set(easy_, CURLOPT_URL, url_.reveal().c_str());
    set(easy_, CURLOPT_PATH_AS_IS, 1L);  // the address goes out as the user gave it
    set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy_, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(easy_, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_second);
    set(easy_, CURLOPT_LOW_SPEED_TIME, slow_seconds);
    set(easy_, CURLOPT_ERRORBUFFER, error_.data());
    set(easy_, CURLOPT_HEADERFUNCTION, &HttpTransfer::on_header);
    set(easy_, CURLOPT_HEADERDATA, this);
    set(easy_, CURLOPT_WRITEFUNCTION, &HttpTransfer::on_body);
    set(easy_, CURLOPT_WRITEDATA, this);
    set(easy_, CURLOPT_HTTP_CONTENT_DECODING, 0L);  // BodyDecoder does it
    // Cookies are of one fetch: a server that sends back whoever comes without one is read, and
    // nobody is known again at the next poll (rule 42). A line without a cookie starts the jar;
    // CURLOPT_COOKIEFILE would, too, but libcurl 7.88 loses what it keeps of it.
    set(easy_, CURLOPT_COOKIELIST, "Set-Cookie:");
}

void HttpTransfer::set_way() {
    set(easy_, CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(std::min(terms_.connect_time, terms_.total_time).count()));
    set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(terms_.total_time.count()));
    set(easy_, CURLOPT_PROXY, terms_.proxy.c_str());  // the environment has no say
    if (terms_.resolve != nullptr) set(easy_, CURLOPT_RESOLVE, terms_.resolve);
    set(easy_, CURLOPT_OPENSOCKETFUNCTION, &Callbacks::open);
    set(easy_, CURLOPT_OPENSOCKETDATA, this);
    set(easy_, CURLOPT_PREREQFUNCTION, &Callbacks::before_request);
    set(easy_, CURLOPT_PREREQDATA, this);
    if (terms_.shares_connections) return;
    set(easy_, CURLOPT_FRESH_CONNECT, 1L);
    set(easy_, CURLOPT_FORBID_REUSE, 1L);
}

void HttpTransfer::set_tls() {
    // The stores and the sessions are ours, shared by all transfers.
    set(easy_, CURLOPT_CAINFO, static_cast<char*>(nullptr));
    // libcurl would take the store that it finds in a context for its own, and put it into the
    // next.
    set(easy_, CURLOPT_CA_CACHE_TIMEOUT, 0L);
    set(easy_, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    set(easy_, CURLOPT_SSL_CTX_FUNCTION, &Callbacks::tls);
    set(easy_, CURLOPT_SSL_CTX_DATA, this);
    session_key_ = url_.origin() + ' ';
    session_key_ += terms_.insecure ? std::string(unseen) : terms_.trust.content;
    if (!terms_.insecure) return;
    set(easy_, CURLOPT_SSL_VERIFYPEER, 0L);
    set(easy_, CURLOPT_SSL_VERIFYHOST, 0L);
}

void HttpTransfer::set_headers(const http::Request& request) {
    append(headers_, ("User-Agent: " + request.user_agent).c_str());
    append(headers_, (std::string("Accept-Encoding: ") + accepted_codings).c_str());
    const OwnHeaders* own = terms_.own;
    const auto is_own = [&](const std::string& name) {
        return own != nullptr &&
               std::any_of(own->headers.begin(), own->headers.end(),
                           [&](auto& one) { return is_same_name(one.first, name); });
    };
    for (const auto& [name, value] : request.headers)
        if (!is_own(name)) append(headers_, (name + ": " + value).c_str());
    if (url_ == request.conditional_for) conditions_ = request.conditional;
    for (const auto& [name, value] : conditions_)
        append(headers_, (name + ": " + value).c_str());
    if (own != nullptr) {
        for (const auto& [name, value] : own->headers)
            append(headers_, Secret(name + ": " + value.reveal()).reveal().c_str());
        if (!own->cookie.empty()) set(easy_, CURLOPT_COOKIE, own->cookie.reveal().c_str());
        if (!own->user.empty()) {
            set(easy_, CURLOPT_USERNAME, own->user.c_str());
            set(easy_, CURLOPT_PASSWORD, own->password.reveal().c_str());
        }
    }
    set(easy_, CURLOPT_HTTPHEADER, headers_.get());
}

bool HttpTransfer::lets_through(const std::optional<IpAddress>& address) {
    // What is connected to a proxy is the proxy, wherever that is.
    if (!terms_.proxy.empty() || !address || terms_.border->lets_through(*address)) return true;
    beyond_border_ = reach_of(*address);
    return false;
}

std::size_t HttpTransfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    const bool taken = static_cast<HttpTransfer*>(self)->take_header({bytes, size * count});
    return taken ? size * count : 0;
}

std::size_t HttpTransfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    const bool taken = static_cast<HttpTransfer*>(self)->take_body({bytes, size * count});
    return taken ? size * count : 0;
}

bool HttpTransfer::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > http::limits::header_bytes)
        return refuse(Fault::bad_reply, "more than 64 KiB of headers");
    if (line.starts_with("HTTP/") && line.find(':') == line.npos) {
        reply_headers_.clear();  // an interim reply (103) came before this one
        headers_complete_ = false;
        return true;
    }
    if (headers_complete_) return true;  // trailers say nothing we want
    if (trimmed(line).empty()) {
        headers_complete_ = true;
        return true;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos || line.front() == ' ' || line.front() == '\t') return true;
    std::string name(trimmed(line.substr(0, colon)));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string& value = reply_headers_[name];
    if (!value.empty()) value += ", ";
    value += trimmed(line.substr(colon + 1));
    if (name == "content-length" && !agree(value))
        return refuse(Fault::bad_reply, "two different lengths of one reply");
    return true;
}

bool HttpTransfer::take_body(std::string_view bytes) {
    if (!body_) {
        const auto named = reply_headers_.find("content-encoding");
        const auto coding =
            coding_of(named == reply_headers_.end() ? std::string_view() : named->second);
        if (!coding) return refuse(Fault::bad_reply, "a coding that was not asked for");
        body_.emplace(*coding, http::limits::compressed_bytes, http::limits::decoded_bytes);
    }
    switch (body_->take(bytes)) {
        case BodyDecoder::Trouble::none: return true;
        case BodyDecoder::Trouble::too_large: return refuse(Fault::too_large, "");
        case BodyDecoder::Trouble::corrupt:
            return refuse(Fault::bad_reply, "the compressed body is damaged");
    }
    return false;
}

bool HttpTransfer::refuse(Fault fault, std::string_view why) {
    refused_ = broken(fault, why);
    return false;
}

http::Broken HttpTransfer::broken(Fault fault, std::string_view why) const {
    std::string text(to_text(fault));
    if (!why.empty()) text += ": " + redact_urls(why);
    return http::Broken{fault, std::move(text)};
}

http::Broken HttpTransfer::after_fault(int number) {
    const auto code = static_cast<CURLcode>(number);
    // Of several addresses one may have been no place for us, and another one have failed by
    // itself.
    if (beyond_border_ && (stopped_ || !opened_)) return beyond_border(terms_, *beyond_border_);
    const Fault fault = fault_of(number);
    if (fault == Fault::dns || fault == Fault::connect) lacked_descriptor_ |= !is_descriptor_left();
    if (fault == Fault::tls && !session_key_.empty()) terms_.sessions->forget(session_key_);
    // libcurl's own words hold addresses and milliseconds, but only they say what is wrong with a
    // certificate.
    const bool own_words = fault == Fault::tls && error_.front() != '\0';
    return broken(fault, own_words ? error_.c_str() : curl_easy_strerror(code));
}

http::Outcome HttpTransfer::outcome(int number) {
    if (refused_) return *refused_;
    if (number != CURLE_OK) return after_fault(number);
    if (body_ && !body_->complete()) return broken(Fault::truncated, "inside a compressed body");
    http::Reply reply;
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    reply.headers = std::move(reply_headers_);
    if (body_) reply.body = body_->release();
    reply.effective = url_;
    reply.sent = std::move(conditions_);
    return reply;
}

std::chrono::milliseconds HttpTransfer::time_taken() const {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(easy_, CURLINFO_TOTAL_TIME_T, &microseconds);
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::microseconds(microseconds));
}

std::optional<IpAddress> HttpTransfer::peer() const {
    const char* text = nullptr;
    curl_easy_getinfo(easy_, CURLINFO_PRIMARY_IP, &text);
    if (!terms_.proxy.empty() || text == nullptr) return std::nullopt;
    return parse_ip_address(text);
}

}  // namespace earshot::io
