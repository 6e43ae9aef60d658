#pragma once
// Plays the series of a rule: the real policy and the real client against scripted servers on
// loopback. Time is made up: as long as a plan says, nobody waits.

#include <functional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/app/etiquette/rule.hpp"
#include "daemon/app/etiquette/scripted_server.hpp"
#include "daemon/io/http/http_client.hpp"
#include "earshot/http.hpp"
#include "earshot/poll.hpp"

namespace earshot::app::etiquette {

/// What a ruder client would do, at each place where it could: so that tests see rules fail. Empty
/// is earshot as it is.
struct Habits {
    std::function<void(PollSettings&)> set_up;
    std::function<void(http::Request&)> asks;
    std::function<void(http::Outcome&)> hears;
    std::function<void(PollStep&, Instant now)> plans;
    int gets = 1;  // for one poll
};

class Stage {
public:
    Stage(boost::asio::any_io_executor executor, Habits habits);

    boost::asio::awaitable<Polls> play(Series series);
    /// Several sources: turns are taken.
    boost::asio::awaitable<Polls> play_turns(Series series);
    std::string other() const { return there_.url(""); }

    /// To be awaited before it goes.
    boost::asio::awaitable<void> stop();

private:
    struct Life;
    boost::asio::awaitable<void> poll(Life& life, Instant now, Seen& seen);

    Habits habits_;
    PollSettings settings_;
    Script script_;
    int connections_ = 0;
    ScriptedServer here_;
    ScriptedServer there_;
    io::HttpClient http_;
};

/// Empty when the rule is kept, else what was seen. Nothing is kept without having been asked.
boost::asio::awaitable<std::string> fault_of(Rule rule, Stage& stage);

}  // namespace earshot::app::etiquette
