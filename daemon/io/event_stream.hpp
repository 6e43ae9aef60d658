#pragma once
// What happens, told at once to whoever listens: a ring of recent events and bounded queues. A slow
// reader gets `lagged` and never slows the daemon.

#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace earshot::io {

struct Event {
    std::uint64_t id = 0;
    std::string type;  // poll activity finding digest delivery config lagged
    std::string json;
};

class EventStream {
public:
    static constexpr std::size_t ring = 4096;

    explicit EventStream(boost::asio::any_io_executor executor);
    ~EventStream();

    void publish(std::string type, std::string json);

    /// A reader's place in the stream. Must not outlive the stream.
    class Reader {
    public:
        /// Events after `last_seen` first, as far as the ring has them. `types` empty: all.
        Reader(EventStream& stream, std::set<std::string> types,
               std::optional<std::uint64_t> last_seen);
        ~Reader();
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;

        /// The next event; empty after 15 s without one, for a ping.
        boost::asio::awaitable<std::optional<Event>> next();

    private:
        friend class EventStream;
        EventStream& stream_;
        std::set<std::string> types_;
        std::deque<Event> queue_;
        bool lagged_ = false;
        boost::asio::steady_timer wake_;
    };

private:
    boost::asio::any_io_executor executor_;
    std::deque<Event> recent_;
    std::list<Reader*> readers_;
    std::uint64_t last_id_ = 0;
};

}  // namespace earshot::io
