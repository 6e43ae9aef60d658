#include "daemon/io/ways/http_post.hpp"

#include <algorithm>
#include <utility>

#include <curl/curl.h>

#include "daemon/io/http/curl_loop.hpp"
#include "earshot/text.hpp"
#include "earshot/version.hpp"

namespace earshot::io {

namespace asio = boost::asio;

namespace {

/// What is beyond the limit is not wanted; the connection is closed.
std::size_t hear(char* bytes, std::size_t size, std::size_t count, void* kept) {
    std::string& said = *static_cast<std::string*>(kept);
    const std::size_t room = http_post_limits::answer - said.size();
    said.append(bytes, std::min(size * count, room));
    return size * count <= room ? size * count : 0;
}

bool is_not_set_up(int curl_code) {
    switch (curl_code) {
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL: return true;
        default: return false;
    }
}

Answer::Kind kind_of(const PostEnd& end) {
    const long status = end.status;
    if (status >= 200 && status < 300) return Answer::Kind::accepted;
    if (status == 408 || status == 425 || status == 429 || status >= 500)
        return Answer::Kind::not_now;
    // Another place, another token, another topic: the configuration has to say so.
    if ((status >= 300 && status < 400) || status == 401 || status == 403 || status == 404 ||
        status == 405 || status == 410)
        return Answer::Kind::not_set_up;
    if (status >= 400) return Answer::Kind::refused;
    if (is_not_set_up(end.curl_code)) return Answer::Kind::not_set_up;
    return end.is_handed_over ? Answer::Kind::unknown : Answer::Kind::not_now;
}

std::string in_words(const PostEnd& end, Answer::Kind kind) {
    if (kind == Answer::Kind::unknown)
        return "the connection ended after everything was handed over";
    if (end.status == 0) return curl_easy_strerror(static_cast<CURLcode>(end.curl_code));
    std::string text = "HTTP " + std::to_string(end.status);
    if (end.status >= 300 && end.status < 400)
        return text + ": it wants another address, and posts are not sent on";
    const std::string said = collapse(redact_urls(end.said));
    return said.empty() ? text : text + ": " + said;
}

void set_up(CURL* easy, const Post& post, curl_slist* headers) {
    curl_easy_setopt(easy, CURLOPT_URL, post.url.reveal().c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // the environment has no say
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, post.body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!post.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, post.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT,
                     static_cast<long>(http_post_limits::connect_time.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(http_post_limits::time.count()));
    // A connection of yesterday would be found dead only after the body was handed over.
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
}

}  // namespace

struct HttpPost::State {
    explicit State(asio::any_io_executor executor) : loop(std::move(executor)) {}
    CurlLoop loop;
};

HttpPost::HttpPost(asio::any_io_executor executor)
    : state_(std::make_unique<State>(std::move(executor))) {}

HttpPost::~HttpPost() = default;

asio::awaitable<Answer> HttpPost::send(Post post) {
    CurlList headers;
    append(headers, "Content-Type: application/json");
    append(headers, "Expect:");  // bodies are small
    append(headers, "User-Agent: earshot/" EARSHOT_VERSION);
    for (const Secret& header : post.headers)
        append(headers, header.reveal().c_str());
    const CurlEasy easy = new_transfer();
    set_up(easy.get(), post, headers.get());
    PostEnd end;
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &hear);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &end.said);

    end.curl_code = co_await state_->loop.perform(easy.get());
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &end.status);
    curl_off_t sent = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_SIZE_UPLOAD_T, &sent);
    end.is_handed_over = sent == static_cast<curl_off_t>(post.body.size());
    curl_off_t wait = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RETRY_AFTER, &wait);
    if (wait > 0) end.wait = Span(wait);
    co_return classify_post(end);
}

Answer classify_post(const PostEnd& end) {
    Answer answer;
    answer.kind = kind_of(end);
    answer.text = shorten(printable(in_words(end, answer.kind)), max_answer_bytes);
    if (answer.kind == Answer::Kind::not_now) answer.wait = end.wait;
    return answer;
}

}  // namespace earshot::io
