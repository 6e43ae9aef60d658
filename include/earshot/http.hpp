#pragma once
// HTTP as values: what is asked, what came back, and what the headers mean for a poller.
// Knows no sockets; the io layer carries requests out.

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "earshot/request_options.hpp"
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

using RequestHeaders = std::vector<std::pair<std::string, std::string>>;

struct Request {
    Url url;
    RequestHeaders headers;  // sent to every address on the way
    std::string user_agent;

    /// If-None-Match and If-Modified-Since, sent to `conditional_for` only: a redirect to somewhere
    /// else must not be asked whether it is newer than a document it never gave (rule 10).
    RequestHeaders conditional;
    Url conditional_for;

    SharedOptions options;  // of the source; what is secret in them stays at their origin
};

/// Names in lower case; repeated headers joined with ", ".
using Headers = std::map<std::string, std::string>;

struct Hop {
    int status = 0;  // 301, 302, 303, 307, 308
    Url to;
    Headers headers;  // of the redirect: it may carry Retry-After (rule 21)
    bool operator==(const Hop&) const = default;
};

struct Reply {
    int status = 0;
    Headers headers;
    std::string body;  // decoded
    Url effective;     // after redirects
    std::vector<Hop> hops;
    RequestHeaders sent = {};  // the conditions of the question that this answers
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
    bad_reply,    // not HTTP, two different Content-Lengths, a redirect to a forbidden place, more
                  // than limits::header_bytes of headers, a coding that was not asked for
    not_allowed,  // file: outside the allowed directories, or a scheme that is not ours
    unreadable,   // file: cannot be read
    put_off,      // a redirect leads to a host that wants to be left alone for now
    cancelled,    // we are stopping: counts as no poll at all
};
std::string_view to_text(Fault fault);

struct Broken {
    Fault fault;
    std::string text;            // redacted
    std::vector<Hop> hops = {};  // who answered before it broke: they were reached
    bool operator==(const Broken&) const = default;
};

using Outcome = std::variant<Reply, Broken>;

/// The reply when its body is the document that was asked for (200, 203); null when it is not. It
/// points into the outcome.
const Reply* document_of(const Outcome& outcome);
const Reply* document_of(Outcome&&) = delete;

/// Whether anybody is there: somebody replied, however badly, be it only with a redirect on the
/// way. A name that is not known, a connection or a handshake that does not come about and a time
/// that runs out may be the fault of our own line.
bool is_answered(const Outcome& outcome);

/// How long the server asks us to stay away, and its own words for it.
struct Wait {
    Span span{0};      // not negative, at most `longest_wait`
    std::string said;  // "max-age=7200", "Retry-After: 120", "Expires, capped to 31d"
    bool operator==(const Wait&) const = default;
};
inline constexpr Span longest_wait = 31 * day;

/// What the caching headers say, after RFC 9111; of several the longest wait. Empty when they say
/// nothing, zero when they say that the reply is stale already. Age is not subtracted.
std::optional<Wait> fresh_for(const Headers& headers, Instant now);

/// Retry-After in seconds or as a date, which is relative to the reply's own Date; `now` stands in
/// for a missing one. Of several the longest.
std::optional<Wait> retry_after(const Headers& headers, Instant now);

/// How old the reply says it is, when a cache gave it: Age, of several the largest.
std::optional<Span> age_of(const Headers& headers);

/// When the reply says it was made.
std::optional<Instant> date_of(const Headers& headers);

/// When the reply says that its document was last changed.
std::optional<Instant> last_modified_of(const Headers& headers);

/// The value of a header, empty when there is none.
std::string header(const Headers& headers, const std::string& name);

/// "503 Service Unavailable"; the bare number when it has no name.
std::string status_line(int status);

}  // namespace earshot::http
