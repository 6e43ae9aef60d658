#include <curl/curl.h>

#include "daemon/io/mail/smtp.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot::io {
namespace {

constexpr long go_ahead_with_data = 354;

/// The configuration has to change before anything else can: login, trust, TLS.
bool is_login_reply(long code) {
    return code == 530 || code == 534 || code == 535 || code == 538;
}

bool is_not_set_up(int curl_code) {
    switch (curl_code) {
        case CURLE_LOGIN_DENIED:
        case CURLE_USE_SSL_FAILED:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_ENGINE_NOTFOUND:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL: return true;
        default: return false;
    }
}

Answer::Kind kind_of(int curl_code, long code) {
    if (curl_code == CURLE_OK) return Answer::Kind::accepted;
    if (code == go_ahead_with_data) return Answer::Kind::unknown;
    if (is_login_reply(code)) return Answer::Kind::not_set_up;
    if (code >= 400 && code < 500) return Answer::Kind::not_now;
    if (is_not_set_up(curl_code)) return Answer::Kind::not_set_up;
    if (code >= 500 && code < 600) return Answer::Kind::refused;
    return Answer::Kind::not_now;
}

std::string in_words(Answer::Kind kind, int curl_code) {
    if (kind == Answer::Kind::accepted) return "accepted";
    if (kind == Answer::Kind::unknown)
        return "the connection ended after the message was handed over";
    if (curl_code == CURLE_USE_SSL_FAILED)
        return "TLS is demanded and the server does not offer it; nothing was sent";
    if (curl_code == CURLE_PEER_FAILED_VERIFICATION)
        return "the certificate of the mail server is not trusted; nothing was sent";
    return curl_easy_strerror(static_cast<CURLcode>(curl_code));
}

}  // namespace

Answer classify_smtp(int curl_code, long response_code, const std::string& text) {
    Answer answer;
    answer.kind = kind_of(curl_code, response_code);
    // What the server itself said is worth more than curl's name for it; where there is no such
    // reply, the last line is about an earlier step.
    const bool replied = curl_code == CURLE_OK || response_code >= 400;
    const std::string said = shorten(printable(collapse(redact_urls(text))), max_answer_bytes);
    answer.text = replied && !said.empty() ? said : in_words(answer.kind, curl_code);
    return answer;
}

}  // namespace earshot::io
