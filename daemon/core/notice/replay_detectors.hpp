#pragma once
// The detectors of a replay: everybody's rhythm and runs, the deadlines in one heap, the findings
// as lines. Knows nothing of how the input is written.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/notice/feed_gate.hpp"
#include "daemon/core/notice/replay_rows.hpp"
#include "earshot/replay.hpp"

namespace earshot {

class ReplayDetectors {
public:
    explicit ReplayDetectors(const ReplaySettings& settings);
    ~ReplayDetectors();

    void outage(Instant from, Instant to);
    std::size_t outages() const { return gate_.outages(); }
    void event(std::string_view person, Instant t, std::string_view verb);
    void horizon(Instant now);

    std::size_t people() const { return people_.size(); }
    std::size_t verbs() const { return verbs_.size(); }

    /// The lines written since the last call.
    std::string& lines() { return lines_; }

private:
    using Person = replay_rows::Person;
    using People = std::vector<Person>;
    class Names;
    struct Deadline {
        double at;  // observed clock
        std::uint32_t person;
    };

    std::uint32_t person_number(std::string_view name);
    std::uint32_t verb_number(std::string_view verb);
    std::uint32_t run_number(std::uint32_t person, std::uint32_t verb);

    bool later(const Deadline& a, const Deadline& b) const;
    void queue(std::uint32_t person, double due);
    void begin_quiets_until(long long now);
    void take_sighting(Person& person, std::uint32_t number, Instant t);
    void take_burst(std::uint32_t person, Instant t, std::uint32_t verb);
    void write_burst_end(const replay_rows::RunOwner& of, Instant closed, const BurstSpan& span);

    ReplaySettings settings_;
    double factor_;
    FeedGate gate_;
    int lively_ = 0;
    People people_;
    std::unique_ptr<Names> names_;  // of people_
    std::vector<std::string> verbs_;
    std::vector<replay_rows::Run> runs_;
    std::vector<replay_rows::RunOwner> owners_;  // of runs_
    std::vector<Deadline> heap_;
    std::string lines_;
};

}  // namespace earshot
