#pragma once
// The kinds of events that listeners of GET /v1/stream may ask for, and their words. A closed set.

#include <optional>
#include <string_view>

namespace earshot::io {

enum class EventType {
    poll,      // a source was asked
    activity,  // somebody did something
    finding,   // found, changed or answered
    digest,    // made
    delivery,  // a message on its way went on
    config,    // the settings were read again
    lagged,    // the reader missed events
};

std::string_view to_text(EventType type);
std::optional<EventType> parse_event_type(std::string_view text);

}  // namespace earshot::io
