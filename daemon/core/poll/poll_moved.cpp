#include "daemon/core/poll/poll_moved.hpp"

namespace earshot {
namespace {

constexpr Span believed_after = 7 * day;  // rule 34

// Rule 35: 302, 303 and 307 never change the address, and what follows one is not permanent.
Url permanent_target(const http::Reply& reply) {
    Url target;
    for (const http::Hop& hop : reply.hops) {
        if (hop.status != 301 && hop.status != 308) break;
        target = hop.to;
    }
    return target;
}

void forget(PollState& state) {
    state.moved_to = Url();
    state.moved_since.reset();
}

}  // namespace

std::optional<Url> note_redirects(PollState& state, const Source& source, const http::Reply& reply,
                                  Instant now) {
    const Url target = permanent_target(reply);
    const std::string from = source.url.scheme();
    const std::string to = target.scheme();
    if (target.empty() || target == source.url || (from == "https" && to != "https")) {  // rule 37
        forget(state);
        return std::nullopt;
    }
    const bool only_safer = from == "http" && to == "https" && target.host() == source.url.host();
    if (state.moved_to != target) {
        state.moved_to = target;
        state.moved_since = now;
    }
    if (!only_safer && now - *state.moved_since < believed_after) return std::nullopt;
    forget(state);
    return target;
}

void note_other_way(PollState& state, const http::Reply& reply) {
    if (permanent_target(reply) != state.moved_to) forget(state);
}

std::optional<Url> last_known_target(const PollState& state, const http::Reply& reply) {
    if (state.moved_to.empty() || !reply.hops.empty()) return std::nullopt;
    return state.moved_to;
}

}  // namespace earshot
