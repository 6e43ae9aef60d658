#pragma once
// One poll's outcome into the store: the way of the data, steps 1 to 4 of docs/architecture.md, in
// one transaction (promise P3). Every judgement is a pure step of the core; this fetches what the
// step needs, calls it and keeps what it says.

#include <optional>
#include <vector>

#include "daemon/app/poll/last_answer.hpp"
#include "daemon/app/poll/sightings.hpp"
#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/dialect.hpp"
#include "earshot/me.hpp"
#include "earshot/notice.hpp"
#include "earshot/novelty.hpp"
#include "earshot/poll.hpp"

namespace earshot::io {
struct KnownSource;
struct StoredActivity;
class Transaction;
}  // namespace earshot::io

namespace earshot::app {

class ClockWatch;
class SharedCommit;

class Intake {
public:
    /// A reload may change the dialects in place, between two outcomes.
    Intake(io::Store& store, const Dialects& dialects, io::EventStream& events,
           PollSettings settings, NoticeSettings notice, Me me);

    /// `asked` is another address than its own when it has moved to where another source is and is
    /// asked together with that.
    PollReport take(const Source& source, const http::Outcome& outcome, Instant now,
                    const std::optional<Url>& asked = std::nullopt);
    /// By whoever knows already what is remembered of it.
    PollReport take(io::KnownSource known, const http::Outcome& outcome, Instant now,
                    const std::optional<Url>& asked = std::nullopt);

    /// Whether the next question to this source has to be for the whole document.
    bool needs_document(const Source& source, const PollState& state, Instant now) const;

    /// Is told of every reply, and says whether the clock is in doubt. Without one it never is.
    void watch_clock(ClockWatch& watch) { clock_watch_ = &watch; }

    void set(PollSettings settings, NoticeSettings notice, Me me);  // after a reload
    /// From now on, polls that brought nothing are committed together. Has to live as long.
    void share_commits(SharedCommit& shared) { shared_ = &shared; }
    const PollSettings& settings() const { return settings_; }

private:
    struct Taking;
    PollReport take(io::Transaction& transaction, Taking& it, const std::optional<Url>& asked);
    // Its steps, in order.
    void judge(Taking& it, const std::optional<Url>& asked);
    static std::optional<Instant> changed_between(std::optional<Instant> last_look,
                                                  const Taking& it);
    void read(Taking& it);
    void keep(Taking& it);
    void keep_proof(Taking& it);
    void record(const Taking& it);
    void settle_source(Taking& it);
    void keep_troubles(Taking& it);
    std::vector<io::StoredActivity> keep_news(const Source& source, std::vector<News> all,
                                              PollReport& report, Instant now);
    void look_at_people(const Source& source, SightingsOf sightings, bool first_look,
                        PollReport& report, Instant now);
    void publish(const Source& source, const PollReport& report,
                 const std::vector<io::StoredActivity>& seen, Instant now);

    io::Store& store_;
    SharedCommit* shared_ = nullptr;  // the composition root's
    LastAnswer last_answer_;
    const Dialects& dialects_;
    io::EventStream& events_;
    PollSettings settings_;
    NoticeSettings notice_;
    Me me_;
    ClockWatch* clock_watch_ = nullptr;
};

}  // namespace earshot::app
