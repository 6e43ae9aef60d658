#pragma once
// What a reply says about the time to come, from all its headers. Used by poll.cpp.

#include <optional>
#include <string>

#include "earshot/http.hpp"

namespace earshot {

struct Hints {
    std::optional<http::Wait> fresh;  // Cache-Control, Expires, X-Poll-Interval
    std::optional<http::Wait> retry;  // Retry-After, also of a redirect on the way
    std::optional<http::Wait> quota;  // the host's limit is reached: until it is renewed
    std::optional<Span> stale_if_error;
    std::string said;  // the headers that it was taken from, as they came
};
Hints hints_of(const http::Reply& reply, Instant now);
/// Of a fetch that broke: what the redirects on the way said.
Hints hints_of(const http::Broken& broken, Instant now);

}  // namespace earshot
