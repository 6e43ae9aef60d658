#include "earshot/feed_list.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// Folders and labels of programs, in lower case.
constexpr std::array made_by_programs{
    std::string_view("all"),
    std::string_view("all contacts"),
    std::string_view("all feeds"),
    std::string_view("alle"),
    std::string_view("allgemein"),
    std::string_view("alle kontakte"),
    std::string_view("blogroll"),
    std::string_view("categoria predefinita"),
    std::string_view("contacts"),
    std::string_view("default"),
    std::string_view("feeds"),
    std::string_view("général"),
    std::string_view("general"),
    std::string_view("imported"),
    std::string_view("imported feeds"),
    std::string_view("kontakte"),
    std::string_view("mycontacts"),
    std::string_view("my contacts"),
    std::string_view("my feeds"),
    std::string_view("my subscriptions"),
    std::string_view("newsfeeds"),
    std::string_view("nicht kategorisiert"),
    std::string_view("no category"),
    std::string_view("none"),
    std::string_view("ohne kategorie"),
    std::string_view("okategoriserad"),
    std::string_view("other"),
    std::string_view("other contacts"),
    std::string_view("root"),
    std::string_view("rss"),
    std::string_view("rss feeds"),
    std::string_view("sans catégorie"),
    std::string_view("sem categoria"),
    std::string_view("senza categoria"),
    std::string_view("sin categoría"),
    std::string_view("sin categorizar"),
    std::string_view("starred"),
    std::string_view("subscriptions"),
    std::string_view("subscription list"),
    std::string_view("tous"),
    std::string_view("toutes"),
    std::string_view("uncategorised"),
    std::string_view("uncategorized"),
    std::string_view("unfiled"),
    std::string_view("unkategorisiert"),
    std::string_view("unsorted"),
    std::string_view("без категории"),
    std::string_view("ingen kategori"),
    std::string_view("geen categorie"),
    std::string_view("kategorisiz"),
    std::string_view("bez kategorii"),
    std::string_view("未分类"),
    std::string_view("未分類"),
    std::string_view("未分類のフィード"),
    std::string_view("abonnements"),
    std::string_view("abonnenten"),
    std::string_view("alle feeds"),
    std::string_view("besorolatlan"),
    std::string_view("bez kategorie"),
    std::string_view("bez kategorijas"),
    std::string_view("bez kategórie"),
    std::string_view("brak kategorii"),
    std::string_view("flux"),
    std::string_view("luokittelematon"),
    std::string_view("meine feeds"),
    std::string_view("mes flux"),
    std::string_view("niet ingedeeld"),
    std::string_view("okategoriserade"),
    std::string_view("sense categoria"),
    std::string_view("sin clasificar"),
    std::string_view("suscripciones"),
    std::string_view("ukategoriseret"),
    std::string_view("ukategorisert"),
    std::string_view("zonder categorie"),
    std::string_view("без категорії"),
    std::string_view("분류 없음"),
    std::string_view("todos"),
    std::string_view("todas"),
    std::string_view("tutti"),
};

using Folders = std::vector<std::string>;

/// How many feeds each folder holds, not counting those of folders in it.
std::map<Folders, std::size_t> sizes_of(const std::vector<OpmlFeed>& feeds) {
    std::map<Folders, std::size_t> sizes;
    for (const OpmlFeed& feed : feeds)
        ++sizes[feed.folders];
    return sizes;
}

/// Thunderbird puts each feed into a folder of its own name.
bool is_called_as_its_feed(const OpmlFeed& feed, const std::map<Folders, std::size_t>& sizes) {
    if (feed.folders.empty() || sizes.at(feed.folders) != 1) return false;
    const std::string name = folded(feed.folders.back());
    return name == folded(feed.text) || (!feed.title.empty() && name == folded(feed.title));
}

void add_new(std::vector<std::string>& list, const std::string& word) {
    if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
}

std::vector<std::string> circles_of(const OpmlFeed& feed,
                                    const std::map<Folders, std::size_t>& sizes,
                                    const std::string& title_of_list) {
    std::vector<std::string> circles;
    Folders folders = feed.folders;
    if (is_called_as_its_feed(feed, sizes)) folders.pop_back();
    // A folder around everything, called as the list is.
    const bool is_list = folders.size() == 1 && folded(folders.back()) == title_of_list;
    if (!folders.empty() && !is_list && is_circle(folders.back()))
        circles.push_back(folders.back());
    if (circles.empty() || !feed.named.empty())
        for (const std::string& category : feed.categories)
            if (is_circle(category)) add_new(circles, category);
    return circles;
}

/// Sites on which many write: some programs give their front page as that of each feed there. Of
/// any other site the front page is its writer's, also when the feed is served from elsewhere.
constexpr std::array shared_sites{
    std::string_view("acast.com"),
    std::string_view("anchor.fm"),
    std::string_view("arxiv.org"),
    std::string_view("audioboom.com"),
    std::string_view("bitbucket.org"),
    std::string_view("blogger.com"),
    std::string_view("blogspot.com"),
    std::string_view("bsky.app"),
    std::string_view("buttondown.email"),
    std::string_view("codeberg.org"),
    std::string_view("dev.to"),
    std::string_view("deviantart.com"),
    std::string_view("dreamwidth.org"),
    std::string_view("facebook.com"),
    std::string_view("feedburner.com"),
    std::string_view("flickr.com"),
    std::string_view("github.com"),
    std::string_view("gitlab.com"),
    std::string_view("goodreads.com"),
    std::string_view("hashnode.com"),
    std::string_view("instagram.com"),
    std::string_view("last.fm"),
    std::string_view("lemmy.world"),
    std::string_view("letterboxd.com"),
    std::string_view("linkedin.com"),
    std::string_view("livejournal.com"),
    std::string_view("mastodon.online"),
    std::string_view("mastodon.social"),
    std::string_view("medium.com"),
    std::string_view("micro.blog"),
    std::string_view("news.ycombinator.com"),
    std::string_view("pinboard.in"),
    std::string_view("pixelfed.social"),
    std::string_view("podbean.com"),
    std::string_view("podcasts.apple.com"),
    std::string_view("reddit.com"),
    std::string_view("sourceforge.net"),
    std::string_view("soundcloud.com"),
    std::string_view("spotify.com"),
    std::string_view("stackoverflow.com"),
    std::string_view("substack.com"),
    std::string_view("tumblr.com"),
    std::string_view("twitter.com"),
    std::string_view("typepad.com"),
    std::string_view("vimeo.com"),
    std::string_view("wordpress.com"),
    std::string_view("write.as"),
    std::string_view("x.com"),
    std::string_view("youtube.com"),
};

bool is_shared_front_page(const Url& page) {
    return std::find(shared_sites.begin(), shared_sites.end(), account_key(page.reveal())) !=
           shared_sites.end();
}

std::string page_of(const OpmlFeed& feed) {
    // The page of a private feed may hold the same token, and accounts are shown: then it is none.
    const auto hides = [](const Url& url) { return url.redacted() != url.reveal(); };
    if (!feed.page || (hides(feed.feed) && hides(*feed.page))) return {};
    if (is_shared_front_page(*feed.page)) return {};
    return feed.page->reveal();
}

}  // namespace

bool is_circle(std::string_view word) {
    std::string_view plain = word;
    while (plain.starts_with('*') || plain.starts_with(' '))
        plain.remove_prefix(1);
    if (plain.size() != word.size()) return false;  // Google's own labels bear a star
    const std::string low = folded(word);
    if (low.empty() || low.ends_with(" subscriptions") || low.starts_with("imported on "))
        return false;
    return std::find(made_by_programs.begin(), made_by_programs.end(), low) ==
           made_by_programs.end();
}

std::vector<ListedFeed> listed_feeds(const OpmlReading& reading) {
    const std::vector<OpmlFeed>& feeds = reading.list.feeds;
    const auto sizes = sizes_of(feeds);
    const std::string title = folded(reading.list.title);
    std::map<std::string, std::set<std::string>> names_of_page;
    std::map<std::string, std::size_t> places;  // of each address
    std::vector<ListedFeed> listed;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        const OpmlFeed& feed = feeds[i];
        const auto [place, is_new] = places.emplace(account_key(feed.feed.reveal()), listed.size());
        if (is_new) {
            listed.push_back({feed, reading.lines[i], {}, page_of(feed)});
            if (feed.page)
                names_of_page[account_key(feed.page->reveal())].insert(folded(feed.text));
        }
        for (const std::string& circle : circles_of(feed, sizes, title))
            add_new(listed[place->second].circles, circle);
    }
    for (ListedFeed& one : listed)
        if (!one.page.empty() && names_of_page[account_key(one.page)].size() > 1) one.page.clear();
    return listed;
}

}  // namespace earshot
