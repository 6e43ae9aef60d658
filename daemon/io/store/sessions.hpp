#pragma once
// What was left of secure connections when the daemon stopped. There only while it does not run.

#include <cstdint>
#include <string>
#include <vector>

namespace earshot::io {

class Connection;

struct StoredSession {
    std::string host;
    std::string key;      // what it is good for
    std::string session;  // opaque
    std::int64_t until = 0;
};

class Sessions {
public:
    explicit Sessions(Connection& connection) : connection_(connection) {}

    /// Those with hosts that a source is at, in place of what was there: of a host that nobody asks
    /// any more nothing is left.
    void keep(const std::vector<StoredSession>& sessions);
    /// They are the caller's, and gone from the file.
    std::vector<StoredSession> take();

private:
    Connection& connection_;
};

}  // namespace earshot::io
