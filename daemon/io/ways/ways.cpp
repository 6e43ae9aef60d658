#include "daemon/io/ways/ways.hpp"

#include <sysexits.h>

#include <utility>
#include <variant>
#include <vector>

#include "daemon/io/ways/maildir.hpp"
#include "daemon/io/ways/signature.hpp"
#include "earshot/text.hpp"

namespace earshot::io {

namespace asio = boost::asio;

namespace {

Answer not_set_up(std::string text) {
    Answer answer;
    answer.kind = Answer::Kind::not_set_up;
    answer.text = std::move(text);
    return answer;
}

std::vector<std::string> call_of(const SendmailSettings& sendmail, const std::string& recipient) {
    // -i: a line with a dot alone is text. The recipient is a checked address and no option.
    return {sendmail.program, "-i", "-f", sendmail.from.mailbox, "--", recipient};
}

/// Programs of mail expect lines as this system ends them.
std::string with_unix_lines(std::string message) {
    std::erase(message, '\r');
    return message;
}

Result<Post> post_of(const WebhookSettings& webhook, const Secret& secret, Parcel parcel,
                     Instant now) {
    Post post{webhook.url, std::move(parcel.bytes), {}, webhook.ca_file};
    auto headers = signed_headers(secret, parcel.id, now, post.body);
    if (!headers) return tl::unexpected(headers.error());
    post.headers = std::move(*headers);
    return post;
}

Result<Post> post_of(const PushSettings& push, const Secret& token, Parcel parcel) {
    const bool is_gotify = push.server == PushSettings::Server::gotify;
    std::string address = push.url.reveal();
    if (is_gotify) address += address.ends_with('/') ? "message" : "/message";
    const Result<Url> url = Url::parse(address);
    if (!url) return tl::unexpected(url.error());
    Post post{*url, std::move(parcel.bytes), {}, push.ca_file};
    if (!token.empty())
        post.headers.emplace_back((is_gotify ? "X-Gotify-Key: " : "Authorization: Bearer ") +
                                  token.reveal());
    return post;
}

Answer::Kind kind_of_exit(int status) {
    switch (status) {
        case EX_OK: return Answer::Kind::accepted;
        case EX_USAGE:
        case EX_DATAERR:
        case EX_NOUSER:
        case EX_NOHOST: return Answer::Kind::refused;
        case EX_NOPERM:
        case EX_CONFIG:
        case 126:  // a shell's word for "may not be run"
        case 127: return Answer::Kind::not_set_up;
        default: return Answer::Kind::not_now;
    }
}

}  // namespace

Answer classify_program(const ProgramEnd& end) {
    const std::string said = shorten(printable(collapse(redact_urls(end.said))), max_answer_bytes);
    const auto with = [&said](std::string text) {
        return said.empty() ? text : std::move(text) + ": " + said;
    };
    switch (end.how) {
        case ProgramEnd::How::not_started: return not_set_up("cannot be run: " + said);
        case ProgramEnd::How::killed:
            return {
                Answer::Kind::unknown, with("ended by signal " + std::to_string(end.number)), {}};
        case ProgramEnd::How::too_long:
            return {Answer::Kind::unknown,
                    with("was ended after " + std::to_string(way_limits::program_time.count()) +
                         " seconds"),
                    {}};
        case ProgramEnd::How::exited: break;
    }
    const Answer::Kind kind = kind_of_exit(end.number);
    if (kind == Answer::Kind::accepted) return {kind, with("ended well"), {}};
    return {kind, with("ended with " + std::to_string(end.number)), {}};
}

asio::awaitable<Answer> Ways::send(Destination destination, Secret secret, Parcel parcel) {
    // The frame owns what the sent parts refer to: each is named before it is awaited.
    if (auto* smtp = std::get_if<SmtpSettings>(&destination.way)) {
        asio::awaitable<Answer> sending =
            smtp_.send(std::move(*smtp), std::move(secret), parcel.recipient, parcel.bytes);
        co_return co_await std::move(sending);
    }
    if (const auto* maildir = std::get_if<MaildirSettings>(&destination.way))
        co_return put_into_maildir(maildir->path, parcel.bytes);

    std::vector<std::string> call;
    std::string input;
    if (const auto* sendmail = std::get_if<SendmailSettings>(&destination.way)) {
        call = call_of(*sendmail, parcel.recipient);
        input = with_unix_lines(std::move(parcel.bytes));
    } else if (const auto* command = std::get_if<CommandSettings>(&destination.way)) {
        call = command->command;
        input = std::move(parcel.bytes);
    }
    if (!call.empty()) {
        asio::awaitable<ProgramEnd> running =
            run_program(std::move(call), std::move(input), way_limits::program_time);
        const ProgramEnd end = co_await std::move(running);
        co_return classify_program(end);
    }

    const auto* webhook = std::get_if<WebhookSettings>(&destination.way);
    Result<Post> post =
        webhook ? post_of(*webhook, secret, std::move(parcel), clock_.now())
                : post_of(std::get<PushSettings>(destination.way), secret, std::move(parcel));
    if (!post) co_return not_set_up(to_text(post.error()));
    asio::awaitable<Answer> posting = http_post_.send(std::move(*post));
    co_return co_await std::move(posting);
}

}  // namespace earshot::io
