#pragma once
// How one source is asked when not like all others: what it wants to see, whom it is trusted by,
// and by which way. A value of the user's; secrets in it are references, or `Secret` where the
// configuration spells a header out. Knows no sockets: io/http applies it.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/secret_reference.hpp"
#include "earshot/url.hpp"

namespace earshot {

namespace request_limits {
inline constexpr std::size_t headers = 20;
inline constexpr std::size_t name_bytes = 100;
inline constexpr std::size_t value_bytes = 8192;  // also of what a reference leads to
}  // namespace request_limits

/// A header of the user's, its value spelled out or behind a reference.
struct RequestHeader {
    std::string name;
    Secret value;
    SecretReference reference;
    bool operator==(const RequestHeader&) const = default;
};

struct RequestOptions {
    /// What follows is for this scheme, host and port alone: a redirect, or a new address of the
    /// source, never carries it elsewhere.
    std::string origin = {};
    std::vector<RequestHeader> headers = {};
    SecretReference bearer = {};
    std::string user = {};  // with `password`
    SecretReference password = {};
    bool insecure = false;  // whatever certificate the server shows

    // For all hops.
    std::string ca_file = {};  // PEM, besides what all sources trust
    std::string proxy = {};    // "http://host:port", "socks5h://host:port", "direct"; empty: as all
    bool offered = false;  // a page named the address, not the user: no way into private networks

    bool operator==(const RequestOptions&) const = default;
};

/// The options of a source. Most have none, so this is no larger than two pointers; a value that
/// never changes.
class SharedOptions {
public:
    SharedOptions() = default;
    explicit SharedOptions(RequestOptions options);

    const RequestOptions& operator*() const;
    const RequestOptions* operator->() const { return &**this; }
    bool empty() const { return !options_; }
    bool operator==(const SharedOptions& other) const { return **this == *other; }

private:
    std::shared_ptr<const RequestOptions> options_;  // owned by all copies of its source
};

/// What an option may be; the problem continues "NAME: ...". Names that would break the manners or
/// the framing of a request are refused (Host, Content-Length, If-None-Match, User-Agent ...);
/// Cookie and whatever authorises want a reference.
Result<RequestHeader> parse_request_header(std::string_view name, std::string_view value);
Result<std::string> parse_proxy(std::string_view text);

/// What two of the options, or one and the address, cannot both be; names the field in `where`.
std::optional<Problem> contradiction_in(const RequestOptions& options, const Url& url);

/// As the store keeps them: a JSON document, empty when there are none.
std::string to_document(const SharedOptions& options);
Result<SharedOptions> options_of_document(std::string_view text);

}  // namespace earshot
