#pragma once
// Keeps a horizon up to date, so that whoever asks has an answer at once: what was written
// since the last time is looked at anew, and so is what time alone has changed. It is right at
// every moment, inside a transaction too. When too much was written, or the clock went back, it
// begins again from the whole store.

#include <optional>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/app/watch/horizon.hpp"
#include "daemon/io/loop/bell.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/written.hpp"

namespace earshot::app {

class Lookout {
public:
    Lookout(boost::asio::any_io_executor executor, io::Clock& clock, io::Store& store);
    ~Lookout();
    Lookout(const Lookout&) = delete;
    Lookout& operator=(const Lookout&) = delete;

    /// The first look, and then what was written whenever that is much, in small steps between
    /// which others are served; until cancelled. Without it the next who asks waits for that.
    boost::asio::awaitable<void> run();

    /// All that is there now was looked at, in such steps: at() costs little after it.
    boost::asio::awaitable<void> catch_up();

    /// As they are at `t`, which is now; any other time is answered from the whole store. Good
    /// until the next call.
    const Horizon& at(Instant t);

private:
    bool look_on(Instant now);
    bool read_on(Instant now);

    io::Clock& clock_;
    io::Store& store_;
    io::Bell bell_;
    std::optional<Horizon> all_;
    bool is_whole_ = false;
    io::Written::Place read_ = 0;
    Instant as_of_;
    std::optional<Horizon> other_;  // of another time
};

}  // namespace earshot::app
