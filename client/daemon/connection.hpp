#pragma once
// One daemon, spoken to over its Unix socket with libcurl. What the daemon refuses ends the command
// with the exit code that says so.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "client/daemon/event_lines.hpp"
#include "earshot/time.hpp"

namespace earshot::client {

namespace limits {
inline constexpr std::size_t reply_bytes = 64 * 1024 * 1024;
inline constexpr long connect_ms = 5000;
// A forced poll may take a minute, and wait for another.
inline constexpr std::chrono::milliseconds reply = std::chrono::seconds(150);
}  // namespace limits

/// The sockets to try, best first: the argument alone when given, else those of earshot/places.hpp.
std::vector<std::string> sockets_to_try(const std::string& argument);

/// "a b&c" as it stands in an address.
std::string escaped(std::string_view text);

class Connection {
public:
    /// Waits at most so long for an answer.
    explicit Connection(std::vector<std::string> sockets,
                        std::chrono::milliseconds patience = limits::reply);
    ~Connection();

    struct Reply {
        int status = 0;
        std::string content_type;
        std::string body;
    };

    /// Throws Ended when no daemon answers, or when the answer is a refusal. `while_waiting` is
    /// called about once a second, from the first second on; it may speak over other connections.
    Reply ask(const std::string& method, const std::string& target, const std::string& body = {},
              const std::map<std::string, std::string>& headers = {},
              const std::function<void()>& while_waiting = {});
    boost::json::object get(const std::string& target,
                            const std::function<void()>& while_waiting = {});
    boost::json::object change(const std::string& method, const std::string& target,
                               const boost::json::object& body = {});

    /// GET /v1/stream: calls `take` for each event until the daemon ends it or `take` says false.
    /// `last_id` resumes.
    void listen(const std::string& target, const std::string& last_id,
                const std::function<bool(const EventLines::Event&)>& take);

    /// The daemon's clock and zone as its last answer gave them; the system's clock and UTC before.
    Instant now() const;
    Zone zone() const;
    const std::string& socket() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace earshot::client
