// A whole document: its entries read, in order, with their keys.

#include <algorithm>

#include "daemon/core/activity/says_key.hpp"
#include "earshot/dialect.hpp"
#include "earshot/novelty.hpp"
#include "earshot/reader.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

std::optional<Instant> time_of(const ReadEntry& read) {
    return read.entry.published ? read.entry.published : read.entry.updated;
}

/// Oldest first. Most feeds list the newest first: of entries with one time the later listed one
/// is the older then.
void order(std::vector<ReadEntry>& entries) {
    const std::size_t last_place = entries.empty() ? 0 : entries.back().place;
    const auto undated = std::stable_partition(
        entries.begin(), entries.end(), [](const ReadEntry& e) { return time_of(e).has_value(); });
    int falling = 0;
    for (auto it = entries.begin(); it != undated && it + 1 != undated; ++it) {
        if (time_of(*it) > time_of(*(it + 1))) ++falling;
        if (time_of(*it) < time_of(*(it + 1))) --falling;
    }
    if (falling < 0)
        for (ReadEntry& entry : entries)
            entry.place = last_place - entry.place;
    else
        std::reverse(entries.begin(), undated);
    std::stable_sort(entries.begin(), undated, [](const ReadEntry& a, const ReadEntry& b) {
        return time_of(a) < time_of(b);
    });
}

/// The oldest holder of an id keeps it, so that its key does not change when the id is met again.
void give_keys(std::vector<ReadEntry>& entries, const std::string& home) {
    std::set<std::uint64_t> taken;
    for (ReadEntry& read : entries) {
        if (!read.entry.id.empty()) read.id_key = id_key(read.entry);
        if (read.entry.id.empty() || !taken.insert(read.id_key).second)
            read.id_key = key_without_id(read.entry);
        if (!believable_time(read.entry)) read.words_key = words_key(read.entry);
        for (const Activity& activity : read.activities)
            read.says.push_back(says_key(activity, home));
    }
}

}  // namespace

ReadFeed read_feed(const Feed& feed, const Dialects& dialects) {
    ReadFeed result;
    std::vector<std::vector<Activity>> activities = read_activities(feed, dialects);
    for (std::size_t i = 0; i < feed.entries.size(); ++i) {
        if (is_bridge_error(feed.entries[i]))
            ++result.bridge_errors;
        else
            result.entries.push_back({feed.entries[i], std::move(activities[i]), 0, {}, i, {}});
    }
    order(result.entries);
    give_keys(result.entries, feed.link.empty() ? feed.self : feed.link);
    return result;
}

}  // namespace earshot
