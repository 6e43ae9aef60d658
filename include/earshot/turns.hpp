#pragma once
// Whose turn it is: which of the sources that are due is asked next, so that no host is asked
// twice at once, sooner than its spacing allows or before it wants to be asked, and so that
// nobody is forgotten over others. Numbers are the rules of research/field.md section 3.
//
// Pure: the shell puts in who is due, takes out who may start now, and says what has ended. Knows
// neither addresses nor replies. What makes a source due is in schedule.hpp.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/moment.hpp"
#include "earshot/schedule.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// A source that is due.
struct Waiting {
    SourceId id{};
    std::string host;      // empty: the local file system, which needs no manners
    Instant due;           // since when
    Instant last_look{};   // the longest unread goes first; the epoch: it was never read
    bool refused = false;  // it was refused last time: it goes last of its host (22)
};

/// One request after another on behalf of one source, or of a look at what is none.
enum class TurnNumber : std::uint64_t {};

class Turns {
public:
    /// One that has been under way for this long waits for somebody slow: it no longer counts
    /// against `concurrency`, so that those who do not answer hold up nobody who does ...
    static constexpr std::chrono::milliseconds slow{500};
    /// ... but so many times `concurrency` is the most in all.
    static constexpr std::size_t most_times = 4;
    /// Who is later than this missed its time while the machine slept or nothing ran. Hosts of
    /// such sources start a quarter of the usual spacing apart, all of them within `spread` (26).
    static constexpr Span overdue = 10 * minute;
    static constexpr Span spread = 5 * minute;
    /// For a day after a host's refusal its sources are asked so far apart, or, when many wait,
    /// all of them within half an hour (22).
    static constexpr Span careful_gap = minute;
    static constexpr Span careful_round = 30 * minute;
    static constexpr Span careful_for = day;

    /// In force for what starts from now on.
    void set(PollSettings settings) { settings_ = std::move(settings); }
    /// What a host was told, or said.
    void set_host(const std::string& host, const HostState& state);
    /// Until when a host wants to be left alone; empty when it may be asked at `now`.
    std::optional<Instant> left_alone(const std::string& host, Instant now) const;

    /// More sources are due. Those that are known already are passed over.
    void wait(std::vector<Waiting> due, Moment now);
    /// Somebody who stands in no line wants a turn: by hand, for a look. Goes before all that are
    /// due at the host, and does not ask whether it wants to be left alone.
    TurnNumber ask(SourceId id, const std::string& host);
    /// The request of this turn was answered with a redirect: it waits for a turn at another host,
    /// or for its next one at the same.
    void go_on(TurnNumber turn, const std::string& host, Moment now);
    /// The turn has ended, or is not wanted any more.
    void end(TurnNumber turn, Moment now);

    struct Started {
        TurnNumber turn{};
        SourceId id{};         // of a source that was due
        bool was_due = false;  // otherwise somebody asked, and waits for it
    };
    enum class Who { everybody, who_asked };
    /// The next whose turn it is, under way from now on; empty when nobody may start.
    std::optional<Started> next(Moment now, Who who = Who::everybody);
    /// When next() may have somebody although nothing ends; empty when only an end can help.
    std::optional<Moment> again(Moment now, Who who = Who::everybody) const;

    /// The sources that are due at a host leave its line.
    std::vector<SourceId> dismiss(const std::string& host);
    /// Everybody who is due leaves the line; turns under way and those who asked stay.
    void dismiss_all();

    bool is_due(SourceId id) const { return due_.contains(id); }
    /// Under way, or asked for.
    bool is_under_way(SourceId id) const { return busy_.contains(id); }
    std::size_t waiting() const { return due_.size(); }
    std::size_t under_way() const { return in_flight_.size(); }

private:
    /// Who goes first of one host: who asked, then the longest unread, then who was refused.
    struct Rank {
        int order = 0;
        Instant last_look{};
        Instant due{};
        std::uint64_t number = 0;  // of a turn when it asked, else of a source
        auto operator<=>(const Rank&) const = default;
    };
    /// When a host may be asked, whose source waits longest, its name.
    using Call = std::tuple<Moment, Rank, std::string>;
    struct Host {
        std::set<Rank> line;
        std::optional<Call> call;  // as it stands in calls_
        int in_flight = 0;
        Moment next_start{};
        Moment slot{};  // of who is overdue
        Instant not_before{};
        Instant careful_until{};
    };
    struct Place {
        std::string host;
        Rank rank;
    };
    struct Turn {
        SourceId id{};
        std::string host;
        std::optional<Rank> waits;  // in the host's line; empty: it is being answered
    };

    bool is_full() const;
    std::set<Call>::const_iterator first_call(Who who) const;
    /// What stands in the future by a clock that was set back is forgotten.
    void look_at_clock(Moment now);
    void forget_slow(Moment now);
    void relist(const std::string& name, Host& host);
    std::chrono::milliseconds gap(const std::string& name, const Host& host, Moment now) const;
    void start(TurnNumber turn, const std::string& name, Host& host, Moment now);
    void leave(Turn& turn, TurnNumber number, Moment now);
    void leave_line(SourceId id);
    void forget_idle(Moment now);

    PollSettings settings_;
    std::map<std::string, Host> hosts_;
    std::set<Call> calls_;
    std::map<SourceId, Place> due_;
    std::map<TurnNumber, Turn> turns_;
    std::set<SourceId> busy_;                         // sources that have a turn
    std::map<TurnNumber, Moment> in_flight_;          // being answered, since when
    std::set<std::pair<Moment, TurnNumber>> prompt_;  // those of them that are not slow
    std::uint64_t last_number_ = 0;
    Moment last_now_{};
};

}  // namespace earshot
