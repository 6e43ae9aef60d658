#pragma once
// What a poll leaves for the next one, when that is due, and the history of polls. When to poll is
// decided by schedule.hpp.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "earshot/poll_state.hpp"

namespace earshot::io {

class Connection;

/// One line of a source's history: every poll leaves one (field.md rule 50). On average
/// `Polls::history_kept` of a source are kept, of all of them for the same time.
struct PollRecord {
    Instant at;
    PollResult result = PollResult::failed;
    int status = 0;
    std::size_t bytes = 0;
    std::size_t entries = 0;
    std::size_t news = 0;
    Due next;
    std::string problem;        // redacted; empty when good
    std::string asked = {};     // the address that answered, redacted; empty: the source's own
    std::string sent = {};      // the conditions it was asked with, as they were
    std::string received = {};  // the validators that came, as they were
    std::string hints = {};     // what the reply said of the time to come, as it was
};

/// A source as it is known before a poll.
struct KnownSource {
    Source source;
    PollState state;
    std::optional<Instant> proven_until;  // of its Coverage
};

/// A source that is due, with what decides whose turn it is.
struct DueSource {
    SourceId id{};
    std::string host;
    Instant at;
    Instant last_good;  // the epoch: never
    bool refused = false;
};

/// A place in the order of falling due, at first before everybody.
struct DueAfter {
    Instant at = Instant::min();
    std::string host = {};
    SourceId id = {};
};

/// Active sources of hosts that began to fail after an instant: the first such failure, and
/// whether more than one host has such a source.
struct FailingHosts {
    std::optional<Instant> since;
    bool several = false;
};

class Polls {
public:
    explicit Polls(Connection& connection) : connection_(connection) {}

    static constexpr int history_kept = 200;

    PollState state(SourceId id) const;
    /// All of it by one look at its row.
    std::optional<KnownSource> known(SourceId id) const;
    KnownSource known(Source source) const;
    /// As far as request_for() asks.
    PollState to_ask(SourceId id) const;
    /// All of it but `doubted`, which is another's to say.
    void save(SourceId id, const PollState& state);
    /// The next question is for the whole document: see PollState::doubted.
    void doubt(SourceId id, Instant now);
    /// It has moved to the address of another: it is never due by itself any more, until either of
    /// them gets another address or the other is removed.
    void join(SourceId id, SourceId other);
    std::optional<SourceId> joined_to(SourceId id) const;
    /// Of every source that others have joined: those.
    std::map<SourceId, std::vector<SourceId>> joined() const;

    /// Active sources due at or before `now` that come after a place in their order, at most
    /// `limit`.
    std::vector<DueSource> due(const DueAfter& after, Instant now, std::size_t limit) const;
    std::optional<Instant> next_due(Instant after = Instant::min()) const;

    FailingHosts failing_hosts(Instant after) const;
    /// Those that began to fail at or after an instant are due as `next` says, spread over a
    /// span from then on; none of them later than it is now.
    void ask_again(Instant failing_since, const Due& next, Span spread);

    /// Since when no active source of a host has been read, all of them having failed meanwhile or
    /// not been asked; empty when somebody was read after the first failure, or none fails.
    std::optional<Instant> host_down_since(const std::string& host) const;
    /// The active sources of a host that fail.
    std::vector<SourceId> failing_at(const std::string& host) const;

    HostState host(const std::string& host) const;
    std::map<std::string, HostState> hosts() const;  // of which anything is remembered
    /// When any source of a host was last read.
    std::optional<Instant> last_good_at(const std::string& host) const;
    void save_host(const std::string& host, const HostState& state);

    /// Nobody sees more than the newest `history_kept`; older ones go from time to time.
    void record(SourceId id, const PollRecord& poll);
    /// The line of a good poll that moved its times only, and these: when it was asked and seen,
    /// how old the copy was, when it is asked next, Coverage::proven_until. Nothing else is written
    /// of such a poll.
    void record_quiet(SourceId id, const PollRecord& poll, const PollState& state,
                      std::optional<Instant> proven_until);
    void forget_history(SourceId id);
    std::vector<PollRecord> history(SourceId id, std::size_t limit) const;  // newest first
    /// Good polls and all polls of a source since an instant, from what history keeps.
    std::pair<int, int> since(SourceId id, Instant since) const;

private:
    std::int64_t add_line(SourceId id, const PollRecord& poll);

    Connection& connection_;
};

}  // namespace earshot::io
