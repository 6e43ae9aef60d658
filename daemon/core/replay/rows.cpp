#include "daemon/core/replay/rows.hpp"

#include <algorithm>
#include <optional>

namespace earshot::replay_rows {
namespace {

std::int64_t packed(const std::optional<Instant>& t, std::int64_t never) {
    return t ? to_epoch(*t) : never;
}

std::optional<Instant> instant(std::int64_t packed, std::int64_t never) {
    return packed == never ? std::nullopt : std::optional(from_epoch(packed));
}

}  // namespace

void Run::pack(const BurstRun& run) {
    start_ = packed(run.start, never);
    end_ = to_epoch(run.end);
    last_told_end_ = packed(run.last_told_end, never);
    weight_ = run.weight;
    mean_log_size_ = run.mean_log_size;
    count_ = run.count;
    threshold_ = run.threshold;
    closed_runs_ = static_cast<std::uint8_t>(std::min(run.closed_runs, burst_constants::cold_runs));
    fired_ = run.fired;
}

BurstRun Run::unpacked() const {
    BurstRun run;
    run.start = instant(start_, never);
    run.end = from_epoch(end_);
    run.last_told_end = instant(last_told_end_, never);
    run.weight = weight_;
    run.mean_log_size = mean_log_size_;
    run.count = count_;
    run.fresh = count_;
    run.threshold = threshold_;
    run.closed_runs = closed_runs_;
    run.fired = fired_;
    return run;
}

}  // namespace earshot::replay_rows
