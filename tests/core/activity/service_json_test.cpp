// The JSON of two services that is no feed by name: GitHub's events and LinkedIn's network updates.

#include <gtest/gtest.h>

#include "earshot/reader.hpp"
#include "support/feed_text.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

Activity only(const Feed& feed) {
    const auto read = read_activities(feed, testing::shipped_dialects());
    EXPECT_EQ(read.size(), 1u);
    return read.size() == 1 && read[0].size() == 1 ? read[0][0] : Activity{};
}

std::string event(const std::string& type, const std::string& payload) {
    return R"({"id":"7","type":")" + type +
           R"(","actor":{"login":"ann"},"repo":{"name":"f/moss"},"payload":{)" + payload +
           R"(},"created_at":"2023-06-01T02:22:49Z"})";
}

TEST(GithubEvents, SayWhatTheAtomFeedSays) {
    const std::string issue =
        R"("issue":{"number":5,"html_url":"https://github.com/f/moss/issues/5","body":"Dry"})";
    const struct {
        const char* type;
        std::string payload;
        const char *verb, *object, *uri;
    } rows[] = {
        {"WatchEvent", R"("action":"started")", "like", "f/moss", "https://github.com/f/moss"},
        {"PushEvent", R"("ref":"refs/heads/main","before":"aa","head":"bb")", "push", "f/moss",
         "https://github.com/f/moss"},
        {"PushEvent", R"("ref":"refs/heads/main")", "push", "f/moss", ""},
        {"FollowEvent", R"("target":{"login":"bo"})", "follow", "bo", "https://github.com/bo"},
        {"MemberEvent", R"("action":"added","member":{"login":"bo"})", "add-member", "bo",
         "https://github.com/bo"},
        {"CreateEvent", R"("ref":"dev","ref_type":"branch")", "create-ref", "dev",
         "https://github.com/f/moss/tree/dev"},
        {"CreateEvent", R"("ref":null,"ref_type":"repository")", "post", "f/moss",
         "https://github.com/f/moss"},
        {"DeleteEvent", R"("ref":"dev","ref_type":"branch")", "delete-ref", "dev",
         "https://github.com/f/moss/tree/dev"},
        {"IssuesEvent", R"("action":"closed",)" + issue, "close", "f/moss#5",
         "https://github.com/f/moss/issues/5"},
        {"IssuesEvent", R"("action":"reopened",)" + issue, "reopen", "f/moss#5",
         "https://github.com/f/moss/issues/5"},
        {"IssueCommentEvent",
         R"("comment":{"html_url":"https://github.com/f/moss/issues/5#issuecomment-1"},)" + issue,
         "reply", "f/moss#5", "https://github.com/f/moss/issues/5"},
        {"PullRequestEvent",
         R"("action":"opened","number":6,"pull_request":{"number":6,"merged_at":null})", "open",
         "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"PullRequestEvent",
         R"("action":"closed","pull_request":{"number":6,"merged_at":"2023-06-01T02:22:49Z"})",
         "merge", "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"PullRequestEvent", R"("action":"closed","pull_request":{"number":6})", "close",
         "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"CommitCommentEvent",
         R"("comment":{"html_url":"https://github.com/f/moss/commit/aa#commitcomment-1"})", "reply",
         "f/moss@aa", "https://github.com/f/moss/commit/aa"},
        {"PullRequestReviewEvent",
         R"("action":"created","review":{"state":"approved","html_url":"https://github.com/f/moss/pull/6#pullrequestreview-8"},"pull_request":{"number":6})",
         "review", "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"PullRequestReviewEvent",
         R"("action":"dismissed","review":{"state":"dismissed"},"pull_request":{"number":6})",
         "review", "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"PullRequestReviewCommentEvent",
         R"("comment":{"html_url":"https://github.com/f/moss/pull/6#discussion_r2"},"pull_request":{"number":6})",
         "reply", "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"DiscussionEvent",
         R"("action":"created","discussion":{"number":4,"title":"Is it dry in May?","html_url":"https://github.com/f/moss/discussions/4"})",
         "post", "Is it dry in May?", "https://github.com/f/moss/discussions/4"},
        {"DiscussionEvent", R"("action":"answered","discussion":{"number":4})", "reply", "f/moss#4",
         "https://github.com/f/moss/discussions/4"},
        {"DiscussionEvent", R"("action":"closed","discussion":{"number":4,"title":"Dry?"})",
         "close", "f/moss#4", "https://github.com/f/moss/discussions/4"},
        {"DiscussionCommentEvent",
         R"("comment":{"html_url":"https://github.com/f/moss/discussions/4#discussioncomment-1"},"discussion":{"number":4})",
         "reply", "f/moss#4", "https://github.com/f/moss/discussions/4"},
        {"PullRequestEvent", R"("action":"merged","number":6,"pull_request":{"number":6})", "merge",
         "f/moss#6", "https://github.com/f/moss/pull/6"},
        {"IssuesEvent", R"("action":"labeled","issue":{"number":5},"label":{"name":"dry"})",
         "label", "f/moss", ""},
        {"ForkEvent", R"("forkee":{"full_name":"ann/moss"})", "fork", "f/moss",
         "https://github.com/f/moss"},
        {"PublicEvent", "", "publish", "f/moss", "https://github.com/f/moss"},
        {"ReleaseEvent", R"("action":"published","release":{"tag_name":"v1"})", "release", "v1",
         "https://github.com/f/moss/releases/tag/v1"},
        {"GollumEvent", R"("pages":[])", "edit-wiki", "f/moss", "https://github.com/f/moss"},
    };
    for (const auto& row : rows) {
        const Feed feed = parsed("[" + event(row.type, row.payload) + "]");
        EXPECT_EQ(feed.format, FeedFormat::github_events);
        const Activity read = only(feed);
        const std::string what = std::string(row.type) + " " + row.payload;
        EXPECT_EQ(to_text(read.verb), row.verb) << what << " " << read.rule;
        EXPECT_EQ(read.actor, (Actor{"https://github.com/ann", "ann"})) << what;
        ASSERT_EQ(read.objects.size(), 1u) << what;
        EXPECT_EQ(read.objects[0].name, row.object) << what;
        if (*row.uri != '\0') {
            EXPECT_EQ(read.objects[0].uri, row.uri) << what;
        }
        EXPECT_EQ(read.at, *parse_rfc3339("2023-06-01T02:22:49Z")) << what;
    }
}

TEST(GithubEvents, HaveTheIdsOfTheAtomFeed) {
    const Entry entry = only_entry("[" + event("WatchEvent", "") + "]");
    EXPECT_EQ(entry.id, "tag:github.com,2008:WatchEvent/7");
    EXPECT_EQ(entry.title, "ann starred f/moss");
    EXPECT_EQ(entry.link, "https://github.com/f/moss");
}

TEST(GithubEvents, SayWhatWasCommentedOn) {
    const auto title = [](const std::string& type, const std::string& payload) {
        return only_entry("[" + event(type, payload) + "]").title;
    };
    EXPECT_EQ(title("PullRequestReviewEvent",
                    R"("review":{"state":"approved"},"pull_request":{"number":6})"),
              "ann approved a pull request in f/moss");
    EXPECT_EQ(title("PullRequestReviewEvent",
                    R"("review":{"state":"commented"},"pull_request":{"number":6})"),
              "ann reviewed a pull request in f/moss");
    EXPECT_EQ(title("PullRequestReviewCommentEvent", R"("pull_request":{"number":6})"),
              "ann commented on a pull request in f/moss");
    EXPECT_EQ(title("IssueCommentEvent", R"("issue":{"number":6,"pull_request":{"url":"x"}})"),
              "ann commented on a pull request in f/moss");
    EXPECT_EQ(title("IssueCommentEvent", R"("issue":{"number":6})"),
              "ann commented on an issue in f/moss");
    EXPECT_EQ(title("DiscussionEvent", R"("action":"created","discussion":{"number":4})"),
              "ann started a discussion in f/moss");
}

TEST(GithubEvents, OfTheOldTimeline) {
    const Entry entry = only_entry(
        R"([{"type":"WatchEvent","actor":"ann","created_at":"2010/06/17 18:04:16 -0700",
             "repository":{"name":"moss","owner":"f"},"payload":{}}])");
    EXPECT_EQ(entry.id, "");
    EXPECT_EQ(entry.title, "ann starred f/moss");
    EXPECT_EQ(entry.published, *parse_rfc3339("2010-06-18T01:04:16Z"));
}

std::string person(const std::string& first, const std::string& id, const std::string& more = "") {
    return R"({"id":")" + id + R"(","firstName":")" + first +
           R"(","lastName":"Frost","siteStandardProfileRequest":{"url":"https://l.example/)" + id +
           "\"}" + more + "}";
}

std::string update(const std::string& type, const std::string& content) {
    return R"({"values":[{"timestamp":1709274169123,"updateKey":")" + type +
           R"(-1","updateType":")" + type + R"(","updateContent":{)" + content + "}}]}";
}

TEST(LinkedinUpdates, SayByTheirTypeWhatHappened) {
    const std::string bo = R"({"_total":1,"values":[)" + person("Bo", "b") + "]}";
    const struct {
        const char* type;
        std::string content;
        const char *verb, *object, *title;
    } rows[] = {
        {"CONN", "\"person\":" + person("Ann", "a", ",\"connections\":" + bo), "connect",
         "Bo Frost", "Ann Frost is now connected to Bo Frost"},
        {"JGRP",
         "\"person\":" +
             person("Ann", "a", R"(,"memberGroups":{"values":[{"id":"8","name":"Salt Traders"}]})"),
         "join", "Salt Traders", "Ann Frost joined the group Salt Traders"},
        {"PICU", "\"person\":" + person("Ann", "a"), "update-profile", "",
         "Ann Frost has a new profile photo"},
        {"STAT", "\"person\":" + person("Ann", "a", R"(,"currentStatus":"Bo likes fog")"), "post",
         "Bo likes fog", "Bo likes fog"},
        {"NCON", "\"person\":" + person("Ann", "a"), "connect", "",
         "Ann Frost is now a connection"},
        {"PREC",
         "\"person\":" + person("Ann", "a",
                                R"(,"recommendationsGiven":{"values":[{"recommendee":)" +
                                    person("Bo", "b") + "}]}"),
         "recommend", "Bo Frost", "Ann Frost recommends Bo Frost"},
        {"MSFC",
         R"("company":{"id":"3","name":"Brine & Co"},"companyPersonUpdate":{"person":)" +
             person("Ann", "a") + "}",
         "follow", "Brine & Co", "Ann Frost is now following Brine & Co"},
        {"QSTN",
         "\"person\":" + person("Ann", "a") +
             R"(,"question":{"id":"9","title":"Is it dry?","webUrl":"https://l.example/q/9"})",
         "post", "Is it dry?", "Ann Frost asked Is it dry?"},
        {"ZZZZ", "\"person\":" + person("Ann", "a"), "other", "", "Ann Frost"},
    };
    for (const auto& row : rows) {
        const Feed feed = parsed(update(row.type, row.content));
        EXPECT_EQ(feed.format, FeedFormat::linkedin_updates);
        const Activity read = only(feed);
        EXPECT_EQ(to_text(read.verb), row.verb) << row.type << " " << read.rule;
        EXPECT_EQ(read.actor, (Actor{"https://l.example/a", "Ann Frost"})) << row.type;
        EXPECT_EQ(read.objects.empty() ? "" : read.objects[0].name, row.object) << row.type;
        EXPECT_EQ(feed.entries[0].title, row.title);
        EXPECT_EQ(read.at, from_epoch(1709274169)) << "milliseconds";
    }
}

TEST(LinkedinUpdates, InXmlSayTheSame) {
    const Feed feed = parsed(
        "<?xml version=\"1.0\"?><updates total=\"1\"><update><timestamp>1709274169123</timestamp>"
        "<update-key>CONN-1</update-key><update-type>CONN</update-type><update-content><person>"
        "<id>a</id><first-name>Ann</first-name><last-name>Frost</last-name>"
        "<site-standard-profile-request><url>https://l.example/a</url>"
        "</site-standard-profile-request><connections total=\"1\"><person><id>b</id>"
        "<first-name>Bo</first-name><last-name>Frost</last-name></person></connections>"
        "</person></update-content></update></updates>");
    EXPECT_EQ(feed.format, FeedFormat::linkedin_updates);
    ASSERT_EQ(feed.entries.size(), 1u);
    EXPECT_EQ(feed.entries[0].id, "CONN-1");
    const Activity read = only(feed);
    EXPECT_EQ(read.verb, Verb::connect);
    EXPECT_EQ(read.actor, (Actor{"https://l.example/a", "Ann Frost"}));
    EXPECT_EQ(read.objects, (std::vector{Object{"Bo Frost", "b"}}));
    EXPECT_EQ(read.at, from_epoch(1709274169));
    EXPECT_FALSE(parse_feed("<updates><update/></updates>", {}));
}

TEST(LinkedinUpdates, ASharedPageIsTheObject) {
    const Activity read = only(parsed(
        update("SHAR", "\"person\":" + person("Ann", "a",
                                              R"(,"currentShare":{"comment":"Look","content":{
                                          "title":"Of fog","submittedUrl":"https://f.example/1"}})"))));
    EXPECT_EQ(read.verb, Verb::share);
    EXPECT_EQ(read.objects, (std::vector{Object{"Of fog", "https://f.example/1"}}));
}

TEST(LinkedinUpdates, ThreeConnectionsAreThreeActs) {
    const Feed feed = parsed(
        update("CONN", "\"person\":" + person("Ann", "a",
                                              ",\"connections\":{\"values\":[" + person("Bo", "b") +
                                                  "," + person("Cy", "c") + "]}")));
    const auto read = read_activities(feed, testing::shipped_dialects());
    ASSERT_EQ(read[0].size(), 2u);
    EXPECT_EQ(read[0][1].objects, (std::vector{Object{"Cy Frost", "https://l.example/c"}}));
}

TEST(ServiceJson, LimitsOfEntriesAndParts) {
    const std::string one = event("WatchEvent", "");
    const Feed events = parsed("[" + repeated(one + ",", feed_limits::entries) + one + "]");
    EXPECT_EQ(events.entries.size(), feed_limits::entries);
    const std::string bo = person("Bo", "b");
    const Feed updates = parsed(update(
        "CONN", "\"person\":" + person("Ann", "a",
                                       ",\"connections\":{\"values\":[" +
                                           repeated(bo + ",", feed_limits::parts) + bo + "]}")));
    EXPECT_EQ(updates.entries[0].markup.objects.size(), feed_limits::parts);
}

TEST(ServiceJson, OfOtherShapesIsNoFeed) {
    for (const char* const document :
         {R"([{"type":"WatchEvent"}])",
          R"([{"type":"click","actor":"a","created_at":"2020-01-01"}])",
          R"({"values":[{"updateType":"CONN"}]})", R"({"values":[1,2]})"})
        EXPECT_FALSE(parse_feed(document, {})) << document;
}

}  // namespace
}  // namespace earshot
