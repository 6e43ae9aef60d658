#pragma once
// What a replay remembers of everybody, packed: with many people the time goes into fetching this
// from memory, so a run is one cache line and a person two, the name included when it is short.

#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "earshot/burst.hpp"
#include "earshot/rhythm.hpp"

namespace earshot::replay_rows {

inline constexpr std::uint32_t none = ~std::uint32_t{0};

/// A BurstRun without what only the daemon needs (what is fresh, where a told run began).
struct alignas(64) Run {
    Run() = default;
    explicit Run(const BurstRun& run);
    BurstRun unpacked() const;

private:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();

    std::int64_t start_ = never;
    std::int64_t end_ = 0;
    std::int64_t previous_end_ = never;
    std::int64_t last_told_end_ = never;
    double weight_ = 0;
    double mean_log_size_ = 0;
    std::int32_t count_ = 0;
    std::int32_t threshold_ = 0;
    std::uint8_t closed_runs_ = 0;  // up to the number that is enough
    BurstRun::Fired fired_ = BurstRun::Fired::no;
};

/// Whose run of which verb one is; further runs of the same person are linked.
struct RunOwner {
    std::uint32_t person = none;
    std::uint32_t verb = none;
    std::uint32_t next = none;
};

struct Person {
    static constexpr double nowhere = std::numeric_limits<double>::infinity();

    struct RunOf {
        std::uint32_t verb = none;
        std::uint32_t run = none;
    };

    std::string name;
    Rhythm rhythm;
    double observed_last = 0;  // observed clock at rhythm.last
    double line = 0;           // days; follows the rhythm
    double queued = nowhere;   // the deadline that the heap knows, never after the true one
    std::array<RunOf, 3> runs;
    std::uint32_t more_runs = none;  // the first beyond those
    bool quiet = false;
};
static_assert(sizeof(Run) == 64 && sizeof(Person) <= 128);

}  // namespace earshot::replay_rows
