#pragma once
// Reading the settings again while the program runs: the configuration and the dialects. What is in
// force stays in force until all that is new is known to be good. What is opened once, at start
// (needs_restart in reload.cpp), waits for the next start, and the log names it.

#include <vector>

#include "daemon/app/arguments.hpp"
#include "daemon/app/digest/delivery_loop.hpp"
#include "daemon/app/digest/digest_loop.hpp"
#include "daemon/app/load_settings.hpp"
#include "daemon/app/poll/intake.hpp"
#include "daemon/app/poll/poller.hpp"
#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {

class Reload {
public:
    /// Those who are told of new settings. The dialects are changed in place: who reads with them
    /// refers to `in_force`.
    struct Parts {
        Intake& intake;
        Poller& poller;
        Teller& teller;
        CourierLoop& courier;
    };
    Reload(const Arguments& arguments, Settings& in_force, io::Clock& clock, io::Store& store,
           io::EventStream& events, Parts parts);

    /// Empty when the new settings are in force, else every complaint; each of them is logged. A
    /// problem that is retryable is the store's.
    std::vector<Problem> operator()();

private:
    bool is_in_force(const SettingTexts& texts) const;
    void put_into_force(Settings fresh);

    const Arguments& arguments_;
    Settings& in_force_;
    io::Clock& clock_;
    io::Store& store_;
    io::EventStream& events_;
    Parts parts_;
};

}  // namespace earshot::app
