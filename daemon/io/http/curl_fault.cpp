#include "daemon/io/http/curl_fault.hpp"

#include <curl/curl.h>

namespace earshot::io {

using http::Fault;

http::Fault fault_of(int code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY: return Fault::dns;
        case CURLE_COULDNT_CONNECT:
        case CURLE_PROXY: return Fault::connect;
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

}  // namespace earshot::io
