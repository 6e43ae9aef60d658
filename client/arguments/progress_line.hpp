#pragma once
// "1,250 of 2,000 feeds" while the daemon works, on a terminal, on one line that goes when the
// answer is there.

#include <functional>
#include <optional>
#include <string>

#include "client/daemon/session.hpp"

namespace earshot::client {

class ProgressLine {
public:
    /// `target` lists what is under way; `things` says what `number` of a kind are called.
    using Things = std::function<std::string(const std::string& kind, long long number)>;
    ProgressLine(const Session& session, std::string target, Things things);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void draw();
    void clear();

private:
    std::string socket_, target_;
    Things things_;
    bool shown_;
    bool drawn_ = false;
    std::optional<Connection> other_;
};

}  // namespace earshot::client
