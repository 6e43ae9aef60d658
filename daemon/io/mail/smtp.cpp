#include "daemon/io/mail/smtp.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <curl/curl.h>

#include "daemon/io/http/curl_loop.hpp"
#include "daemon/io/mail/smtp_conversation.hpp"
#include "earshot/address.hpp"
#include "earshot/network.hpp"

namespace earshot::io {

namespace asio = boost::asio;

namespace {

std::size_t hear(char* line, std::size_t size, std::size_t count, void* last_reply) {
    static_cast<std::string*>(last_reply)
        ->assign(line, std::min(size * count, smtp_limits::reply_line));
    return size * count;
}

bool is_host(std::string_view host) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.' || c == ':';
    };
    return !host.empty() && host.size() <= smtp_limits::host &&
           std::all_of(host.begin(), host.end(), fits);
}

/// "smtp://host:587/example.org"; the path is the name given in EHLO.
std::string address_of(const SmtpSettings& settings) {
    const bool is_v6 = settings.host.find(':') != std::string::npos;
    return (settings.tls == SmtpSettings::Tls::implicit ? "smtps://" : "smtp://") +
           (is_v6 ? "[" + settings.host + "]" : settings.host) + ":" +
           std::to_string(settings.port) + "/" +
           settings.from.mailbox.substr(settings.from.mailbox.rfind('@') + 1);
}

bool is_mailbox(const std::string& mailbox) {
    const Result<Address> address = parse_address(mailbox);
    return address && address->mailbox == mailbox;
}

Answer not_set_up(std::string text) {
    Answer answer;
    answer.kind = Answer::Kind::not_set_up;
    answer.text = std::move(text);
    return answer;
}

/// What must not even be tried. A line break in an address would reach the server as a command of
/// its own: libcurl does not look.
std::optional<Answer> objection(const SmtpSettings& settings, const std::string& recipient) {
    if (!is_host(settings.host) || settings.port < 1 || settings.port > 65535)
        return not_set_up("the host or port of the mail server is not one");
    if (settings.tls == SmtpSettings::Tls::none && !is_loopback(settings.host))
        return not_set_up("tls = \"none\" is allowed for this machine only, and " + settings.host +
                          " is another one; nothing was sent");
    if (!is_mailbox(settings.from.mailbox)) return not_set_up("the sender is not a mail address");
    if (!is_mailbox(recipient)) {
        Answer refused;
        refused.kind = Answer::Kind::refused;
        refused.text = "the recipient is not a mail address";
        return refused;
    }
    return std::nullopt;
}

void set_up(CURL* easy, const SmtpSettings& settings, const Secret& password) {
    constexpr long login_seconds = smtp_limits::login_time.count();
    curl_easy_setopt(easy, CURLOPT_URL, address_of(settings).c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // the environment has no say
    // With less than ALL, libcurl goes on in clear text, and without login, when STARTTLS is not
    // offered.
    curl_easy_setopt(easy, CURLOPT_USE_SSL,
                     settings.tls == SmtpSettings::Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!settings.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
    if (!settings.user.empty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, settings.user.c_str());
        const bool is_token = settings.login == SmtpSettings::Login::token;
        curl_easy_setopt(easy, is_token ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
                         password.reveal().c_str());
    }
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, login_seconds);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, login_seconds);
    // libcurl connects, secures and logs in; what follows is the conversation's.
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
}

/// A server may quote what it was given.
std::string without(std::string text, const Secret& password) {
    const std::string& secret = password.reveal();
    if (secret.empty()) return text;
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at))
        text.replace(at, secret.size(), "…");
    return text;
}

}  // namespace

struct Smtp::State {
    explicit State(asio::any_io_executor executor) : loop(std::move(executor)) {}
    CurlLoop loop;
};

Smtp::Smtp(asio::any_io_executor executor) : state_(std::make_unique<State>(std::move(executor))) {}

Smtp::~Smtp() = default;

asio::awaitable<Answer> Smtp::send(SmtpSettings settings, Secret password, std::string recipient,
                                   std::string message) {
    if (std::optional<Answer> no = objection(settings, recipient)) co_return std::move(*no);

    const CurlEasy easy = new_transfer();
    set_up(easy.get(), settings, password);
    SmtpEnd end;
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, &hear);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &end.reply);

    const Mail mail{settings.from.mailbox, std::move(recipient), std::move(message)};
    asio::awaitable<void> conversation = converse(easy.get(), mail, end);
    const int connected = co_await state_->loop.perform(easy.get(), std::move(conversation));
    if (connected != CURLE_OK) {
        end.curl_code = connected;
        curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &end.response_code);
    }
    co_return classify_smtp(end.curl_code, end.response_code, without(end.reply, password));
}

}  // namespace earshot::io
