// What people write about people is no activity of these, however much it looks like a sentence.

#include <gtest/gtest.h>

#include "earshot/reader.hpp"
#include "support/said_by_entries.hpp"

namespace earshot {
namespace {

using testing::entry_of;
using testing::feed_of;

Activity only(const Feed& feed, const Entry& entry) {
    const auto read = read_activities(feed, entry, testing::shipped_dialects());
    EXPECT_EQ(read.size(), 1u) << entry.title;
    return read.empty() ? Activity{} : read.front();
}

const std::vector<std::string> titles{"Anna likes rain", "Why everyone follows the herd",
                                      "Karin is now friends with fog",
                                      "We closed the shop and opened a door", "On likes and stars"};

TEST(Prose, OfAnAuthorIsAPost) {
    Feed feed = feed_of("https://blog.example/", "Slow tide");
    for (const std::string& title : titles)
        feed.entries.push_back(
            entry_of({"", title, "", "Inga Sol", "", "<p>It started following us home.</p>"}));
    const auto all = read_activities(feed, testing::shipped_dialects());
    for (std::size_t i = 0; i < titles.size(); ++i) {
        ASSERT_EQ(all[i].size(), 1u);
        EXPECT_EQ(to_text(all[i][0].verb), "post") << titles[i] << " (" << all[i][0].rule << ")";
        EXPECT_EQ(all[i][0].objects[0].name, titles[i]);
        EXPECT_EQ(to_text(only(feed, feed.entries[i]).verb), "post") << titles[i] << ", alone";
    }
}

TEST(Prose, OfAProgramForBlogsIsAPostWithoutAnAuthorToo) {
    const Feed feed = feed_of("https://blog.example/", "Slow tide", "Hugo -- gohugo.io");
    for (const std::string& title : titles)
        EXPECT_EQ(to_text(only(feed, entry_of({"", title, "", "", "", ""})).verb), "post") << title;
}

TEST(Prose, BesideATitleSaysNothing) {
    const Feed feed = feed_of("https://blog.example/", "Slow tide");
    const Activity read = only(feed, entry_of({"", "Spring", "https://blog.example/1", "", "",
                                               "Bo started following <a href=\"/cy\">Cy</a>"}));
    EXPECT_EQ(read.verb, Verb::post);
    EXPECT_EQ(read.objects[0].name, "Spring");
}

TEST(Prose, IsNoneWhenTheAuthorIsInIt) {
    const Feed feed = feed_of("https://net.example/", "Updates");
    const struct {
        const char *title, *author, *author_uri;
    } rows[] = {{"Bo Lee is now following Cy", "Bo Lee", ""},
                {"Bo Lee was recommended by Ann Ray", "Ann Ray", ""},
                {"Bo Lee was recommended by Ann Ray", "Bo Lee", ""},
                {"bo is now following Cy", "Bo Lee", "https://net.example/@bo"},
                {"Bo Lee (they) is now following Cy", "Bo Lee", ""}};
    for (const auto& row : rows) {
        const Activity read =
            only(feed, entry_of({"", row.title, "", row.author, row.author_uri, ""}));
        EXPECT_NE(to_text(read.verb), "post") << row.title << " by " << row.author;
    }
}

TEST(Prose, IsNoneInANetworkThatCallsItselfTheAuthor) {
    Feed feed = feed_of("https://net.example/", "Updates");
    for (const char* const title :
         {"Ann Ray is now connected to Bo Lee", "Cy Dee joined the group Kites",
          "Cy Dee is now connected to Bo Lee"})
        feed.entries.push_back(entry_of({"", title, "", "TheNet", "", ""}));
    const auto all = read_activities(feed, testing::shipped_dialects());
    EXPECT_EQ(all[0][0].verb, Verb::connect);
    EXPECT_EQ(all[1][0].verb, Verb::join);
    EXPECT_EQ(all[1][0].actor.name, "Cy Dee");
}

TEST(Prose, IsNoneInAFeedOfOneSentence) {
    const Feed feed = feed_of("https://net.example/", "Updates");
    const auto said = [&feed](const std::string& title) {
        return only(feed, entry_of({"", title, "", "", "", ""}));
    };
    EXPECT_EQ(said("Answer by Ann Ray for Is it dry?").verb, Verb::reply);
    EXPECT_EQ(said("Ann Ray gave 3 stars to Of moss").verb, Verb::rate);
    EXPECT_EQ(said("On likes and stars").verb, Verb::post);
}

TEST(Prose, BeginsWhereTheSentenceOfTheServerEnds) {
    const Activity read =
        only(feed_of("https://club.example/activity/", "Club"),
             entry_of({"1", "Mila And Co posted an update", "https://club.example/p/1", "", "",
                       "<a href=\"https://club.example/mila/\">Mila And Co</a> posted an update"
                       "<p>Ten miles and a half</p>"}));
    EXPECT_EQ(read.verb, Verb::post);
    EXPECT_EQ(read.actor, (Actor{"https://club.example/mila/", "Mila And Co"}));
    EXPECT_EQ(read.objects[0].name, "Mila And Co posted an update");
}

}  // namespace
}  // namespace earshot
