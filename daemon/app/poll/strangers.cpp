#include "daemon/app/poll/strangers.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "earshot/url.hpp"

namespace earshot::app {
namespace {

std::string site_of(const std::string& link) {
    const auto url = Url::parse(link);
    return url ? account_key(url->origin()) : std::string();
}

}  // namespace

std::optional<Strangers> strangers_in(const io::Activities& activities, SourceId id,
                                      const PollState& before, const ReadFeed& document,
                                      const Sifted& sifted) {
    if (sifted.overlaps || sifted.re_announcement || !before.last_good) return std::nullopt;
    if (document.entries.empty() || document.entries.size() >= before.usual_entries)
        return std::nullopt;
    std::vector<const ReadEntry*> from_the_top;
    for (const ReadEntry& read : document.entries)
        from_the_top.push_back(&read);
    std::ranges::sort(from_the_top, {}, &ReadEntry::place);
    Strangers strangers;
    for (const ReadEntry* read : from_the_top) {
        const auto at = read->entry.published ? read->entry.published : read->entry.updated;
        strangers.entries.push_back(
            {read->entry.title, site_of(read->entry.link), at, read->entry.author});
    }
    for (const io::StoredActivity& one : activities.newest_of(id, before.usual_entries)) {
        if (const std::string site = site_of(one.news.activity.link); !site.empty())
            strangers.known_sites.insert(site);
        if (const std::string& author = one.news.activity.actor.name; !author.empty())
            strangers.known_authors.insert(author);
        if (one.news.quality == TimeQuality::first_seen) continue;
        const Instant at = one.news.at;
        strangers.newest_known = std::max(strangers.newest_known.value_or(at), at);
        strangers.oldest_known = std::min(strangers.oldest_known.value_or(at), at);
    }
    return strangers;
}

}  // namespace earshot::app
