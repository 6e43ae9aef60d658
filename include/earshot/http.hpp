#pragma once
// HTTP as values: what is asked, what came back, and what the headers mean for a poller.
// Knows no sockets; the io layer carries requests out.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace earshot::http {

namespace limits {
inline constexpr std::size_t header_bytes = 64 * 1024;
inline constexpr std::size_t compressed_bytes = 8 * 1024 * 1024;
inline constexpr std::size_t decoded_bytes = 16 * 1024 * 1024;
inline constexpr int redirects = 5;
inline constexpr std::chrono::seconds connect_time{15};
inline constexpr std::chrono::seconds total_time{60};
}  // namespace limits

struct Request {
    Url url;
    std::vector<std::pair<std::string, std::string>> headers;  // conditional GET, Accept, A-IM
    std::string user_agent;
};

/// Names in lower case; repeated headers joined with ", ".
using Headers = std::map<std::string, std::string>;

struct Hop {
    int status = 0;  // 301, 302, 303, 307, 308
    Url to;
    bool operator==(const Hop&) const = default;
};

struct Reply {
    int status = 0;
    Headers headers;
    std::string body;  // decoded
    Url effective;     // after redirects
    std::vector<Hop> hops;
};

/// Why no reply came. Everything here is "broken", never "quiet".
enum class Fault {
    dns,
    connect,
    tls,
    timed_out,
    too_large,  // over limits::compressed_bytes or decoded_bytes
    too_many_redirects,
    truncated,    // the connection ended early, also inside a compressed body
    bad_reply,    // not HTTP, two different Content-Lengths, a redirect to a forbidden place
    not_allowed,  // file: outside the allowed directories, or a scheme that is not ours
    unreadable,   // file: cannot be read
    cancelled,    // we are stopping: counts as no poll at all
};
std::string_view to_text(Fault fault);

struct Broken {
    Fault fault;
    std::string text;  // redacted
    bool operator==(const Broken&) const = default;
};

using Outcome = std::variant<Reply, Broken>;

/// What the caching headers say, as one span to wait; RFC 9111 with the most restrictive reading of
/// duplicates. Empty when they say nothing. Age is not subtracted. Capped at `longest_wait`.
std::optional<Span> fresh_for(const Headers& headers);
/// Retry-After in seconds or as a date relative to the reply's own Date. Capped at `longest_wait`.
std::optional<Span> retry_after(const Headers& headers, Instant now);
inline constexpr Span longest_wait = 31 * day;

}  // namespace earshot::http
