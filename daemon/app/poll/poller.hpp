#pragma once
// The polling loop: sleeps until the earliest source is due, fetches with bounded concurrency and
// one host's manners, and hands every outcome to the intake, whose settings are its own. One timer
// serves all sources.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <boost/asio/awaitable.hpp>

#include "daemon/app/poll/intake.hpp"
#include "daemon/io/http/http_client.hpp"
#include "daemon/io/loop/bell.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/loop/task_group.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {

class Poller {
public:
    /// How many due sources are looked up at once.
    static constexpr std::size_t batch = 4096;
    /// Rule 27: between two requests for one address that a person may have without force.
    static constexpr Span manual_minimum = 30 * minute;
    /// How long somebody who wants a look waits for a turn.
    static constexpr Span longest_wait = Span{15};
    /// How many looks are remembered for it.
    static constexpr std::size_t most_looks = 1000;

    Poller(boost::asio::any_io_executor executor, io::Clock& clock, io::HttpClient& http,
           io::Store& store, Intake& intake);

    /// Runs until cancelled; when it has ended, stop() has to be awaited.
    boost::asio::awaitable<void> run();

    /// Cancels the transfers under way and waits for their end. Nothing half-done is stored.
    boost::asio::awaitable<void> stop();

    /// The schedule or the settings changed: look again now.
    void nudge();

    /// Polls one source now. Obeys what the host asked for, the minimum between manual polls and a
    /// poll under way, and says which of them forbids it, unless `force`; then `overridden` says
    /// what was overridden.
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
    boost::asio::awaitable<Result<Looked>> look_at(Url url);

    /// What was seen at a source's address before it was one counts as its first poll.
    void take_first(const Source& source, const http::Outcome& outcome);

    int in_flight() const { return in_flight_; }

private:
    /// A source's place among the transfers under way, taken before its coroutine starts and given
    /// back when that ends, however it ends. What is no source yet takes one at its host.
    class Place {
    public:
        Place(Poller& poller, const Source& source);
        Place(Place&& other) noexcept;
        Place& operator=(Place&&) = delete;
        ~Place();

    private:
        Poller* poller_;
        SourceId id_;
        std::string host_;
    };

    /// Somebody waits for a turn at a host: before the sources that are due there.
    class Queued;

    boost::asio::awaitable<void> poll_due(Source source, Place place);
    boost::asio::awaitable<PollReport> poll_once(Source source, Place place);
    /// Starts what may start; gives the instant at which to look again.
    Instant start_due(Instant now);
    void put_off(SourceId id, const HostState& told);
    void set_aside(SourceId id, const std::string& title, const std::string& why);

    struct DueFeed {
        SourceId id{};
        std::string host;
    };

    /// Manners towards one host, for as long as the process runs.
    struct Host {
        int in_flight = 0;
        int queued = 0;
        Instant next_start{};
    };

    /// A host without a name is the local file system: it needs no manners.
    static bool has_manners(const std::string& host) { return !host.empty(); }
    /// Why nobody may look there now; empty when somebody may.
    std::string forbids_look(const Url& url, Instant now) const;
    /// `now`, or when to ask again.
    Instant turn_at(const std::string& host, Instant now);
    void remember_look(const Url& url, Instant now);

    io::Clock& clock_;
    io::HttpClient& http_;
    io::Store& store_;
    Intake& intake_;
    std::map<std::string, Host> hosts_;
    std::set<SourceId> polling_;
    int in_flight_ = 0;
    int queued_ = 0;
    std::deque<std::pair<Instant, Url>> looks_;  // within manual_minimum, the oldest first
    std::deque<DueFeed> ready_;  // due, not yet started; looked up at most once a second
    Instant refilled_{};
    io::Bell bell_;
    io::TaskGroup tasks_;
};

}  // namespace earshot::app
