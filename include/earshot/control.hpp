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
inline constexpr std::size_t file_bytes = 32 * 1024 * 1024;  // of a body that is a file
inline constexpr int files = 4;  // bodies of more than body_bytes in memory at once
inline constexpr int connections = 64;
inline constexpr int streams = 32;  // of them: listeners must not shut the others out
inline constexpr int idle_seconds = 30;
inline constexpr std::size_t stream_ring = 4096;  // events kept; further behind is `lagged`
inline constexpr int stream_stall_seconds = 300;  // a stream reader that takes nothing this long
inline constexpr std::size_t target_bytes = 8 * 1024;
inline constexpr std::size_t path_segments = 8;
inline constexpr std::size_t query_parameters = 16;
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
    std::map<std::string, std::string> headers;  // names in lower case, repeats joined by ", "
    std::string body;
    Peer peer;
};

struct Answer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// RFC 9457. `slug` is stable: type is urn:earshot:error:SLUG. A problem's `where` of the form
/// "file:line" is given as "file" and "line", any other as "where".
struct Error {
    int status = 500;
    std::string slug;
    std::string detail;
    std::vector<Problem> problems;  // for a rejected configuration: file, line, message each
};
Answer to_answer(const Error& error);

/// "/v1/a%20b?x=1" into path and query; "+" means itself. Empty when it is malformed: not from "/",
/// a bad escape, a NUL, text that is not UTF-8, an empty segment, a parameter given twice, or past
/// the limits.
struct Target {
    std::vector<std::string> path;
    std::map<std::string, std::string> query;
};
std::optional<Target> parse_target(std::string_view target);

}  // namespace earshot::control
