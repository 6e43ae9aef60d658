#pragma once
// The control surface as values: a request, who asks, an answer. The io layer speaks HTTP; the app
// layer answers. DESIGN section 7 lists the routes.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot::control {

namespace limits {
inline constexpr std::size_t header_bytes = 16 * 1024;
inline constexpr std::size_t body_bytes = 1024 * 1024;
inline constexpr int connections = 64;
inline constexpr int idle_seconds = 30;
inline constexpr std::size_t stream_queue = 1024;  // events a slow reader may be behind
}  // namespace limits

struct Peer {
    std::int64_t pid = 0;
    std::int64_t uid = -1;
    std::int64_t gid = -1;
    bool may_write = false;  // root, the daemon's user, members of the socket's group
};

struct Request {
    std::string method;             // "GET"
    std::vector<std::string> path;  // "/v1/sources/7" -> {"v1", "sources", "7"}, percent-decoded
    std::map<std::string, std::string> query;    // percent-decoded
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    Peer peer;
};

struct Answer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// RFC 9457. `slug` is stable: type is urn:earshot:error:SLUG.
struct Error {
    int status = 500;
    std::string slug;
    std::string detail;
    std::vector<Problem> problems;  // for a rejected configuration: file, line, message each
};
Answer to_answer(const Error& error);

/// "/v1/a%20b?x=1" into path and query. Empty when it is malformed.
struct Target {
    std::vector<std::string> path;
    std::map<std::string, std::string> query;
};
std::optional<Target> parse_target(std::string_view target);

}  // namespace earshot::control
