#include "daemon/core/poll/publishing.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace earshot {
namespace {

constexpr std::size_t least_gaps = 4;
constexpr std::size_t most_gaps = 20;  // of late
constexpr Span least_gap = 2 * day;    // who publishes more often is asked as usual
constexpr int looks_in_gap = 28;       // in seven days every six hours
constexpr Span longest_pause = 6 * hour;
// Most gaps of a regular feed differ from the usual one by no more than this part of it.
constexpr int regular_part = 8;

std::vector<Instant> times_of(const Feed& feed, Instant now) {
    std::vector<Instant> times;
    for (const Entry& entry : feed.entries)
        if (entry.published && *entry.published <= now) times.push_back(*entry.published);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

}  // namespace

Publishing publishing_of(const Feed& feed, Instant now) {
    Publishing publishing;
    const std::vector<Instant> times = times_of(feed, now);
    if (times.empty()) return publishing;
    publishing.newest = times.back();
    std::vector<Span> gaps;
    for (std::size_t i = times.size() - 1; i > 0 && gaps.size() < most_gaps; --i)
        gaps.push_back(times[i] - times[i - 1]);
    if (gaps.size() < least_gaps) return publishing;
    std::sort(gaps.begin(), gaps.end());
    const Span usual = gaps[gaps.size() / 2];
    publishing.gap = usual;
    const auto alike = std::count_if(gaps.begin(), gaps.end(), [&](Span gap) {
        return std::max(gap, usual) - std::min(gap, usual) <= usual / regular_part;
    });
    publishing.regular = static_cast<std::size_t>(alike) * 4 >= gaps.size() * 3;
    return publishing;
}

std::optional<RhythmWait> rhythm_wait(const Publishing& publishing, Span interval, Instant now) {
    if (!publishing.gap || *publishing.gap < least_gap || !publishing.newest) return std::nullopt;
    const Span gap = *publishing.gap;
    Span pause = std::min(gap / looks_in_gap, longest_pause);
    std::string why = "it publishes about every " + to_text(gap);
    if (publishing.regular) {
        // Around its hour it is looked at as usual; the pause before ends there.
        const Instant expected = *publishing.newest + gap;
        const Span around = gap / regular_part;
        if (now >= expected - around && now < expected + around) return std::nullopt;
        if (now < expected - around) pause = std::min(pause, expected - around - now);
        why += ", the next around " + to_rfc3339(expected);
    }
    if (pause <= interval) return std::nullopt;
    return RhythmWait{pause, std::move(why)};
}

}  // namespace earshot
