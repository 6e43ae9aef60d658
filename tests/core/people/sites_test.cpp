// Where the feeds of accounts are: the rules that are shipped, and those that must not be found.

#include "earshot/sites.hpp"

#include <gtest/gtest.h>

#include "support/files/shipped_sites.hpp"

namespace earshot {
namespace {

const Sites& sites() {
    return tests::shipped_sites();
}

std::string feed_of(const std::string& given) {
    const auto found = sites().way_of(given);
    return found ? found->feed : "";
}

struct Row {
    const char* given;
    const char* feed;
};

TEST(Sites, KnowTheFeedFromTheAddressAlone) {
    const Row rows[] = {
        // Mastodon: any host
        {"@ann@social.example", "https://social.example/@ann.rss"},
        {"acct:ann@social.example", "https://social.example/@ann.rss"},
        {"https://social.example/@ann", "https://social.example/@ann.rss"},
        {"https://social.example/%40ann", "https://social.example/@ann.rss"},
        {"https://social.example/@ann/", "https://social.example/@ann.rss"},
        {"https://social.example/@ann/media", "https://social.example/@ann.rss"},
        {"https://social.example/web/@ann", "https://social.example/@ann.rss"},
        {"https://social.example:8443/@ann", "https://social.example:8443/@ann.rss"},
        {"http://127.0.0.1:8900/@ann", "http://127.0.0.1:8900/@ann.rss"},
        {"https://social.example/@ann@other.example", "https://other.example/@ann.rss"},
        // Bluesky
        {"bsky:ann", "https://bsky.app/profile/ann.bsky.social/rss"},
        {"@ann.bsky.social", "https://bsky.app/profile/ann.bsky.social/rss"},
        {"https://ann.bsky.social", "https://bsky.app/profile/ann.bsky.social/rss"},
        {"https://bsky.app/profile/ann.example", "https://bsky.app/profile/ann.example/rss"},
        {"https://bsky.app/profile/did:plc:abc234", "https://bsky.app/profile/did:plc:abc234/rss"},
        // code
        {"github:ann", "https://github.com/ann.atom"},
        {"https://github.com/ann", "https://github.com/ann.atom"},
        {"https://www.GitHub.com/Ann-Quill/", "https://github.com/Ann-Quill.atom"},
        {"http://github.com/ann?tab=repositories#top", "https://github.com/ann.atom"},
        {"https://github.com:443/ann", "https://github.com/ann.atom"},
        {"gitlab:ann", "https://gitlab.com/ann.atom"},
        {"gitlab:ann@code.example", "https://code.example/ann.atom"},
        {"https://gitlab.com/ann", "https://gitlab.com/ann.atom"},
        {"https://gitlab.gnome.org/ann", "https://gitlab.gnome.org/ann.atom"},
        {"https://salsa.debian.org/ann", "https://salsa.debian.org/ann.atom"},
        {"https://codeberg.org/ann", "https://codeberg.org/ann.rss"},
        {"gitea:ann@code.example", "https://code.example/ann.rss"},
        // video
        {"https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
         "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"},
        {"youtube:UCabcdefghijklmnopqrstuv",
         "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"},
        {"https://m.youtube.com/channel/UCabcdefghijklmnopqrst-_",
         "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrst-_"},
        {"https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos?view=0",
         "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"},
        {"https://tube.example/a/ann/videos",
         "https://tube.example/feeds/videos.xml?accountName=ann"},
        {"https://tube.example/c/ann_channel/videos",
         "https://tube.example/feeds/videos.xml?videoChannelName=ann_channel"},
        {"peertube:ann@tube.example", "https://tube.example/feeds/videos.xml?accountName=ann"},
        // books, films, pictures
        {"https://letterboxd.com/ann", "https://letterboxd.com/ann/rss/"},
        {"letterboxd:ann", "https://letterboxd.com/ann/rss/"},
        {"https://www.goodreads.com/user/show/123-ann-quill",
         "https://www.goodreads.com/user/updates_rss/123"},
        {"goodreads:123", "https://www.goodreads.com/user/updates_rss/123"},
        {"https://www.flickr.com/photos/12345678@N00",
         "https://api.flickr.com/services/feeds/photos_public.gne?id=12345678@N00&format=atom"},
        {"https://www.flickr.com/people/12345678%40N00/",
         "https://api.flickr.com/services/feeds/photos_public.gne?id=12345678@N00&format=atom"},
        {"https://pixelfed.social/ann", "https://pixelfed.social/users/ann.atom"},
        // talk
        {"reddit:u/ann", "https://www.reddit.com/user/ann/.rss"},
        {"https://old.reddit.com/u/ann", "https://www.reddit.com/user/ann/.rss"},
        {"https://www.reddit.com/r/gardening/", "https://www.reddit.com/r/gardening/.rss"},
        {"https://lemmy.world/u/ann", "https://lemmy.world/feeds/u/ann.xml?sort=New"},
        {"https://lemmy.dbzer0.com/u/ann", "https://lemmy.dbzer0.com/feeds/u/ann.xml?sort=New"},
        {"https://programming.dev/c/linux", "https://programming.dev/feeds/c/linux.xml?sort=New"},
        {"lemmy:ann@forum.example", "https://forum.example/feeds/u/ann.xml?sort=New"},
        {"hn:ann", "https://hnrss.org/threads?id=ann"},
        {"https://stackoverflow.com/users/22/ann-quill", "https://stackoverflow.com/feeds/user/22"},
        // papers and letters
        {"arxiv:quill_a_1", "https://arxiv.org/a/quill_a_1.atom2"},
        {"https://arxiv.org/a/0000-0002-1825-009X",
         "https://arxiv.org/a/0000-0002-1825-009X.atom2"},
        {"https://ann.substack.com", "https://ann.substack.com/feed"},
        {"https://ann.substack.com/archive?utm_source=profile", "https://ann.substack.com/feed"},
        {"https://medium.com/@ann.quill", "https://medium.com/feed/@ann.quill"},
        {"https://ann-quill.medium.com/", "https://ann-quill.medium.com/feed"},
        {"https://ann.wordpress.com/", "https://ann.wordpress.com/feed/"},
        {"https://ann.blogspot.com/", "https://ann.blogspot.com/feeds/posts/default"},
        {"https://ann.tumblr.com", "https://ann.tumblr.com/rss"},
        {"https://www.tumblr.com/ann", "https://ann.tumblr.com/rss"},
        {"https://dev.to/ann", "https://dev.to/feed/ann"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(feed_of(row.given), row.feed) << row.given;
        EXPECT_EQ(feed_of(row.feed), "") << "a feed is nobody's page: " << row.feed;
    }
}

TEST(Sites, AreNotFoundInWhatOnlyLooksLikeThem) {
    const char* const rows[] = {
        "https://github.com.evil.example/ann",
        "https://evilgithub.com/ann",
        "https://evil.example/github.com/ann",
        "https://github.com@evil.example/ann",
        "https://ann@github.com/ann",
        "https://evil.example/https://github.com/ann",
        "https://evil.example#github.com/ann",
        "https://evil.example?github.com/ann",
        "https://github.com:8443/ann",
        "https://gist.github.com/ann",
        "https://github.com./ann",
        "https://gitlab.evil/ann",
        "ftp://github.com/ann",
        "file:///github.com/ann",
        "https://evil.example/x.substack.com",
        "https://ann.substack.com.evil.example/",
        "https://a.b.substack.com/",
        "https://substack.com/",
        "https://bsky.app.evil.example/profile/ann.example",
        "https://youtube.com.evil.example/channel/UCabcdefghijklmnopqrstuv",
        "https://www.youtube.com/channel/UCabc",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuvw",
        "https://evil.example/user/ann",
        "https://evil.example/u/ann",
        "https://evil.example/profile/ann.example",
        "github:ann/../../x",
        "@ann@evil",
        "@ann@evil.example/x",
        "@ann@evil.example#social.example",
        "",
        "@",
        ":",
        "://",
        "https://",
    };
    for (const char* row : rows)
        EXPECT_EQ(feed_of(row), "") << row;
}

TEST(Sites, TakeNoReservedNameForAPerson) {
    const char* const rows[] = {
        "https://github.com/features",
        "https://github.com/login",
        "https://github.com/About",
        "https://github.com/",
        "https://github.com/ann/garden",
        "https://github.com/orgs/garden",
        "https://github.com/ann.atom",
        "https://github.com/ann?feed=atom",
        "https://gitlab.com/explore",
        "https://gitlab.com/-/trending",
        "https://codeberg.org/explore",
        "https://letterboxd.com/films",
        "https://letterboxd.com/ann/film/x",
        "https://www.reddit.com/user/me",
        "https://www.reddit.com/r/all",
        "https://support.substack.com/",
        "https://en.wordpress.com/",
        "https://developer.wordpress.com/",
        "https://ann.wordpress.com/?feed=rss2",
        "https://medium.com/about",
        "https://medium.com/tag/gardens",
        "https://social.example/about",
        "https://social.example/explore",
        "https://social.example/@ann/115000000000000001",
        "https://social.example/tags/garden",
        "https://social.example/@",
        "https://www.tumblr.com/dashboard",
        "https://dev.to/top",
        "https://bsky.app/profile/ann",
        "https://bsky.app/search",
        "https://www.youtube.com/watch?v=1",
        "https://www.youtube.com/feed/you",
        "https://social.example/@ann.rss/x",
        "https://social.example/@ann.atom",
        "https://letterboxd.com/ann/rss/",
    };
    for (const char* row : rows) {
        EXPECT_EQ(feed_of(row), "") << row;
    }
}

TEST(Sites, SayWhenOnlyThePageKnows) {
    for (const char* row :
         {"youtube:@ann", "https://www.youtube.com/@ann", "https://www.youtube.com/c/AnnQuill/",
          "https://www.youtube.com/user/ann", "https://www.flickr.com/people/ann",
          "https://substack.com/@ann", "goodreads:ann"}) {
        const auto found = sites().way_of(row);
        ASSERT_TRUE(found) << row;
        EXPECT_EQ(found->feed + found->none, "") << row;
        EXPECT_TRUE(found->account.starts_with("https://")) << row;
    }
    EXPECT_FALSE(sites().way_of("https://ines.example/notes"));
}

TEST(Sites, SayWhenThereIsNoFeed) {
    const Row rows[] = {
        {"https://www.linkedin.com/in/ann-quill-123", "LinkedIn"},
        {"https://de.linkedin.com/in/ann-quill", "LinkedIn"},
        {"linkedin:ann", "LinkedIn"},
        {"https://x.com/ann", "X"},
        {"https://twitter.com/ann", "X"},
        {"https://www.instagram.com/ann/", "Instagram"},
        {"https://www.threads.net/@ann", "Threads"},
        {"https://www.tiktok.com/@ann", "TikTok"},
        {"https://www.facebook.com/ann.quill", "Facebook"},
        {"https://sr.ht/~ann", "SourceHut"},
    };
    for (const Row& row : rows) {
        const auto found = sites().way_of(row.given);
        ASSERT_TRUE(found) << row.given;
        EXPECT_EQ(found->feed, "") << row.given;
        EXPECT_TRUE(found->none.starts_with(row.feed)) << row.given << found->none;
    }
}

TEST(Sites, KnowWhatCarriesMany) {
    EXPECT_EQ(sites().way_of("reddit:r/gardening")->carries, Carries::many);
    EXPECT_EQ(sites().way_of("arxiv:quill_a_1")->carries, Carries::one_person);
    EXPECT_EQ(sites().way_of("github:ann")->carries, Carries::undecided);
}

/// Whatever is put into a slot, a feed stays at the host that its rule names, or at the page's own.
TEST(Sites, KeepTheHostThatTheRuleNames) {
    const Sites own = Sites::compile({{"own.toml", R"(name = "Own"
[slots]
any = '.*'
[[shorthand]]
says = "own:{any}"
account = "https://{any}.own.example/"
[[feed]]
page = "own.example/{any}"
feed = "https://{any}.own.example/feed"
[[feed]]
page = "{any}.own.example"
feed = "https://own.example/{any}/feed"
)"}}).value();
    const Row rows[] = {
        {"https://own.example/ann", "https://ann.own.example/feed"},
        {"https://own.example/evil.example", ""},
        {"https://own.example/evil.example%2F", ""},
        {"https://own.example/a:b@evil.example", ""},
        {"https://ann.own.example", "https://own.example/ann/feed"},
        {"own:evil.example/", ""},
        {"own:evil.example?", ""},
        {"own:ann", "https://own.example/ann/feed"},
    };
    for (const Row& row : rows) {
        const auto found = own.way_of(row.given);
        EXPECT_EQ(found ? found->feed : "", row.feed) << row.given;
    }
}

TEST(Sites, HaveLimits) {
    const std::string host = "https://github.com/";
    EXPECT_EQ(feed_of(host + std::string(39, 'a')), host + std::string(39, 'a') + ".atom");
    EXPECT_EQ(feed_of(host + std::string(40, 'a')), "");
    const std::string social = "https://social.example/@";
    EXPECT_NE(feed_of(social + std::string(200, 'a')), "");
    EXPECT_EQ(feed_of(social + std::string(201, 'a')), "");
    EXPECT_FALSE(
        sites().way_of("https://www.youtube.com/@" + std::string(Sites::max_address, 'a')));
    EXPECT_FALSE(sites().way_of(std::string(1'000'000, '@')));
}

}  // namespace
}  // namespace earshot
