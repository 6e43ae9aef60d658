// What only a document as a whole shows about its people.

#include <algorithm>
#include <map>
#include <set>

#include "daemon/core/activity/activity_reading.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

/// An address that the document gives to this many names is nobody's account (the site's home).
constexpr std::size_t names_of_no_account = 3;

/// A feed without authors whose sentences are about this many people shows a network.
constexpr std::size_t people_of_a_network = 2;

void drop_shared_addresses(std::vector<std::vector<Activity>>& read) {
    std::map<std::string, std::set<std::string>> names;
    for (const auto& activities : read)
        for (const Activity& activity : activities)
            if (!activity.actor.uri.empty() && !activity.actor.name.empty())
                names[account_key(activity.actor.uri)].insert(activity.actor.name);
    std::erase_if(names, [](const auto& row) { return row.second.size() < names_of_no_account; });
    if (names.empty()) return;
    for (auto& activities : read)
        for (Activity& activity : activities)
            if (names.contains(account_key(activity.actor.uri))) activity.actor.uri.clear();
}

bool is_the_channels(const Entry& entry, const std::vector<Activity>& activities,
                     const Actor& channel) {
    return entry.author.empty() && entry.author_uri.empty() &&
           std::ranges::any_of(activities, [&channel](const Activity& activity) {
               return activity.actor == channel;
           });
}

/// Whether most entries say what people do who are not the channel.
bool is_network(const Feed& feed, const std::vector<std::vector<Activity>>& read,
                const Actor& channel) {
    if (!feed.author.empty() || !feed.author_uri.empty()) return false;
    std::set<std::string> people;
    std::size_t about_people = 0;
    for (std::size_t i = 0; i < read.size(); ++i) {
        const Entry& entry = feed.entries[i];
        if (!entry.author.empty() || is_the_channels(entry, read[i], channel)) continue;
        for (const Activity& activity : read[i])
            people.insert(activity.actor.name);
        ++about_people;
    }
    return people.size() >= people_of_a_network && about_people * 2 > read.size();
}

/// In a network feed an entry that was not understood is not something that the channel wrote.
void unname_the_channel(const Feed& feed, std::vector<std::vector<Activity>>& read) {
    const Actor channel{feed.link, feed.title};
    if (!is_network(feed, read, channel)) return;
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (!is_the_channels(feed.entries[i], read[i], channel)) continue;
        for (Activity& activity : read[i]) {
            activity.verb = Verb::other;
            activity.actor = {};
            activity.objects.clear();
        }
    }
}

}  // namespace

void settle_people(const Feed& feed, std::vector<std::vector<Activity>>& read) {
    unname_the_channel(feed, read);
    drop_shared_addresses(read);
}

}  // namespace earshot
