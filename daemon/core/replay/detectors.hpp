#pragma once
// The detectors of a replay: everybody's rhythm and runs, who is waited for, the findings as lines.
// Knows nothing of how the input is written.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/replay/deadlines.hpp"
#include "daemon/core/replay/feed_gate.hpp"
#include "daemon/core/replay/index.hpp"
#include "daemon/core/replay/lines.hpp"
#include "daemon/core/replay/rows.hpp"
#include "earshot/replay.hpp"

namespace earshot {

struct ReplayEvent {
    std::string_view person;  // need not outlive the call that takes it
    Instant at;
    std::uint32_t verb = 0;  // verb_number()

    std::uint32_t person_hash = 0;  // these two are worked out when it is taken
    std::uint32_t person_number = 0;
};

class ReplayDetectors {
public:
    explicit ReplayDetectors(const ReplaySettings& settings);
    ReplayDetectors(const ReplayDetectors&) = delete;  // its parts know each other
    ReplayDetectors& operator=(const ReplayDetectors&) = delete;

    void outage(Instant from, Instant to);
    std::size_t outages() const { return gate_.outages(); }
    /// Events are taken in batches: with many people most of the time would go into waiting for
    /// memory, and the waits of a batch overlap.
    void events(std::span<ReplayEvent> batch);
    void horizon(Instant now);

    std::size_t people() const { return people_.size(); }
    std::uint32_t verb_number(std::string_view verb);  // counted from 0

    ReplayLines& lines() { return lines_; }

private:
    using Person = replay_rows::Person;
    using Run = replay_rows::Run;

    void meet(std::span<ReplayEvent> batch);
    void fetch_runs(std::span<const ReplayEvent> batch) const;
    std::uint32_t person_number(std::string_view name, std::uint32_t hash);
    std::uint32_t run_number(std::uint32_t person, std::uint32_t verb);

    void begin_quiets_until(long long now);
    void take_sighting(Person& person, std::uint32_t number, Instant t);
    void take_burst(std::uint32_t person, Instant t, std::uint32_t verb);
    void write_burst_end(const Run& run, Instant closed, const BurstSpan& span);

    ReplaySettings settings_;
    double factor_;
    FeedGate gate_;
    int lively_ = 0;
    replay_rows::Rows<Person> people_;
    replay_rows::Rows<Run> runs_;
    std::vector<std::string> verbs_;
    ReplayIndex names_;  // of people_
    ReplayIndex verb_names_;
    ReplayIndex whose_;  // of runs_, by person and verb
    ReplayDeadlines deadlines_{people_};
    ReplayLines lines_;
};

}  // namespace earshot
