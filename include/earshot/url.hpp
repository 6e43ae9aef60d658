#pragma once
// Addresses that may hold secrets. A feed's address can carry a token in userinfo, query or path,
// so a Url is opaque: it prints redacted, and only `reveal()` gives the text, for the wire and the
// store. Every `reveal()` in the program is a place to review.

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace earshot {

/// Any secret text: a password, a token, a header value. It has no stream operator and no implicit
/// conversion; its memory is overwritten when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    Secret(const Secret&) = default;
    Secret(Secret&&) = default;
    Secret& operator=(Secret other) noexcept {  // the old text goes, and is wiped, with `other`
        text_.swap(other.text_);
        return *this;
    }
    ~Secret();

    const std::string& reveal() const { return text_; }
    bool empty() const { return text_.empty(); }
    bool operator==(const Secret&) const = default;

private:
    std::string text_;
};

class Url {
public:
    static constexpr std::size_t max_length = 8192;

    Url() = default;

    /// `http:`, `https:` or `file:`; white space around it and the fragment are dropped, nothing
    /// else is changed: the text goes onto the wire as the user gave it.
    static Result<Url> parse(std::string_view text);

    /// A reference as a feed writes it, against this address (RFC 3986 section 5). Empty when it
    /// cannot be resolved.
    std::string resolve(std::string_view reference) const;

    const std::string& reveal() const { return text_; }

    /// "https://host/path/…", with userinfo, query and anything in the path that looks like a token
    /// replaced by "…". Fit for logs, errors, --json and exports.
    std::string redacted() const;

    /// Whether anything in it may be a secret: userinfo, a token in the path, and of the query all
    /// but what feeds are known to be asked for by ("feed=rss2", "lang=en-US", "page=2"), in words
    /// and short numbers. For addresses that strangers published; an address of the user's own is
    /// always redacted.
    bool looks_secret() const;

    std::string scheme() const;  // lower case
    std::string host() const;    // lower case, no port; empty for file:
    std::string origin() const;  // scheme://host:port with the default port filled in
    std::string path() const;    // of file: addresses: the decoded file name
    bool empty() const { return text_.empty(); }

    bool operator==(const Url&) const = default;
    auto operator<=>(const Url&) const = default;

private:
    std::string text_;
};

/// For comparing accounts and links: scheme, "www.", case of the host and a trailing slash do not
/// matter; "acct:" is dropped. "https://www.Example.com/u/Ann/" gives "example.com/u/Ann".
std::string account_key(std::string_view uri);

/// Words that mean an address in free text (an error of a library, a title) with every http(s) URL
/// in it redacted as Url::redacted does.
std::string redact_urls(std::string_view text);

}  // namespace earshot
