// One family of sources after the other: what its entries look like, and what they say.

#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "support/said_by_entries.hpp"

namespace earshot {
namespace {

using testing::entry_of;
using testing::expect_all;
using testing::feed_of;

TEST(Families, NitterSaysWhoSharedAndNotWhen) {
    const Feed feed = feed_of("https://nitter.example/ann", "Ann / @ann");
    const auto shared =
        read_activities(feed,
                        entry_of({"https://nitter.example/bo/status/7#m", "RT by @ann: Moss!",
                                  "https://nitter.example/bo/status/7#m", "@bo", "", ""}),
                        testing::shipped_dialects());
    ASSERT_EQ(shared.size(), 1u);
    EXPECT_EQ(shared[0].verb, Verb::share);
    EXPECT_EQ(shared[0].actor, (Actor{"https://nitter.example/ann", "@ann"}));
    EXPECT_EQ(shared[0].at, std::nullopt) << "the time is that of the words";
    expect_all(feed, {{{"https://nitter.example/ann/status/8#m", "R to @bo: Yes",
                        "https://nitter.example/ann/status/8#m", "@ann", "", ""},
                       {Verb::reply, "@ann", "R to @bo: Yes"}},
                      {{"https://nitter.example/ann/status/9#m", "Moss is green",
                        "https://nitter.example/ann/status/9#m", "@ann", "", ""},
                       {Verb::post, "@ann", "Moss is green"}}});
}

TEST(Families, BridgesSayWhoShared) {
    expect_all(
        feed_of("https://moss.example/@ann", "@ann@moss.example", "RSS-Bridge"),
        {{{"https://b.example/7", "Shared a status by @bo@b.example: Hello", "", "bo", "", ""},
          {Verb::share, "@ann@moss.example", "Shared a status by @bo@b.example: Hello"}},
         {{"9", "Just words", "", "Ann", "", ""}, {Verb::post, "Ann", "Just words"}}});
}

TEST(Families, BlueskyByWayOfABridge) {
    const std::string post = "https://bsky.app/profile/bo.example/post/7";
    const auto row = [&post](const std::string& title, const std::string& author, Verb verb,
                             const std::string& actor) {
        return std::pair<testing::Given, testing::Said>{{post, title, post, author, "", "Hi"},
                                                        {verb, actor, title}};
    };
    expect_all(feed_of("https://bsky.app/profile/ann.example", "Bluesky - Ann (@ann.example)",
                       "RSS-Bridge"),
               {row("Repost by Ann (@ann.example), post by Bo (@bo.example)", "Bo", Verb::share,
                    "Ann (@ann.example)"),
                row("Repost by Ann (@ann.example), post by Bo (@bo.example): Hi", "Bo", Verb::share,
                    "Ann (@ann.example)"),
                row("Reply by Ann, replying to Bo, quoting Cy: Hi", "Ann", Verb::reply, "Ann"),
                row("Reply by Ann, replying to Bo", "Ann", Verb::reply, "Ann"),
                row("Post by Ann, replying to Bo, quoting Cy", "Ann", Verb::reply, "Ann"),
                row("Post by Ann, quoting Cy", "Ann", Verb::post, "Ann"),
                row("Post by Ann", "Ann", Verb::post, "Ann"),
                row("Just words", "Ann", Verb::post, "Ann")});
}

TEST(Families, PicturesAreWhatTheyAreCalled) {
    expect_all(
        feed_of("https://www.flickr.com/photos/ann/", "Uploads from Ann"),
        {{{"tag:flickr.com,2005:/photo/5", "Heron and reed", "https://www.flickr.com/photos/ann/5/",
           "Ann", "https://www.flickr.com/people/ann/",
           "<p><a href=\"https://www.flickr.com/people/ann/\">Ann</a> posted a photo:</p>"},
          {Verb::post, "Ann", "Heron and reed"}}});
    expect_all(feed_of("https://www.flickr.com/photos/ann/favorites/", "Faves from Ann"),
               {{{"tag:flickr.com,2004:/photo/6", "Reed", "https://www.flickr.com/photos/bo/6/",
                  "Bo", "https://www.flickr.com/people/bo/", ""},
                 {Verb::like, "Ann", "Reed"}}});
}

TEST(Families, WhatReadersShareIsByOthers) {
    expect_all(feed_of("https://reader.example/ann", "Ann's shared items in Google Reader"),
               {{{"tag:google.com,2005:reader/item/01", "Of moss", "https://bo.example/moss", "Bo",
                  "", ""},
                 {Verb::share, "Ann", "Of moss"}}});
}

TEST(Families, LemmyByItsAddresses) {
    expect_all(
        feed_of("https://lemmy.example/u/ann", "Lemmy - ann"),
        {{{"https://lemmy.example/post/61", "Reply from the void", "https://lemmy.example/post/61",
           "https://lemmy.example/u/ann", "", ""},
          {Verb::post, "https://lemmy.example/u/ann", "Reply from the void"}},
         {{"https://lemmy.example/comment/8", "Reply from bo", "https://lemmy.example/comment/8",
           "/u/bo <a href=\"https://lemmy.example/u/bo\">(link)</a>", "", ""},
          {Verb::reply, "bo", "Reply from bo"}}});
}

TEST(Families, StackExchangeTakesTheNameFromTheAuthor) {
    expect_all(
        feed_of("https://stackoverflow.com/users/7", "User Kim for Moss - Stack Overflow"),
        {{{"https://stackoverflow.com/questions/1/x/2#2", "Answer by Kim for Moss for Is it dry?",
           "https://stackoverflow.com/questions/1/x/2#2", "Kim for Moss",
           "https://stackoverflow.com/users/7", ""},
          {Verb::reply, "Kim for Moss", "Is it dry?"}},
         {{"https://stackoverflow.com/questions/1/x?cid=3#3",
           "Comment by Kim for Moss on Is it on?", "", "Kim for Moss", "", ""},
          {Verb::reply, "Kim for Moss", "Is it on?"}},
         {{"https://stackoverflow.com/q/5", "Who joined the moss and left?", "", "Kim for Moss", "",
           ""},
          {Verb::post, "Kim for Moss", "Who joined the moss and left?"}}});
}

TEST(Families, RedditByIdAndByText) {
    expect_all(
        feed_of("https://www.reddit.com/user/ann/", "overview for ann"),
        {{{"t3_abc", "Of moss", "https://www.reddit.com/r/moss/comments/abc/of_moss/", "/u/ann",
           "https://www.reddit.com/user/ann", ""},
          {Verb::post, "/u/ann", "Of moss"}},
         {{"t1_abd", "/u/ann on Of moss", "https://www.reddit.com/r/moss/comments/abc/of_moss/abd/",
           "/u/ann", "https://www.reddit.com/user/ann", ""},
          {Verb::reply, "/u/ann", "Of moss"}},
         {{"https://www.reddit.com/r/moss/comments/abc/of_moss/", "Of moss",
           "https://www.reddit.com/r/moss/comments/abc/of_moss/", "", "",
           "submitted by <a href=\"https://www.reddit.com/user/bo\"> bo </a> to "
           "<a href=\"https://www.reddit.com/r/moss/\">moss</a>"},
          {Verb::post, "bo", "Of moss"}}});
}

TEST(Families, TrackersOfIssues) {
    expect_all(
        feed_of("https://track.example/projects/fern", "Fern: Activity", "Redmine"),
        {{{"https://track.example/issues/9?journal_id=3", "Fern - Bug #9 (New): It is dry",
           "https://track.example/issues/9", "Ann", "", "<p>So it is.</p>"},
          {Verb::reply, "Ann", "Bug #9: It is dry"}},
         {{"https://track.example/issues/9#change-3", "Fern - Bug #9 (Closed): It is dry",
           "https://track.example/issues/9#change-3", "Ann", "",
           "<ul><li><strong>Status</strong> changed from <i>New</i> to <i>Closed</i></li></ul>"},
          {Verb::close, "Ann", "Bug #9: It is dry"}},
         {{"https://track.example/issues/9", "Fern - Bug #9 (New): It is dry",
           "https://track.example/issues/9", "Ann", "", ""},
          {Verb::open, "Ann", "Bug #9: It is dry"}},
         {{"https://track.example/boards/2/topics/4?r=5#message-5", "General: RE: Water",
           "https://track.example/boards/2/topics/4?r=5#message-5", "Ann", "", ""},
          {Verb::reply, "Ann", "Water"}},
         {{"https://track.example/boards/2/topics/4", "General: Water",
           "https://track.example/boards/2/topics/4", "Ann", "", ""},
          {Verb::post, "Ann", "Water"}},
         {{"https://track.example/projects/fern/repository/revisions/abc", "Revision abc: Wet",
           "https://track.example/projects/fern/repository/revisions/abc", "Ann", "", ""},
          {Verb::push, "Ann", "Revision abc: Wet"}}});
    expect_all(feed_of("https://trac.example/ticket/9", "Fern: Ticket #9: It is dry", "Trac 1.2"),
               {{{"https://trac.example/ticket/9#comment:1", "",
                  "https://trac.example/ticket/9#comment:1", "ann", "", "<p>So it is.</p>"},
                 {Verb::reply, "ann", "Ticket #9: It is dry"}}});
    expect_all(feed_of("https://trac.example/timeline", "Fern", "Trac 1.2"),
               {{{"https://trac.example/ticket/9/1",
                  "Ticket #9 (It is dry) closed",
                  "https://trac.example/ticket/9",
                  "ann",
                  "",
                  "",
                  {"closedticket"}},
                 {Verb::close, "ann", "Ticket #9 (It is dry)"}},
                {{"https://trac.example/changeset/5/2",
                  "Changeset [5]: Wet",
                  "https://trac.example/changeset/5",
                  "ann",
                  "",
                  "",
                  {"changeset"}},
                 {Verb::push, "ann", "Changeset [5]: Wet"}}});
}

TEST(Families, OldTracNamesWhoeverDidItAtTheEnd) {
    expect_all(
        feed_of("https://trac.example/timeline", "Fern: Timeline", "Trac 0.9"),
        {{{"", "Changeset [77] by ann", "https://trac.example/changeset/77", "", "", ""},
          {Verb::push, "ann", "Changeset [77]"}},
         {{"", "Ticket #9 created by bo", "https://trac.example/ticket/9", "", "", ""},
          {Verb::open, "bo", "Ticket #9"}},
         {{"", "Ticket #3 resolved as fixed by ann", "https://trac.example/ticket/3", "", "", ""},
          {Verb::close, "ann", "Ticket #3"}},
         {{"", "#2 reopened by bo", "https://trac.example/ticket/2", "", "", ""},
          {Verb::reopen, "bo", "#2"}}});
}

TEST(Families, JiraSaysMoreInItsTitleThanInItsMarkup) {
    Feed feed = feed_of("https://jira.example/activity", "Activity");
    Entry entry = entry_of({"urn:uuid:1", "Ann Quill commented on FERN-9 - It is dry",
                            "https://jira.example/browse/FERN-9?focusedCommentId=1", "Ann Quill",
                            "https://jira.example/ann", ""});
    entry.title_markup =
        "<a href=\"https://jira.example/ann\">Ann Quill</a> commented on "
        "<a href=\"https://jira.example/browse/FERN-9\">FERN-9 - It is dry</a>";
    entry.markup.verbs = {"post"};
    Thing issue;
    issue.type = "issue";
    issue.name = "FERN-9";
    issue.link = "https://jira.example/browse/FERN-9";
    entry.markup.objects = {issue};
    const auto read = [&] {
        return read_activities(feed, entry, testing::shipped_dialects()).at(0);
    };
    EXPECT_EQ(read().verb, Verb::reply);
    EXPECT_EQ(read().objects,
              (std::vector<Object>{{"FERN-9 - It is dry", "https://jira.example/browse/FERN-9"}}));
    entry.title = "Ann Quill created FERN-9 - It is dry";
    entry.title_markup.clear();
    EXPECT_EQ(read().verb, Verb::open);
    entry.title = "Ann Quill changed the status to In Progress on FERN-9 - It is dry";
    entry.markup.verbs = {"update", "transition", "start"};
    EXPECT_EQ(read().verb, Verb::other);
    entry.title = "Ann Quill did something to FERN-9";
    EXPECT_EQ(read().verb, Verb::other);
    EXPECT_EQ(read().objects,
              (std::vector<Object>{{"FERN-9", "https://jira.example/browse/FERN-9"}}));
    entry.markup.verbs = {"update", "transition", "close"};
    EXPECT_EQ(read().verb, Verb::close);
}

TEST(Families, CodeHosts) {
    expect_all(feed_of("https://gitlab.example/ann", "Ann Quill activity"),
               {{{"tag:gitlab.example,2024-07-01:12",
                  "Ann Quill pushed to project branch main at F / Moss",
                  "https://gitlab.example/f/moss/-/commit/1", "Ann Quill", "", ""},
                 {Verb::push, "Ann Quill", "F / Moss"}},
                {{"tag:gitlab.example,2024-07-01:13", "Ann Quill opened issue #3: Dry at F / Moss",
                  "", "Ann Quill", "", ""},
                 {Verb::open, "Ann Quill", "#3: Dry"}},
                {{"tag:gitlab.example,2024-07-01:14", "Ann Quill juggled at F / Moss", "",
                  "Ann Quill", "", ""},
                 {Verb::other, "Ann Quill", ""}}});
    expect_all(
        feed_of("https://git.example/ann", "Feed of \"Ann Quill\""),
        {{{"12: https://git.example/ann/fern/commit/1", "Ann Quill pushed to main at ann/fern",
           "https://git.example/ann/fern/commit/1", "Ann Quill", "", ""},
          {Verb::push, "Ann Quill", "ann/fern"}},
         {{"13: https://git.example/ann/fern/issues/1", "Ann Quill commented on issue ann/fern#1",
           "", "Ann Quill", "", ""},
          {Verb::reply, "Ann Quill", "ann/fern#1"}}});
}

TEST(Families, SentencesInTheDescription) {
    expect_all(feed_of("https://elgg.example/activity", "Activity"),
               {{{"elgg.example::/activity::river::7", "Update for Ann Quill}",
                  "https://elgg.example/groups/1", "", "",
                  "<a href=\"https://elgg.example/p/ann\">Ann Quill</a> joined the group "
                  "<a href=\"https://elgg.example/groups/1\">Moss and Fern</a>"},
                 {Verb::join, "Ann Quill", "Moss and Fern"}}});
}

TEST(Families, WhatPeopleReadAndWatchAndHear) {
    const Feed films = feed_of("https://letterboxd.com/ann/", "Letterboxd - ann");
    Entry entry = entry_of({"letterboxd-watch-1", "Moss, 2020 - ★★★½",
                            "https://letterboxd.com/ann/film/moss/", "ann", "", ""});
    entry.occurred = from_epoch(1'690'000'000);
    const auto read = read_activities(films, entry, testing::shipped_dialects());
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].verb, Verb::rate);
    EXPECT_EQ(read[1].verb, Verb::view);
    EXPECT_EQ(read[1].objects[0].name, "Moss");
    EXPECT_EQ(read[1].at, entry.occurred) << "the day of watching, not of logging";
    expect_all(films, {{{"letterboxd-list-1", "Films of moss", "https://letterboxd.com/ann/list/x/",
                         "ann", "", ""},
                        {Verb::post, "ann", "Films of moss"}}});
    expect_all(feed_of("https://www.goodreads.com/user/show/7", "Ann's Updates"),
               {{{"ReadStatus7", "Ann is currently reading 'Of moss'", "", "", "", ""},
                 {Verb::read, "Ann", "Of moss"}},
                {{"Review7", "Ann gave 4 stars to Of moss (Hardcover)", "", "", "", ""},
                 {Verb::rate, "Ann", "Of moss (Hardcover)"}}});
    expect_all(feed_of("https://www.last.fm/user/ann", "ann"),
               {{{"1", "The Ferns – Moss", "https://www.last.fm/music/x", "ann", "", ""},
                 {Verb::listen, "ann", "The Ferns – Moss"}}});
    expect_all(feed_of("https://foursquare.com/ann", "ann"),
               {{{"1", "Pier 14", "https://foursquare.com/v/1", "", "", ""},
                 {Verb::checkin, "ann", "Pier 14"}}});
}

TEST(Families, GoodreadsUpdatesAreSentencesAndShelvesAreNot) {
    const std::string review = "https://www.goodreads.com/review/show/8002";
    expect_all(feed_of("https://www.goodreads.com/user/show/1", "Ann's Updates"),
               {{{"Review8002", "Ann gave 4 stars to The Reed", review, "", "", ""},
                 {Verb::rate, "Ann", "The Reed"}},
                {{"ReadStatus8003", "Ann is currently reading 'The Reed'", review, "", "", ""},
                 {Verb::read, "Ann", "The Reed"}}});
    expect_all(feed_of("https://www.goodreads.com/user/show/1", "Ann's bookshelf: read"),
               {{{review, "The Reed", review, "", "", ""}, {Verb::read, "Ann", "The Reed"}}});
}

TEST(Families, ACommentIsBySomebodyWhateverTheirName) {
    expect_all(feed_of("https://moss.example/comments/feed", "Comments"),
               {{{"https://moss.example/?p=9#comment-5", "Comment on Why I closed by Piet van Dyn",
                  "https://moss.example/9#comment-5", "Piet van Dyn", "", ""},
                 {Verb::reply, "Piet van Dyn", "Why I closed"}},
                {{"https://moss.example/?p=9#comment-6", "Kommentar zu Moos und Teer von Jo by Sea",
                  "https://moss.example/9#comment-6", "", "", ""},
                 {Verb::reply, "Jo by Sea", "Moos und Teer"}}});
}

TEST(Families, AnswersInForumsAndUnderPosts) {
    expect_all(feed_of("https://forum.example/", "Forum"),
               {{{"https://forum.example/viewtopic.php?t=1&p=2#p2", "Ferns • Re: Moss?",
                  "https://forum.example/viewtopic.php?t=1&p=2#p2", "ann", "", ""},
                 {Verb::reply, "ann", "Moss?"}},
                {{"https://forum.example/viewtopic.php?t=1&p=1#p1", "Ferns • Moss?",
                  "https://forum.example/viewtopic.php?t=1&p=1#p1", "ann", "", ""},
                 {Verb::post, "ann", "Moss?"}},
                {{"https://forum.example/8", "AW: Moss?", "https://forum.example/8", "ann", "", ""},
                 {Verb::reply, "ann", "Moss?"}},
                {{"https://blog.example/x#comment-1", "Comment on Of moss by Ann Quill",
                  "https://blog.example/x#comment-1", "Ann Quill", "", ""},
                 {Verb::reply, "Ann Quill", "Of moss"}}});
    expect_all(
        feed_of("https://talk.example/u/ann", "ann", "Discourse 3"),
        {{{"talk.example-post-7", "Moss?", "https://talk.example/t/moss/5/3", "@ann Ann", "", ""},
          {Verb::reply, "@ann Ann", "Moss?"}},
         {{"talk.example-post-6", "Moss?", "https://talk.example/t/moss/5/1", "@ann Ann", "", ""},
          {Verb::post, "@ann Ann", "Moss?"}}});
    expect_all(feed_of("https://lemmy.example/u/ann", "ann", "Lemmy"),
               {{{"https://lemmy.example/comment/7", "Reply from ann",
                  "https://lemmy.example/comment/7", "", "", ""},
                 {Verb::reply, "ann", "Reply from ann"}}});
}

TEST(Families, AnAuthorMayBeAnAddress) {
    const auto read = read_activities(feed_of("https://lemmy.example/u/ann", "ann", "Lemmy"),
                                      entry_of({"https://lemmy.example/post/7", "Of moss", "",
                                                "https://lemmy.example/u/ann", "", ""}),
                                      testing::shipped_dialects());
    EXPECT_EQ(read.at(0).actor.uri, "https://lemmy.example/u/ann");
}

TEST(Families, PostsOfEveryKind) {
    for (const auto& [link, id] : std::vector<std::pair<std::string, std::string>>{
             {"https://www.youtube.com/channel/ann", "yt:video:x"},
             {"https://bsky.app/profile/ann.example", "at://did:plc:x/app.bsky.feed.post/y"},
             {"https://pinboard.in/u:ann/", "http://pinboard.in/u:ann/b:1/"},
             {"https://moss.example/@ann", "https://moss.example/@ann/112233445566778899"},
             {"https://medium.com/@ann", "https://medium.com/p/1"},
             {"https://ann.tumblr.com/", "https://ann.tumblr.com/post/123"},
             {"https://ann.substack.com", "https://ann.substack.com/p/moss"},
             {"https://dev.to/ann", "https://dev.to/ann/moss"},
             {"https://ann.blogspot.com/", "tag:blogger.com,1999:blog-1.post-2"},
             {"https://news.ycombinator.com/", ""}})
        expect_all(feed_of(link, "Ann"),
                   {{{id, "Of moss", link + "/1", "Ann", "", ""}, {Verb::post, "Ann", "Of moss"}}});
}

}  // namespace
}  // namespace earshot
