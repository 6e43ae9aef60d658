#pragma once
// Watches the clock of this machine, and what a wrong one left in the store (clock_step.hpp).
//
// A clock that is changed while the program runs is noticed within a minute; times ahead of it,
// also at the start. Plans are made anew at once. Whether those times or the clock itself are wrong
// shows by the pace of the looks that are kept; when it does not, the clock is in doubt until a
// server that is asked gives the same time, or for a day. While it is in doubt no look proves
// anything, so that nobody becomes quiet by time that did not pass; and nothing that is kept is
// changed.

#include <functional>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/clock_step.hpp"
#include "earshot/http.hpp"

namespace earshot::app {

class ClockWatch {
public:
    ClockWatch(io::Clock& clock, io::Store& store, io::EventStream& events);

    /// Mends what an earlier run left, or begins to doubt. Before anything is asked.
    void start();
    /// Looks every minute of the machine's own time, until cancelled.
    boost::asio::awaitable<void> run();
    void look();

    /// What a server said, before its reply is taken in. Whether that ended a doubt, and so may
    /// have changed what is kept of sources.
    bool hear(const http::Outcome& outcome, Instant now);

    bool in_doubt() const { return doubt_.has_value(); }

    /// Called after each change of the clock: whoever sleeps until some time has to look again.
    void on_change(std::function<void()> wake) { wake_ = std::move(wake); }

private:
    struct Doubt {
        Span since_boot;
        Span step{0};                         // that began it, if one did
        std::optional<Stretch> skipped = {};  // by a step forward
        Span ahead{0};                        // of times that are kept
        bool contradicted = false;            // a server gives the time of before, or of those
        bool told = false;                    // of that
    };

    ClockReading reading() const { return {clock_.since_boot(), clock_.now()}; }
    void take_step(const ClockReading& before, Span step);
    /// Mends, or doubts, when times lie ahead.
    void weigh(Instant now);
    void contradict(Doubt& doubt, const std::string& host, Instant date);
    void settle(bool by_a_server, Instant now);
    void mend(Span ahead, Instant now);
    void lose(const Stretch& skipped);
    /// One line of the digest, however often the clock changes until then.
    void tell(const std::string& what, Instant now);

    io::Clock& clock_;
    io::Store& store_;
    io::EventStream& events_;
    std::function<void()> wake_;
    ClockReading last_;
    std::optional<Doubt> doubt_;
};

}  // namespace earshot::app
