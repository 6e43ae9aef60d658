#include "daemon/io/control/event_type.hpp"

namespace earshot::io {

std::string_view to_text(EventType type) {
    switch (type) {
        case EventType::poll: return "poll";
        case EventType::activity: return "activity";
        case EventType::finding: return "finding";
        case EventType::digest: return "digest";
        case EventType::delivery: return "delivery";
        case EventType::config: return "config";
        case EventType::lagged: return "lagged";
    }
    return {};
}

std::optional<EventType> parse_event_type(std::string_view text) {
    for (const EventType type :
         {EventType::poll, EventType::activity, EventType::finding, EventType::digest,
          EventType::delivery, EventType::config, EventType::lagged})
        if (to_text(type) == text) return type;
    return std::nullopt;
}

}  // namespace earshot::io
