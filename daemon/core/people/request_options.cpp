// What the options of a source may be.

#include "earshot/request_options.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/text/url_parts.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

/// RFC 9110 5.6.2.
bool is_token(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               signs.find(c) != signs.npos;
    });
}

struct Refused {
    std::string_view name;  // in lower case
    const char* why;
};
constexpr const char* framing = "is libcurl's: it says where a request ends and who is asked";
constexpr const char* manners = "is earshot's: it says what is known already, and to whom";
constexpr auto refused = std::to_array<Refused>({
    {"host", framing},
    {"content-length", framing},
    {"transfer-encoding", framing},
    {"connection", framing},
    {"keep-alive", framing},
    {"upgrade", framing},
    {"te", framing},
    {"trailer", framing},
    {"expect", framing},
    {"http2-settings", framing},
    {"proxy-connection", framing},
    {"proxy-authorization", framing},
    {"if-none-match", manners},
    {"if-modified-since", manners},
    {"if-match", manners},
    {"if-unmodified-since", manners},
    {"if-range", manners},
    {"range", manners},
    {"a-im", manners},
    {"referer", manners},
    {"accept-encoding", "is earshot's: it says what can be decoded"},
    {"user-agent", "has a place of its own: [poll] user_agent"},
});

bool authorises(const std::string& lower_name) {
    return lower_name == "authorization" || lower_name == "cookie" ||
           lower_name.find("token") != lower_name.npos ||
           lower_name.find("secret") != lower_name.npos ||
           lower_name.find("password") != lower_name.npos;
}

bool is_one_line(std::string_view value) {
    return std::none_of(value.begin(), value.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
    });
}

bool is_port(std::string_view text) {
    if (text.empty() || text.size() > 5) return false;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    return value >= 1 && value <= 65535;
}

}  // namespace

Result<RequestHeader> parse_request_header(std::string_view name, std::string_view value) {
    if (!is_token(name) || name.size() > request_limits::name_bytes)
        return fail("is not the name of a header");
    const std::string known = lower(name);
    for (const Refused& one : refused)
        if (one.name == known) return fail(one.why);
    RequestHeader header;
    header.name = name;
    if (value.starts_with("credential:") || value.starts_with("file:")) {
        const auto reference = parse_secret_reference(value);
        if (!reference) return Failure(reference.error());
        header.reference = *reference;
        return header;
    }
    if (authorises(known))
        return fail("is a secret: write \"credential:NAME\" or \"file:/path\", where it lies");
    if (value.empty()) return fail("must not be empty");
    if (value.size() > request_limits::value_bytes || !is_one_line(value))
        return fail("must be one line of at most " + std::to_string(request_limits::value_bytes) +
                    " bytes");
    header.value = Secret(std::string(value));
    return header;
}

Result<std::string> parse_proxy(std::string_view text) {
    if (text.empty() || text == "direct") return std::string(text);
    const UrlParts parts = split_url(text);
    const std::string scheme = lower(parts.scheme);
    const bool known = scheme == "http" || scheme == "socks5" || scheme == "socks5h";
    const bool bare =
        (parts.path.empty() || parts.path == "/") && !parts.has_query && !parts.has_fragment;
    // What it holds besides may be a secret, and this text is shown.
    if (parts.has_userinfo) return fail("must not hold a user or a password");
    if (!known || parts.host.empty() || !is_port(parts.port) || !bare || printable(text) != text ||
        text.size() > 300)
        return fail(
            "must be an address with a port that begins with \"http:\", \"socks5h:\" (the proxy "
            "looks "
            "names up) or \"socks5:\", or \"direct\"");
    return std::string(text);
}

std::optional<Problem> contradiction_in(const RequestOptions& options, const Url& url) {
    const auto has = [&](std::string_view name) {
        return std::any_of(options.headers.begin(), options.headers.end(),
                           [&](const RequestHeader& one) { return lower(one.name) == name; });
    };
    const bool basic = !options.user.empty() || !options.password.empty();
    const int logins = (options.bearer.empty() ? 0 : 1) + (basic ? 1 : 0) +
                       (has("authorization") ? 1 : 0) +
                       (split_url(url.reveal()).has_userinfo ? 1 : 0);
    if (url.scheme() == "file" && options != RequestOptions{.origin = options.origin})
        return Problem{"is a file: nobody is asked", "url"};
    if (options.headers.size() > request_limits::headers)
        return Problem{"are more than " + std::to_string(request_limits::headers), "headers"};
    for (auto one = options.headers.begin(); one != options.headers.end(); ++one)
        if (std::any_of(options.headers.begin(), one, [&](const RequestHeader& other) {
                return lower(other.name) == lower(one->name);
            }))
            return Problem{"stands twice", "headers." + one->name};
    if (basic && options.password.empty()) return Problem{"needs a password", "user"};
    if (basic && options.user.empty()) return Problem{"needs a user", "password"};
    if (options.user.find(':') != std::string::npos)
        return Problem{"must not hold a colon, which ends it in basic authentication", "user"};
    if (logins > 1)
        return Problem{
            "is one way to log in of several here: an address with a user, user and "
            "password, bearer, a header Authorization",
            options.bearer.empty() ? (basic ? "user" : "headers") : "bearer"};
    if (options.insecure && !options.ca_file.empty())
        return Problem{"trusts every certificate, so ca_file says nothing", "insecure"};
    return std::nullopt;
}

SharedOptions::SharedOptions(RequestOptions options) {
    // An origin alone says nothing.
    if (options == RequestOptions{.origin = options.origin}) return;
    options_ = std::make_shared<const RequestOptions>(std::move(options));  // owned by all copies
}

const RequestOptions& SharedOptions::operator*() const {
    static const RequestOptions none;
    return options_ ? *options_ : none;
}

}  // namespace earshot
