// A whole document: its entries read, in order, with their keys.

#include <algorithm>

#include "daemon/core/says_key.hpp"
#include "earshot/dialect.hpp"
#include "earshot/novelty.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

/// An address that the document gives to this many names is nobody's account (the site's home).
constexpr std::size_t names_of_no_account = 3;

/// A feed without authors whose sentences are about this many people shows a network.
constexpr std::size_t people_of_a_network = 2;

std::optional<Instant> time_of(const ReadEntry& read) {
    return read.entry.published ? read.entry.published : read.entry.updated;
}

/// Oldest first. Most feeds list the newest first: of entries with one time the later listed one
/// is the older then.
void order(std::vector<ReadEntry>& entries) {
    const auto undated = std::stable_partition(
        entries.begin(), entries.end(), [](const ReadEntry& e) { return time_of(e).has_value(); });
    int falling = 0;
    for (auto it = entries.begin(); it != undated && it + 1 != undated; ++it) {
        if (time_of(*it) > time_of(*(it + 1))) ++falling;
        if (time_of(*it) < time_of(*(it + 1))) --falling;
    }
    if (falling >= 0) std::reverse(entries.begin(), undated);
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
        for (const Activity& activity : read.activities)
            read.says.push_back(says_key(activity, home));
    }
}

void drop_shared_addresses(std::vector<ReadEntry>& entries) {
    std::map<std::string, std::set<std::string>> names;
    for (const ReadEntry& read : entries)
        for (const Activity& activity : read.activities)
            if (!activity.actor.uri.empty() && !activity.actor.name.empty())
                names[account_key(activity.actor.uri)].insert(activity.actor.name);
    for (ReadEntry& read : entries)
        for (Activity& activity : read.activities) {
            const auto found = names.find(account_key(activity.actor.uri));
            if (found != names.end() && found->second.size() >= names_of_no_account)
                activity.actor.uri.clear();
        }
}

Actor channel_of(const Feed& feed) {
    return {feed.link, feed.title};
}

bool is_the_channels(const ReadEntry& read, const Actor& channel) {
    return read.entry.author.empty() && read.entry.author_uri.empty() &&
           std::ranges::any_of(read.activities, [&channel](const Activity& activity) {
               return activity.actor == channel;
           });
}

/// Whether most entries say what people do who are not the channel.
bool is_network(const Feed& feed, const std::vector<ReadEntry>& entries) {
    if (!feed.author.empty() || !feed.author_uri.empty()) return false;
    const Actor channel = channel_of(feed);
    std::set<std::string> people;
    std::size_t about_people = 0;
    for (const ReadEntry& read : entries) {
        if (!read.entry.author.empty() || is_the_channels(read, channel)) continue;
        for (const Activity& activity : read.activities)
            people.insert(activity.actor.name);
        ++about_people;
    }
    return people.size() >= people_of_a_network && about_people * 2 > entries.size();
}

/// In a network feed an entry that was not understood is not something that the channel wrote.
void unname_the_channel(const Feed& feed, std::vector<ReadEntry>& entries) {
    const Actor channel = channel_of(feed);
    for (ReadEntry& read : entries) {
        if (!is_the_channels(read, channel)) continue;
        for (Activity& activity : read.activities) {
            activity.verb = Verb::other;
            activity.actor = {};
            activity.objects.clear();
        }
    }
}

}  // namespace

ReadFeed read_feed(const Feed& feed, const Dialects& dialects) {
    ReadFeed result;
    for (const Entry& entry : feed.entries) {
        if (is_bridge_error(entry)) {
            ++result.bridge_errors;
            continue;
        }
        result.entries.push_back({entry, read_activities(feed, entry, dialects), 0, {}});
    }
    order(result.entries);
    if (is_network(feed, result.entries)) unname_the_channel(feed, result.entries);
    drop_shared_addresses(result.entries);
    give_keys(result.entries, feed.link.empty() ? feed.self : feed.link);
    return result;
}

}  // namespace earshot
