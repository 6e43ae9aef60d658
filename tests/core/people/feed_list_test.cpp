#include "earshot/feed_list.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

using Texts = std::vector<std::string>;

std::vector<ListedFeed> listed(const std::string& outlines) {
    const auto reading =
        read_opml("<opml version=\"2.0\"><body>\n" + outlines + "\n</body></opml>");
    EXPECT_TRUE(reading);
    return reading ? listed_feeds(*reading) : std::vector<ListedFeed>{};
}

std::string feed(const std::string& text, const std::string& url, const std::string& page = "") {
    return "<outline text=\"" + text + "\" xmlUrl=\"" + url + "\" htmlUrl=\"" + page + "\"/>";
}

std::string folder(const std::string& text, const std::string& inside) {
    return "<outline text=\"" + text + "\">" + inside + "</outline>";
}

TEST(FeedList, HasEachFeedOnceAndAllItsFolders) {
    const std::string ann = feed("Ann", "https://ann.example/feed");
    const auto feeds = listed(ann + folder("letters", ann) +
                              folder("close", feed("Ann", "HTTPS://ANN.example/feed#top")) +
                              feed("Bo", "https://bo.example/feed"));
    ASSERT_EQ(feeds.size(), 2U);
    EXPECT_EQ(feeds[0].circles, (Texts{"letters", "close"}));
    EXPECT_EQ(feeds[1].circles, Texts{});
}

TEST(FeedList, TakesNoFolderOfAProgramForACircle) {
    const struct {
        std::string outlines;
        Texts circles;
    } rows[] = {
        {folder("People", folder("Friends", feed("Ann", "https://ann.example/f"))), {"Friends"}},
        {folder("All", feed("Ann", "https://ann.example/f")), {}},
        {folder("Sans catégorie", feed("Ann", "https://ann.example/f")), {}},
        {folder("YouTube Subscriptions", feed("Ann", "https://ann.example/f")), {}},
        {folder("Friends", folder("Ann", feed("Ann", "https://ann.example/f"))), {"Friends"}},
        {folder("Ann", feed("Ann", "https://ann.example/f")), {}},
        {folder("Ann", feed("Ann", "https://ann.example/f") + feed("Bo", "https://bo.example/f")),
         {"Ann"}},
        {"<outline text=\"Ann\" xmlUrl=\"https://ann.example/f\""
         " category=\"/People/Friends,letters,/All\"/>",
         {"Friends", "letters"}},
    };
    for (const auto& row : rows) {
        const auto feeds = listed(row.outlines);
        ASSERT_FALSE(feeds.empty()) << row.outlines;
        EXPECT_EQ(feeds[0].circles, row.circles) << row.outlines;
    }
}

TEST(FeedList, TakesTheFolderThatIsCalledAsTheListForNone) {
    const auto reading = read_opml(
        "<opml version=\"2.0\"><head><title>Hanna's feeds</title></head><body>" +
        folder("Hanna's feeds", feed("Ann", "https://ann.example/f") +
                                    folder("Friends", feed("Bo", "https://bo.example/f"))) +
        "</body></opml>");
    ASSERT_TRUE(reading);
    const auto feeds = listed_feeds(*reading);
    ASSERT_EQ(feeds.size(), 2U);
    EXPECT_EQ(feeds[0].circles, Texts{});
    EXPECT_EQ(feeds[1].circles, Texts{"Friends"});
}

TEST(FeedList, KnowsAPageThatIsOneWritersAlone) {
    const auto page = [](const std::string& outlines) { return listed(outlines).at(0).page; };
    EXPECT_EQ(page(feed("Ann", "https://ann.example/f", "https://ann.example/")),
              "https://ann.example/");
    EXPECT_EQ(page(feed("Ann", "https://films.example/ann/rss", "https://films.example/ann/")),
              "https://films.example/ann/");
    EXPECT_EQ(page(feed("Ann", "https://feeds.example/ann", "https://ann.example/")),
              "https://ann.example/")
        << "served from elsewhere";
    for (const char* front :
         {"https://letterboxd.com/", "https://www.letterboxd.com", "http://Medium.com/"})
        EXPECT_EQ(page(feed("Ann", "https://feeds.example/ann", front)), "") << front;
    EXPECT_EQ(page(feed("Ann", "https://medium.com/feed/@ann", "https://medium.com/")), "")
        << "the front page of a site on which many write";
    EXPECT_EQ(page(feed("Ann", "https://medium.com/feed/@ann", "https://medium.com/@ann")),
              "https://medium.com/@ann");
    EXPECT_EQ(page(feed("Ann", "https://ann.medium.com/feed", "https://ann.medium.com/")),
              "https://ann.medium.com/");
    EXPECT_EQ(page(feed("Tides", "https://pod.example/1", "https://pod.example/") +
                   feed("Salt", "https://pod.example/2", "https://pod.example/")),
              "")
        << "two shows of one house";
    EXPECT_EQ(page(feed("Ann", "https://a.example/1", "https://a.example/ann") +
                   feed("Ann", "https://a.example/2", "https://a.example/ann")),
              "https://a.example/ann");
    EXPECT_EQ(page(feed("Ann", "https://a.example/f?key=s3cr3tkeyQ8w7E6r5T4",
                        "https://a.example/u?key=s3cr3tkeyQ8w7E6r5T4")),
              "");
}

TEST(FeedList, LeavesOutWhatIsCommentedOut) {
    EXPECT_TRUE(listed("<outline text=\"old\" isComment=\"true\">" +
                       feed("Ann", "https://ann.example/f") + "</outline>")
                    .empty());
}

}  // namespace
}  // namespace earshot
