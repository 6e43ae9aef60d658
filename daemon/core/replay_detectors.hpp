#pragma once
// The detectors of a replay: everybody's rhythm and runs, the deadlines in one heap, the findings
// as lines. Knows nothing of how the input is written.

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/core/feed_gate.hpp"
#include "earshot/replay.hpp"

namespace earshot {

/// Names to small numbers; each distinct name is kept once.
class Names {
public:
    std::uint32_t number(std::string_view name);
    std::string_view name(std::uint32_t number) const { return names_[number]; }
    std::size_t size() const { return names_.size(); }

private:
    std::deque<std::string> names_;  // addresses stay
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

class ReplayDetectors {
public:
    explicit ReplayDetectors(const ReplaySettings& settings);

    void outage(Instant from, Instant to);
    std::size_t outages() const { return gate_.outages(); }
    void event(std::string_view person, Instant t, std::string_view verb);
    void horizon(Instant now);

    std::size_t people() const { return people_.size(); }
    std::size_t verbs() const { return verbs_.size(); }

    /// The lines written since the last call.
    std::string& lines() { return lines_; }

private:
    static constexpr double never = std::numeric_limits<double>::infinity();
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    struct PersonRow {
        Rhythm rhythm;
        double observed_last = 0;  // observed clock at rhythm.last
        double line = 0;           // days; follows the rhythm
        double queued = never;     // the heap knows of this deadline, which is not after the true
        std::uint32_t first_run = none;
        bool quiet = false;
    };
    struct RunRow {
        BurstRun run;
        std::uint32_t person;
        std::uint32_t verb;
        std::uint32_t next;  // of the same person
    };
    struct Deadline {
        double at;  // observed clock
        std::uint32_t person;
    };

    bool later(const Deadline& a, const Deadline& b) const;
    void queue(std::uint32_t person, double due);
    void begin_quiets_until(long long now);
    void take_sighting(std::uint32_t number, Instant t);
    void take_burst(std::uint32_t number, Instant t, std::string_view verb);
    RunRow& run_of(std::uint32_t person, std::uint32_t verb);
    void write_burst_end(const RunRow& row, Instant closed, const BurstSpan& span);

    ReplaySettings settings_;
    double factor_;
    FeedGate gate_;
    int lively_ = 0;
    Names person_names_;
    Names verbs_;
    std::vector<PersonRow> people_;
    std::vector<RunRow> runs_;
    std::vector<Deadline> heap_;
    std::string lines_;
};

}  // namespace earshot
