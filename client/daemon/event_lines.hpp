#pragma once
// The lines of a text/event-stream put together to events, whatever pieces they come in. Pure.

#include <string>
#include <string_view>

namespace earshot::client {

class EventLines {
public:
    struct Event {
        std::string id, type, data;
    };

    /// Calls `take` for each event that these bytes complete; false as soon as it says so, and when
    /// a line is longer than `longest`.
    template <class Take>
    bool feed(std::string_view bytes, Take take) {
        for (const char c : bytes) {
            if (c != '\n') {
                if (line_.size() == longest) return false;
                line_ += c;
                continue;
            }
            const bool complete = end_line();
            if (complete && !take(event_)) return false;
            if (complete) event_ = Event{};
        }
        return true;
    }

    static constexpr std::size_t longest = 1024 * 1024;

private:
    bool end_line();

    std::string line_;
    Event event_;
};

}  // namespace earshot::client
