#include "daemon/io/http/http_transfer.hpp"

#include <algorithm>
#include <utility>

#include <curl/curl.h>

namespace earshot::io {

using http::Fault;

namespace {

// A transfer slower than this for this long is given up before its total time.
constexpr long slow_bytes_per_second = 32;
constexpr long slow_seconds = 20;

Fault fault_of(CURLcode code) {
    switch (static_cast<int>(code)) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY: return Fault::dns;
        case CURLE_COULDNT_CONNECT: return Fault::connect;
        case CURLE_OPERATION_TIMEDOUT: return Fault::timed_out;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_USE_SSL_FAILED: return Fault::tls;
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_HTTP2_STREAM: return Fault::truncated;
        case CURLE_ABORTED_BY_CALLBACK: return Fault::cancelled;
        default: return Fault::bad_reply;  // CURLcode is libcurl's enum, not ours
    }
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
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
void set(const CurlEasy& easy, CURLoption option, Value value) {
    curl_easy_setopt(easy.get(), option, value);
}

}  // namespace

HttpTransfer::HttpTransfer(const http::Request& request, const Url& url,
                           std::chrono::milliseconds total_time, const TransferSettings& settings)
    : url_(url), easy_(new_transfer()), error_(CURL_ERROR_SIZE, '\0') {
    set(easy_, CURLOPT_URL, url.reveal().c_str());
    set(easy_, CURLOPT_PATH_AS_IS, 1L);  // the address goes out as the user gave it
    set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy_, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(easy_, CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(std::min(settings.connect_time, total_time).count()));
    set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(total_time.count()));
    set(easy_, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_second);
    set(easy_, CURLOPT_LOW_SPEED_TIME, slow_seconds);
    set(easy_, CURLOPT_ERRORBUFFER, error_.data());
    set(easy_, CURLOPT_HEADERFUNCTION, &HttpTransfer::on_header);
    set(easy_, CURLOPT_HEADERDATA, this);
    set(easy_, CURLOPT_WRITEFUNCTION, &HttpTransfer::on_body);
    set(easy_, CURLOPT_WRITEDATA, this);
    set(easy_, CURLOPT_HTTP_CONTENT_DECODING, 0L);  // BodyDecoder does it
    set(easy_, CURLOPT_USERAGENT, request.user_agent.c_str());
    if (settings.resolve) set(easy_, CURLOPT_RESOLVE, settings.resolve.get());
    if (!settings.certificates.empty()) {
        // libcurl keeps no parsed copy of a blob: 23 ms of CPU for each new connection.
        curl_blob pem{const_cast<char*>(settings.certificates.data()), settings.certificates.size(),
                      CURL_BLOB_NOCOPY};
        set(easy_, CURLOPT_CAINFO, static_cast<char*>(nullptr));
        set(easy_, CURLOPT_CAINFO_BLOB, &pem);
    }
    append(headers_, (std::string("Accept-Encoding: ") + accepted_codings).c_str());
    for (const auto& [name, value] : request.headers)
        append(headers_, (name + ": " + value).c_str());
    if (url == request.conditional_for) conditions_ = request.conditional;
    for (const auto& [name, value] : conditions_)
        append(headers_, (name + ": " + value).c_str());
    set(easy_, CURLOPT_HTTPHEADER, headers_.get());
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

http::Outcome HttpTransfer::outcome(int number) {
    if (refused_) return *refused_;
    const auto code = static_cast<CURLcode>(number);
    if (code != CURLE_OK) {
        const Fault fault = fault_of(code);
        // libcurl's own words hold addresses and milliseconds, but only they say what is wrong with
        // a certificate.
        const bool own_words = fault == Fault::tls && error_.front() != '\0';
        return broken(fault, own_words ? error_.c_str() : curl_easy_strerror(code));
    }
    if (body_ && !body_->complete()) return broken(Fault::truncated, "inside a compressed body");
    http::Reply reply;
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    reply.headers = std::move(reply_headers_);
    if (body_) reply.body = body_->release();
    reply.effective = url_;
    reply.sent = std::move(conditions_);
    return reply;
}

std::chrono::milliseconds HttpTransfer::time_taken() const {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::microseconds(microseconds));
}

}  // namespace earshot::io
