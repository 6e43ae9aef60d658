#include "client/daemon/event_lines.hpp"

#include <utility>

namespace earshot::client {

/// Takes the finished line; true when it ends an event that has data.
bool EventLines::end_line() {
    std::string line = std::exchange(line_, {});
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) {
        const bool complete = !event_.data.empty();
        if (!complete) event_ = Event{};
        return complete;
    }
    const std::size_t colon = line.find(':');
    const std::string field = line.substr(0, colon);
    std::string value = colon == std::string::npos ? "" : line.substr(colon + 1);
    if (value.starts_with(' ')) value.erase(0, 1);
    if (field == "id") event_.id = value;
    if (field == "event") event_.type = value;
    if (field == "data") event_.data += (event_.data.empty() ? "" : "\n") + value;
    return false;  // comments and unknown fields are passed over
}

}  // namespace earshot::client
