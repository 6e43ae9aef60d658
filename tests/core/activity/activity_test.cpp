#include "earshot/activity.hpp"

#include <gtest/gtest.h>

#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

constexpr Instant at = from_epoch(1'700'000'000);

Feed feed_of(const std::string& link) {
    Feed feed;
    feed.link = link;
    feed.title = "A feed";
    return feed;
}

Entry titled(const std::string& title, const std::string& author = "") {
    Entry entry;
    entry.id = "urn:x:1";
    entry.title = title;
    entry.author = author;
    entry.published = at;
    return entry;
}

std::vector<Activity> read(const Feed& feed, const Entry& entry) {
    return read_activities(feed, entry, testing::shipped_dialects());
}

Activity only(const Feed& feed, const Entry& entry) {
    const auto activities = read(feed, entry);
    if (activities.size() == 1) return activities.front();
    ADD_FAILURE() << entry.title << ": " << activities.size() << " activities";
    return {};
}

struct Said {
    const char* title;
    const char* author;
    Verb verb;
    const char* actor;
    std::vector<std::string> objects;
};

void expect_all(const Feed& feed, const std::vector<Said>& rows) {
    for (const Said& row : rows) {
        const Activity activity = only(feed, titled(row.title, row.author));
        EXPECT_EQ(to_text(activity.verb), to_text(row.verb)) << row.title;
        EXPECT_EQ(activity.actor.name, row.actor) << row.title;
        std::vector<std::string> names;
        for (const Object& object : activity.objects)
            names.push_back(object.name);
        EXPECT_EQ(names, row.objects) << row.title;
    }
}

TEST(Activity, ReadsSentencesOfLinkedIn) {
    expect_all(
        feed_of("https://www.linkedin.com/nhome"),
        {{"Ann Quill is now connected to Bo Reed", "", Verb::connect, "Ann Quill", {"Bo Reed"}},
         {"Ann Quill is now connected to Bo Reed.", "", Verb::connect, "Ann Quill", {"Bo Reed"}},
         {"Ann Quill connected to Bo Reed, Head of Ferns at Moss & Co",
          "",
          Verb::connect,
          "Ann Quill",
          {"Bo Reed"}},
         {"Ann Quill is now a connection", "", Verb::connect, "Ann Quill", {}},
         {"Ann Quill joined the group Fern Lovers", "", Verb::join, "Ann Quill", {"Fern Lovers"}},
         {"Bo Reed was recommended by Ann Quill", "", Verb::recommend, "Ann Quill", {"Bo Reed"}},
         {"Ann Quill juggled something", "Ann Quill", Verb::other, "Ann Quill", {}}});
}

TEST(Activity, AListIsOneActForEach) {
    const auto activities =
        read(feed_of("https://www.linkedin.com/"),
             titled("Ann Quill is now connected to Bo Reed, Cy Dart, Dee Fenn and 22 others"));
    ASSERT_EQ(activities.size(), 3u);
    std::string names;
    for (const Activity& activity : activities) {
        EXPECT_EQ(activity.verb, Verb::connect);
        EXPECT_EQ(activity.actor.name, "Ann Quill");
        ASSERT_EQ(activity.objects.size(), 1u);
        names += activity.objects[0].name + "; ";
    }
    EXPECT_EQ(names, "Bo Reed; Cy Dart; Dee Fenn; ");
    EXPECT_EQ(activities[1].more_objects, 0);
    EXPECT_EQ(activities[2].more_objects, 22);
}

TEST(Activity, AListIsCutAtTheLimit) {
    std::string title = "Ann is now connected to n";
    for (std::size_t i = 1; i < max_activities_per_entry; ++i)
        title += ", n";
    const Feed feed = feed_of("https://www.linkedin.com/");
    EXPECT_EQ(read(feed, titled(title)).size(), max_activities_per_entry);
    EXPECT_EQ(read(feed, titled(title)).back().more_objects, 0);
    EXPECT_EQ(read(feed, titled(title + ", n")).size(), max_activities_per_entry);
    EXPECT_EQ(read(feed, titled(title + ", n")).back().more_objects, 1);
}

TEST(Activity, ADocumentOfListsIsCutAtTheLimit) {
    constexpr std::size_t lists = max_activities_per_document / max_activities_per_entry;
    std::string title = "Ann is now connected to n";
    for (std::size_t i = 1; i < max_activities_per_entry; ++i)
        title += ", n";
    Feed feed = feed_of("https://www.linkedin.com/");
    feed.entries.assign(lists, titled(title));
    const auto said = [&] {
        std::size_t activities = 0;
        int more = 0;
        for (const auto& of_entry : read_activities(feed, testing::shipped_dialects())) {
            EXPECT_FALSE(of_entry.empty());
            activities += of_entry.size();
            if (!of_entry.empty()) more += of_entry.back().more_objects;
        }
        return std::pair(activities, more);
    };
    EXPECT_EQ(said(), std::pair(max_activities_per_document, 0));
    feed.entries.push_back(titled("Ann is now connected to Bo"));
    EXPECT_EQ(said(), std::pair(max_activities_per_document, 1)) << "each entry keeps its first";
    feed.entries.assign(2 * lists, titled(title));
    EXPECT_EQ(said(), std::pair(max_activities_per_document, 10'000));
    EXPECT_EQ(read_activities(feed, testing::shipped_dialects()).front().size(),
              max_activities_per_entry);
}

TEST(Activity, TakesTheKnownActorOutFirst) {
    expect_all(feed_of("https://stream.example/"),
               {{"Salt and Light is now connected to Bo Reed",
                 "Salt and Light",
                 Verb::connect,
                 "Salt and Light",
                 {"Bo Reed"}},
                {"Who is now connected to Us is now connected to Bo Reed",
                 "Who is now connected to Us",
                 Verb::connect,
                 "Who is now connected to Us",
                 {"Bo Reed"}},
                {"Ann likes ferns", "Ann", Verb::like, "Ann", {"ferns"}}});
}

TEST(Activity, AFeedThatNobodyClaimsIsABlogUnlessItsWordsAreUnmistakable) {
    expect_all(
        feed_of("https://fern.example/"),
        {{"Ann Quill is now connected to Bo Reed", "", Verb::connect, "Ann Quill", {"Bo Reed"}},
         {"Everybody likes ferns", "Ann", Verb::post, "Ann", {"Everybody likes ferns"}},
         {"Moss is now cheaper", "", Verb::post, "A feed", {"Moss is now cheaper"}}});
}

TEST(Activity, ABlogWithoutAuthorsBelongsToItsChannel) {
    Entry entry = titled("Of ferns");
    entry.link = "https://fern.example/ferns";
    const Activity activity = only(feed_of("https://fern.example/"), entry);
    EXPECT_EQ(activity.actor, (Actor{"https://fern.example/", "A feed"}));
    EXPECT_EQ(activity.objects, (std::vector<Object>{{"Of ferns", "https://fern.example/ferns"}}));
    EXPECT_EQ(activity.at, at);
    EXPECT_EQ(activity.rule, "blog: otherwise");
}

TEST(Activity, FindsAddressesInTheContent) {
    Entry entry = titled("Follow");
    entry.link = "https://moss.example/notice/1";
    entry.content =
        "<a href=\"/ann\">Ann &amp; Co</a> started following <a "
        "href='https://b.example/bo'>Bo</a>.";
    const Activity activity = only(feed_of("https://moss.example/"), entry);
    EXPECT_EQ(activity.verb, Verb::follow);
    EXPECT_EQ(activity.actor, (Actor{"https://moss.example/ann", "Ann & Co"}));
    EXPECT_EQ(activity.objects, (std::vector<Object>{{"Bo", "https://b.example/bo"}}));
}

struct GitHubRow {
    const char* id;
    const char* title;
    const char* link;
    const char* content;
    Verb verb;
    const char* object;
    const char* key;
};

TEST(Activity, ReadsGitHubBeforeAndAfterItsIdsChanged) {
    for (const GitHubRow& row : std::vector<GitHubRow>{
             {"PushEvent/1", "ann pushed to main in ann/fern",
              "https://github.com/ann/fern/compare/aa11...bb22", "", Verb::push, "ann/fern",
              "aa11...bb22"},
             {"push/7", "ann pushed fern", "https://github.com/ann/fern/compare/aa11...bb22", "",
              Verb::push, "ann/fern", "aa11...bb22"},
             {"DeleteEvent/1", "ann deleted branch wip/a at ann/fern", "https://github.com/", "",
              Verb::delete_ref, "wip/a", "fern:wip/a"},
             {"push/7", "ann deleted", "https://github.com/ann/fern/compare/aa11...0000000000",
              "<div>ann deleted branch <span>refs/heads/wip/a</span> in ann/fern</div>",
              Verb::delete_ref, "wip/a", "fern:wip/a"},
             {"push/7", "ann deleted", "https://github.com/ann/fern/compare/aa11...0000000000", "",
              Verb::delete_ref, "ann/fern", "fern@aa11"},
             {"CreateEvent/1", "ann created a branch main in ann/fern",
              "https://github.com/ann/fern/compare/main", "", Verb::create_ref, "main",
              "fern:main"},
             {"push/7", "ann created a branch",
              "https://github.com/ann/fern/compare/0000000000...bb22",
              "ann created a branch in ann/fern · refs/heads/main in ann/fern", Verb::create_ref,
              "main", "fern:main"},
             {"CreateEvent/1", "ann created a repository ann/fern", "https://github.com/ann/fern",
              "", Verb::post, "ann/fern", "repository fern"},
             {"IssueCommentEvent/1", "ann commented on issue bo/moss#5",
              "https://github.com/bo/moss/issues/5#issuecomment-9", "", Verb::reply, "bo/moss#5",
              "issuecomment-9"},
             {"issue_commented/7", "ann commented on an issue in moss",
              "https://github.com/bo/moss/issues/5#issuecomment-9", "", Verb::reply, "bo/moss#5",
              "issuecomment-9"},
             {"PullRequestEvent/1", "ann merged a pull request in bo/moss",
              "https://github.com/bo/moss/pull/6", "", Verb::merge, "bo/moss#6", "moss#6"},
             {"pr_merged/7", "ann contributed to bo/moss", "https://github.com/bo/moss/pull/6", "",
              Verb::merge, "bo/moss#6", "moss#6"},
             {"pr_created/7", "ann contributed to bo/moss", "https://github.com/bo/moss/pull/6", "",
              Verb::open, "bo/moss#6", "moss#6"},
             {"PullRequestEvent/1", "ann closed a pull request in bo/moss",
              "https://github.com/bo/moss/pull/6", "", Verb::close, "bo/moss#6", "moss#6"},
             {"issue_reopened/7", "ann reopened an issue in moss",
              "https://github.com/bo/moss/issues/5", "", Verb::reopen, "bo/moss#5", "moss#5"},
             {"issue_unlabeled/7", "ann unlabeled an issue in moss",
              "https://github.com/bo/moss/issues/5", "", Verb::label, "bo/moss#5", "moss#5"},
             {"WatchEvent/1", "ann starred bo/moss", "https://github.com/bo/moss", "", Verb::like,
              "bo/moss", "moss"},
             {"star/7", "ann starred bo/moss", "/bo/moss", "", Verb::like, "bo/moss", "moss"},
             {"ForkEvent/1", "ann forked ann/moss from bo/moss", "https://github.com/ann/moss", "",
              Verb::fork, "bo/moss", "moss"},
             {"MemberEvent/1", "ann added cy to ann/fern", "https://github.com/ann/fern", "",
              Verb::add_member, "cy", "fern+cy"},
             {"publish_release/7", "ann released v1 at ann/fern",
              "https://github.com/ann/fern/releases/tag/v1", "", Verb::release, "v1", "fern:v1"},
             {"visibility_repo/7", "ann made this repository public", "https://github.com/ann/fern",
              "", Verb::publish, "ann/fern", "fern"},
         }) {
        Entry entry = titled(row.title, "ann");
        entry.id = std::string("tag:github.com,2008:") + row.id;
        entry.link = row.link;
        entry.content = row.content;
        entry.author_uri = "https://github.com/ann";
        const Activity activity = only(feed_of("https://github.com/ann"), entry);
        EXPECT_EQ(to_text(activity.verb), to_text(row.verb)) << row.id << " " << row.title;
        ASSERT_EQ(activity.objects.size(), 1u);
        EXPECT_EQ(activity.objects[0].name, row.object) << row.id << " " << row.title;
        EXPECT_EQ(activity.key, row.key) << row.id << " " << row.title;
        EXPECT_EQ(activity.actor, (Actor{"https://github.com/ann", "ann"}));
    }
}

Entry marked(std::vector<std::string> verbs, std::vector<Thing> objects) {
    Entry entry = titled("Favorite");
    entry.link = "https://moss.example/notice/1";
    entry.markup.verbs = std::move(verbs);
    entry.markup.objects = std::move(objects);
    return entry;
}

Thing thing(const char* type, const char* id, const char* name, const char* link) {
    Thing result;
    result.type = type;
    result.id = id;
    result.name = name;
    result.link = link;
    return result;
}

TEST(Activity, TypedMarkupSpeaksFirst) {
    Feed feed = feed_of("https://moss.example/");
    feed.author = "Ann";
    feed.author_uri = "https://moss.example/user/5";
    const Thing bo = thing("person", "https://b.example/user/2", "Bo", "https://b.example/@bo");
    const Thing note =
        thing("note", "tag:b.example,2020:note=7", "New note by Bo", "https://b.example/7");

    const Activity follow = only(feed, marked({"follow"}, {bo}));
    EXPECT_EQ(follow.verb, Verb::follow);
    EXPECT_EQ(follow.actor, (Actor{"https://moss.example/user/5", "Ann"}));
    EXPECT_EQ(follow.objects, (std::vector<Object>{{"Bo", "https://b.example/user/2"}}));

    const Activity like = only(feed, marked({"favorite"}, {note}));
    EXPECT_EQ(like.verb, Verb::like);
    EXPECT_EQ(like.objects, (std::vector<Object>{{"New note by Bo", "https://b.example/7"}}));

    EXPECT_EQ(only(feed, marked({"unfollow"}, {bo})).verb, Verb::unfollow);
    EXPECT_EQ(only(feed, marked({"make-friend"}, {bo})).verb, Verb::connect);
    EXPECT_EQ(only(feed, marked({"post", "share"}, {note})).verb, Verb::share);
    EXPECT_EQ(only(feed, marked({"update"}, {bo})).verb, Verb::update_profile);
    EXPECT_EQ(only(feed, marked({"delete"}, {})).objects.size(), 0u);
    EXPECT_EQ(only(feed, marked({"frobnicate"}, {})).verb, Verb::post) << "the blog's turn";
}

TEST(Activity, APostInAnswerIsAReply) {
    Entry entry = marked({"post"}, {});
    entry.markup.in_reply_to = "tag:b.example,2020:note=7";
    EXPECT_EQ(only(feed_of("https://moss.example/"), entry).verb, Verb::reply);
}

TEST(Activity, AnEntryInAnswerIsAReplyWithoutAVerbToo) {
    Entry entry = titled("Yes", "Ann");  // the comments of Blogger and WordPress, in Atom
    entry.markup.in_reply_to = "tag:moss.example:1";
    const Activity activity = only(feed_of("https://moss.example/"), entry);
    EXPECT_EQ(activity.verb, Verb::reply);
    EXPECT_EQ(activity.actor.name, "Ann");
}

TEST(Activity, ABridgesErrorSaysNothing) {
    EXPECT_TRUE(is_bridge_error(titled("Bridge returned error 403! (19830)")));
    EXPECT_TRUE(
        read(feed_of("https://b.example/"), titled("Bridge returned error 500! (1)")).empty());
    EXPECT_FALSE(is_bridge_error(titled("A bridge returned")));
}

TEST(Activity, AnEmptyEntrySaysNothing) {
    EXPECT_TRUE(read(feed_of("https://fern.example/"), Entry{}).empty());
}

TEST(Activity, WithoutDialectsASentenceIsKept) {
    const auto read = read_activities(Feed{}, titled("Ann sang"), Dialects());
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].verb, Verb::other);
    EXPECT_EQ(read[0].sentence, "Ann sang");
}

TEST(Activity, HostileSentencesCostNoMoreThanLongOnes) {
    std::string title = "a";
    for (int i = 0; i < 2000; ++i)
        title += " is now connected to a and a";
    EXPECT_EQ(read(feed_of("https://www.linkedin.com/"), titled(title)).front().verb,
              Verb::connect);
}

}  // namespace
}  // namespace earshot
