#include "daemon/io/http/own_headers.hpp"

#include <algorithm>

namespace earshot::io {
namespace {

Result<Secret> secret_behind(const SecretReference& reference, const SecretReader& read) {
    if (!read) return fail("no secret can be looked up here", to_text(reference));
    auto secret = read(reference);
    if (!secret) return secret;
    const std::string& text = secret->reveal();
    const bool fits = !text.empty() && text.size() <= request_limits::value_bytes &&
                      std::none_of(text.begin(), text.end(), [](char c) {
                          return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
                      });
    if (!fits)
        return fail("must hold one line of at most " + std::to_string(request_limits::value_bytes) +
                        " bytes",
                    to_text(reference));
    return secret;
}

bool is_cookie(const std::string& name) {
    constexpr std::string_view cookie = "cookie";
    return std::equal(name.begin(), name.end(), cookie.begin(), cookie.end(), [](char c, char low) {
        return (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) == low;
    });
}

}  // namespace

Result<OwnHeaders> own_headers(const RequestOptions& options, const SecretReader& read) {
    OwnHeaders own;
    for (const RequestHeader& header : options.headers) {
        Secret value = header.value;
        if (!header.reference.empty()) {
            auto secret = secret_behind(header.reference, read);
            if (!secret) return Failure(secret.error());
            value = std::move(*secret);
        }
        if (is_cookie(header.name))
            own.cookie = std::move(value);
        else
            own.headers.emplace_back(header.name, std::move(value));
    }
    if (!options.bearer.empty()) {
        const auto token = secret_behind(options.bearer, read);
        if (!token) return Failure(token.error());
        own.headers.emplace_back("Authorization", Secret("Bearer " + token->reveal()));
    }
    if (!options.password.empty()) {
        auto password = secret_behind(options.password, read);
        if (!password) return Failure(password.error());
        own.user = options.user;
        own.password = std::move(*password);
    }
    return own;
}

}  // namespace earshot::io
