#pragma once
// What a replay remembers of everybody, packed: with many people the time goes into fetching this
// from memory, so a run is one cache line and a person two, a short name included.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "daemon/core/replay/fetch.hpp"
#include "earshot/burst.hpp"
#include "earshot/rhythm.hpp"

namespace earshot::replay_rows {

/// A BurstRun of somebody's verb, without what only the daemon needs: what is fresh, where a told
/// run began.
struct alignas(64) Run {
    std::uint32_t person = 0;
    std::uint32_t verb = 0;

    BurstRun unpacked() const;
    void pack(const BurstRun& run);

private:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();

    std::int64_t start_ = never;
    std::int64_t end_ = 0;
    std::int64_t last_told_end_ = never;
    double weight_ = 0;
    double mean_log_size_ = 0;
    std::int32_t count_ = 0;
    std::int32_t threshold_ = 0;
    std::uint8_t closed_runs_ = 0;  // up to the number that is enough
    BurstRun::Fired fired_ = BurstRun::Fired::no;
};

struct alignas(64) Person {
    static constexpr double nowhere = std::numeric_limits<double>::infinity();

    std::string name;
    Rhythm rhythm;
    double observed_last = 0;  // observed clock at rhythm.last
    double line = 0;           // days; follows the rhythm
    double queued = nowhere;   // the deadline that is waited for, never after the true one
    bool quiet = false;

    /// The true deadline, on the observed clock.
    double due() const { return observed_last + line * 86400.0; }
};
static_assert(sizeof(Run) == 64 && sizeof(Person) == 128);

/// Rows by number. They come in blocks and are never moved, so memory grows with their number.
template <class Row>
class Rows {
public:
    std::uint32_t size() const { return size_; }
    Row& operator[](std::uint32_t i) { return blocks_[i / block_rows][i % block_rows]; }
    const Row& operator[](std::uint32_t i) const { return blocks_[i / block_rows][i % block_rows]; }

    std::uint32_t add() {
        if (size_ % block_rows == 0) blocks_.push_back(std::make_unique<Row[]>(block_rows));
        return size_++;
    }
    void fetch_ahead(std::uint32_t i) const {
        const char* const row = reinterpret_cast<const char*>(&(*this)[i]);
        for (std::size_t at = 0; at < sizeof(Row); at += 64)
            earshot::fetch_ahead(row + at);
    }

private:
    static constexpr std::uint32_t block_rows = 1024;
    std::vector<std::unique_ptr<Row[]>> blocks_;
    std::uint32_t size_ = 0;
};

}  // namespace earshot::replay_rows
