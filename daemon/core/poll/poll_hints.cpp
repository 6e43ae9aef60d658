#include "daemon/core/poll/poll_hints.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "earshot/time.hpp"

namespace earshot {
namespace {

// A reset above this is an instant in seconds since 1970, not a number of seconds from now.
constexpr double earliest_epoch = 1e9;
constexpr std::size_t said_bytes = 500;

using http::Wait;

/// A number at the front of a header's value: "3", "0.0", "12, 60;window=60".
std::optional<double> number(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || !std::isfinite(value) || value < 0) return std::nullopt;
    return value;
}

Wait capped(Span span, std::string said) {
    if (span > http::longest_wait) {
        said += ", capped to " + to_text(http::longest_wait);
        span = http::longest_wait;
    }
    return {std::max(span, Span{0}), std::move(said)};
}

/// GitHub: an interval in seconds that its interface for events wants to be kept.
std::optional<Wait> poll_interval(const http::Headers& headers) {
    const auto seconds = number(http::header(headers, "x-poll-interval"));
    if (!seconds) return std::nullopt;
    const double most = static_cast<double>(http::longest_wait.count());
    return capped(Span(std::llround(std::min(*seconds, 2 * most))),
                  "X-Poll-Interval: " + std::to_string(std::llround(std::min(*seconds, 2 * most))));
}

/// When a limit is renewed: in seconds from now (Reddit, RateLimit-Reset), in seconds since 1970
/// (GitHub) or as a time (Mastodon).
std::optional<Span> until_reset(const std::string& text, Instant now) {
    if (const auto at = parse_rfc3339(text)) return *at - now;
    const auto value = number(text);
    if (!value || *value > 1e12) return std::nullopt;
    const Span seconds(static_cast<Span::rep>(std::ceil(*value)));
    return *value > earliest_epoch ? from_epoch(seconds.count()) - now : seconds;
}

std::optional<Wait> quota(const http::Headers& headers, Instant now) {
    static constexpr std::array<std::string_view, 2> families{"x-ratelimit", "ratelimit"};
    std::optional<Wait> longest;
    for (const std::string_view family : families) {
        const std::string prefix(family);
        const auto left = number(http::header(headers, prefix + "-remaining"));
        if (!left || *left >= 1) continue;
        const std::string reset = http::header(headers, prefix + "-reset");
        const auto span = until_reset(reset, http::date_of(headers).value_or(now));
        if (!span || *span <= Span{0}) continue;
        if (!longest || *span > longest->span)
            longest = capped(*span, "its limit of requests is reached, " + prefix +
                                        "-reset: " + reset.substr(0, 30));
    }
    return longest;
}

std::optional<Span> stale_if_error(const http::Headers& headers) {
    constexpr std::string_view name = "stale-if-error=";
    std::string control = http::header(headers, "cache-control");
    std::transform(control.begin(), control.end(), control.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::size_t at = control.find(name);
    if (at == control.npos) return std::nullopt;
    const auto seconds = number(control.substr(at + name.size()));
    if (!seconds) return std::nullopt;
    const double most = static_cast<double>(http::longest_wait.count());
    return Span(std::llround(std::min(*seconds, most)));
}

void take_longer(std::optional<Wait>& longest, std::optional<Wait> wait) {
    if (wait && (!longest || wait->span > longest->span)) longest = std::move(wait);
}

std::string said_in(const http::Headers& headers) {
    static constexpr std::array<const char*, 9> names{"cache-control",
                                                      "expires",
                                                      "age",
                                                      "retry-after",
                                                      "x-poll-interval",
                                                      "x-ratelimit-remaining",
                                                      "x-ratelimit-reset",
                                                      "ratelimit-remaining",
                                                      "ratelimit-reset"};
    std::string said;
    for (const char* name : names) {
        const std::string value = http::header(headers, name);
        if (value.empty()) continue;
        if (!said.empty()) said += "; ";
        said += std::string(name) + ": " + value;
    }
    return said.substr(0, said_bytes);
}

// Rule 21: a redirect may carry Retry-After as well.
void hear_redirects(Hints& hints, const std::vector<http::Hop>& hops, Instant now) {
    for (const http::Hop& hop : hops) {
        auto wait = http::retry_after(hop.headers, now);
        if (wait) hints.said += (hints.said.empty() ? "" : "; ") + wait->said;
        take_longer(hints.retry, std::move(wait));
    }
}

}  // namespace

Hints hints_of(const http::Reply& reply, Instant now) {
    Hints hints;
    hints.fresh = http::fresh_for(reply.headers, now);
    take_longer(hints.fresh, poll_interval(reply.headers));
    hints.retry = http::retry_after(reply.headers, now);
    hints.quota = quota(reply.headers, now);
    hints.stale_if_error = stale_if_error(reply.headers);
    hints.said = said_in(reply.headers);
    hear_redirects(hints, reply.hops, now);
    return hints;
}

Hints hints_of(const http::Broken& broken, Instant now) {
    Hints hints;
    hear_redirects(hints, broken.hops, now);
    return hints;
}

}  // namespace earshot
