// How long a silence was, as far as somebody looked.

#include <algorithm>

#include "earshot/evidence.hpp"

namespace earshot {
namespace {

Instant end_of(const Quiet& quiet, Instant until) {
    return std::min(until, quiet.watched_until.value_or(until));
}

}  // namespace

double silent_days(const Quiet& quiet, Instant until) {
    return std::max(0.0, in_days(end_of(quiet, until) - quiet.last_seen) - quiet.lost_days);
}

double unwatched_days(const Quiet& quiet, Instant until) {
    const Span not_looked = until - end_of(quiet, until);
    return quiet.lost_days + (not_looked < between_looks ? 0.0 : in_days(not_looked));
}

}  // namespace earshot
