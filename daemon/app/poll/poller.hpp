#pragma once
// The polling loop: sleeps until the earliest source is due, fetches with the manners of turns.hpp
// at every host on the way, and hands every outcome to the intake, whose settings are its own. One
// timer serves all sources.

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/app/poll/intake.hpp"
#include "daemon/io/http/http_client.hpp"
#include "daemon/io/loop/bell.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/loop/task_group.hpp"
#include "daemon/io/loop/turnstile.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/turns.hpp"

namespace earshot::app {

class Poller {
public:
    /// How many due sources are looked up at once.
    static constexpr std::size_t batch = 1000;
    /// Rule 27: between two requests for one address that a person may have without force.
    static constexpr Span manual_minimum = 30 * minute;
    /// How long somebody who wants a look or a poll waits for a turn.
    static constexpr Span longest_wait = Span{15};
    /// How long a poll that was redirected waits for a turn at the other host.
    static constexpr Span longest_detour = 30 * minute;
    /// How many looks are remembered.
    static constexpr std::size_t most_looks = 1000;

    Poller(boost::asio::any_io_executor executor, io::Clock& clock, io::HttpClient& http,
           io::Store& store, Intake& intake);

    /// Runs until cancelled; when it has ended, stop() has to be awaited.
    boost::asio::awaitable<void> run();

    /// Cancels the transfers under way and waits for their end. Nothing half-done is stored.
    boost::asio::awaitable<void> stop();

    /// The schedule or the settings changed: look again now.
    void nudge();

    /// The clock was changed: what was to wait until some time of the old one waits no longer.
    void forget_times();

    /// Polls one source now, in its turn. Obeys what the host and the source asked for, the minimum
    /// between manual polls and a poll under way, and says which of them forbids it, unless
    /// `force`; then `overridden` says what was overridden, and the server is asked for the whole
    /// document.
    struct Asked {
        PollReport report;
        std::string overridden;
    };
    boost::asio::awaitable<Result<Asked>> poll_now(SourceId id, bool force);

    /// Fetches an address that is no source yet, with a source's manners: it waits for its turn, no
    /// longer than `longest_wait`, and the same address has none within `manual_minimum`. The error
    /// says why not now; the problem, that no feed came of it.
    struct Looked {
        http::Outcome outcome;
        std::optional<Problem> problem;
    };
    boost::asio::awaitable<Result<Looked>> look_at(Url url, SharedOptions options);

    /// This address was asked at `at` on behalf of a source that is none any more: a look at it
    /// waits like another.
    void was_asked(const Url& url, Instant at) { remember_look(url, at); }

    /// What was seen at a source's address before it was one counts as its first poll.
    void take_first(const Source& source, const http::Outcome& outcome);

    int in_flight() const { return static_cast<int>(turns_.under_way()); }

private:
    /// A turn, from when it is wanted until it has ended, however it ends.
    class Turn {
    public:
        Turn(Poller& poller, TurnNumber number) : poller_(&poller), number_(number) {}
        Turn(Turn&& other) noexcept
            : poller_(std::exchange(other.poller_, nullptr)), number_(other.number_) {}
        Turn& operator=(Turn&&) = delete;
        ~Turn();
        TurnNumber number() const { return number_; }

    private:
        Poller* poller_;
        TurnNumber number_;
    };
    /// Somebody waits for a turn that they asked for.
    class Asking;

    boost::asio::awaitable<void> poll_due(io::KnownSource known, Turn turn);
    boost::asio::awaitable<PollReport> poll_once(io::KnownSource known, Turn turn,
                                                 Conditions conditions);
    /// Whether this turn came before `until`.
    boost::asio::awaitable<bool> came(TurnNumber turn, Moment until);
    boost::asio::awaitable<bool> may_follow(TurnNumber turn, std::string host);
    io::MayFollow manners(TurnNumber turn);

    /// Starts what may start; gives the moment at which to look again.
    Moment start_due();
    bool line_up(Instant now);
    void put_off(const std::vector<SourceId>& sources, const std::string& host);
    void start(const Turns::Started& started);
    void wake(TurnNumber turn);
    void hear(const std::string& host);
    /// Those that have moved to where this one is see what it sees.
    void take_along(const Source& source, const http::Outcome& outcome);
    bool all_know_the_same(SourceId id) const;
    void note_line(const std::string& host, const http::Outcome& outcome);
    void note_start(const Source& source);
    void set_aside(SourceId id, const std::string& title, const std::string& why);

    /// Why nobody may look there now; empty when somebody may.
    std::string forbids_look(const Url& url, Instant now) const;
    std::string forbids_poll(const Source& source, Instant now) const;
    void remember_look(const Url& url, Instant now);

    boost::asio::any_io_executor executor_;
    io::Clock& clock_;
    io::HttpClient& http_;
    io::Store& store_;
    Intake& intake_;
    Turns turns_;
    std::map<TurnNumber, Asking*> asking_;
    std::deque<std::pair<Instant, Url>> looks_;  // within manual_minimum, the oldest first
    io::DueAfter lined_up_;                      // who was due up to there stands in line
    std::optional<Instant> next_due_;            // of the others; empty: not known
    bool hosts_known_ = false;
    std::map<SourceId, std::vector<SourceId>> joined_;
    /// Rule 33: our own line looks down; then one source at a time is asked, now and then.
    bool line_is_down_ = false;
    Instant next_probe_{};
    /// The last run did not end in order: what is asked is noted before it is asked, so that
    /// whatever ends this one does not ask the same again at once.
    bool is_careful_ = false;
    io::Bell bell_;
    io::Turnstile intake_turn_;
    io::TaskGroup tasks_;
};

}  // namespace earshot::app
