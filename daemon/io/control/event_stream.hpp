#pragma once
// What happens, told at once to whoever listens. One ring of recent events serves all readers: a
// reader is a place in it, so a slow one costs nothing, and when the ring has moved past its place
// it is told `lagged` with the number of events it missed.

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/io/control/event_type.hpp"
#include "earshot/control.hpp"

namespace earshot::io {

struct Event {
    std::uint64_t id = 0;
    EventType type = EventType::poll;
    std::string json;  // one line
};

class EventStream {
public:
    static constexpr std::size_t ring = control::limits::stream_ring;
    static constexpr std::chrono::seconds ping{15};

    /// Ids count up from `first_id`. A program that derives it from its start time gives ids that
    /// are never used twice, so that a reader who resumes after a restart is told that it lagged.
    explicit EventStream(boost::asio::any_io_executor executor, std::uint64_t first_id = 1,
                         std::chrono::milliseconds ping_every = ping);
    ~EventStream();  // no reader may be left
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    void publish(EventType type, std::string json);
    /// Of what is published often and read rarely, words are made when somebody reads it.
    void publish(EventType type, std::function<std::string()> json);
    /// What was published is gone: who has not read it yet is told that it lagged.
    void forget();

    /// A reader's place in the stream. Must not outlive the stream.
    class Reader {
    public:
        /// Events after `last_seen` first, as far as the ring has them; without it, only what is
        /// published from now on. `types` empty: all.
        Reader(EventStream& stream, std::set<EventType> types,
               std::optional<std::uint64_t> last_seen);
        ~Reader();
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;

        /// The next event; empty after 15 s without one, for a ping.
        boost::asio::awaitable<std::optional<Event>> next();

    private:
        friend class EventStream;
        std::optional<Event> take();

        EventStream& stream_;
        std::set<EventType> types_;
        std::uint64_t next_id_;
        boost::asio::steady_timer wake_;
    };

private:
    struct Recent {
        Event event;
        std::function<std::string()> json;  // of the event; empty: it is there
    };

    void keep(Recent recent);
    std::uint64_t oldest_id() const { return next_id_ - recent_.size(); }

    boost::asio::any_io_executor executor_;
    std::chrono::milliseconds ping_every_;
    std::uint64_t next_id_;
    std::deque<Recent> recent_;  // ids without a gap, the last one is next_id_ - 1
    std::list<Reader*> readers_;
};

}  // namespace earshot::io
