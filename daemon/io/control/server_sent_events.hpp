#pragma once
// GET /v1/stream in words: which events a request asks for, and an event as it goes onto the wire.

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "daemon/io/control/event_stream.hpp"
#include "earshot/control.hpp"

namespace earshot::io {

struct Subscription {
    std::set<EventType> types;               // empty: all
    std::optional<std::uint64_t> last_seen;  // the header Last-Event-ID, else since=
    bool operator==(const Subscription&) const = default;
};

/// From ?types=a,b&since=ID. The problem names the parameter.
Result<Subscription> subscription_of(const control::Request& request);

/// A comment when there is no event: it keeps the connection alive and finds out who is gone.
std::string to_wire(const std::optional<Event>& event);

}  // namespace earshot::io
