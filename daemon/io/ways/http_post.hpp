#pragma once
// One request that hands a body to a server by HTTP, through libcurl on the loop. Redirects are not
// followed: what is posted goes where the user said and nowhere else. Says how it ended
// (courier.hpp); decides nothing about retrying.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "earshot/courier.hpp"
#include "earshot/url.hpp"

namespace earshot::io {

namespace http_post_limits {
inline constexpr std::chrono::seconds connect_time{30};
inline constexpr std::chrono::seconds time{120};
inline constexpr std::size_t answer = 16 * 1024;  // bytes of the body; the rest is not read
}  // namespace http_post_limits

struct Post {
    Url url;
    std::string body;             // application/json
    std::vector<Secret> headers;  // whole lines: "Authorization: Bearer ..."
    std::string ca_file;          // empty: the system's
};

class HttpPost {
public:
    explicit HttpPost(boost::asio::any_io_executor executor);
    ~HttpPost();  // nothing may be under way

    /// Never throws for what the server or the network does.
    boost::asio::awaitable<Answer> send(Post post);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// How a request ended, in the words of HTTP.
struct PostEnd {
    int curl_code = 0;
    long status = 0;
    bool is_handed_over = false;  // all of the body went out
    std::string said;             // the first of the answer's body
    std::optional<Span> wait;     // Retry-After
};
/// Pure, for the tests.
Answer classify_post(const PostEnd& end);

}  // namespace earshot::io
