// Every type of ActivityStreams 2, and the verbs of version 1 that mean something of their own.

#include <gtest/gtest.h>

#include "earshot/reader.hpp"
#include "support/feed_text.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

Activity said(const std::string& document) {
    const Feed feed = parsed(document);
    const auto read = read_activities(feed, testing::shipped_dialects());
    EXPECT_EQ(read.size(), 1u) << document;
    if (read.empty() || read[0].empty()) return {};
    EXPECT_EQ(read[0].size(), 1u) << document;
    return read[0][0];
}

Activity said_2(const std::string& type, const std::string& members) {
    return said(
        R"({"@context":"https://www.w3.org/ns/activitystreams","summary":"Odile created it",)"
        R"("type":")" +
        type + R"(","actor":{"type":"Person","id":"https://o.example/odile","name":"Odile"},)" +
        members + "}");
}

struct Row {
    const char *type, *members, *verb, *name, *uri;
};

const char* const url = R"("object":"https://x.example/1")";
const char* const note = R"("object":{"type":"Note","name":"A note"})";
const char* const event = R"("object":{"type":"Event","name":"Regatta"})";
const char* const invitation =
    R"("object":{"type":"Invite","actor":"https://t.example","object":{"type":"Event","name":"Regatta"}})";
const char* const person =
    R"("object":{"type":"Person","id":"https://x.example/joss","name":"Joss"})";
const char* const group = R"("object":{"type":"Group","name":"Kites"})";
const char* const place = R"("location":{"type":"Place","name":"Pier 9"})";
const char* const x = "https://x.example/1";

const Row rows[] = {
    {"Accept", invitation, "attend", "Regatta", ""},
    {"Accept", event, "attend", "Regatta", ""},
    {"Accept", person, "other", "Joss", "https://x.example/joss"},
    {"Accept",
     R"("object":{"type":"Follow","actor":"https://x.example/joss","object":"https://o.example/odile"})",
     "other", "", "https://x.example/joss"},
    {"Activity", note, "other", "A note", ""},
    {"Add", url, "other", "", x},
    {"Add", person, "add-member", "Joss", "https://x.example/joss"},
    {"Announce", url, "share", "", x},
    {"Announce",
     R"("object":{"type":"Arrive","actor":"https://o.example/odile","location":{"type":"Place","name":"Work"}})",
     "share", "Work", ""},
    {"Arrive", place, "checkin", "Pier 9", ""},
    {"Block", url, "other", "", x},
    {"Create", note, "post", "A note", ""},
    {"Create", R"("object":{"type":"Note","content":"<p>Words</p>"})", "post", "Words", ""},
    {"Create", R"("object":{"type":"Note","name":"Yes","inReplyTo":"https://x.example/1"})",
     "reply", "Odile created it", ""},
    {"Delete", url, "delete", "", x},
    {"Delete", R"("object":{"type":"Tombstone","id":"https://x.example/1"})", "delete", "", x},
    {"Delete",
     R"("object":{"type":"Note","id":"https://x.example/1","url":"https://x.example/@o/1"})",
     "delete", "", x},
    {"Dislike", url, "other", "", x},
    {"EmojiReact", url, "like", "", x},
    {"Flag", R"("object":{"type":"Note","content":"Bad words"})", "other", "Bad words", ""},
    {"Follow", person, "follow", "Joss", "https://x.example/joss"},
    {"Ignore", url, "other", "", x},
    {"Invite", event, "other", "Regatta", ""},
    {"Join", group, "join", "Kites", ""},
    {"Leave", group, "leave", "Kites", ""},
    {"Like", url, "like", "", x},
    {"Listen", url, "listen", "", x},
    {"Move", url, "other", "", x},
    {"Offer", note, "other", "A note", ""},
    {"Read", url, "read", "", x},
    {"Reject", invitation, "other", "Regatta", ""},
    {"Remove", person, "other", "Joss", "https://x.example/joss"},
    {"TentativeAccept", invitation, "attend", "Regatta", ""},
    {"TentativeReject", invitation, "other", "Regatta", ""},
    {"Travel", R"("target":{"type":"Place","name":"Pier 9"})", "other", "Pier 9", ""},
    {"Undo", R"("object":{"type":"Follow","object":"https://x.example/1"})", "unfollow", "", x},
    {"Undo", R"("object":{"type":"Like","object":"https://x.example/1"})", "other", "", x},
    {"Update", url, "other", "", x},
    {"Update", person, "update-profile", "Joss", "https://x.example/joss"},
    {"View", note, "view", "A note", ""},
};

TEST(TypedActivity, TypesWinOverTheWordsOfTheSummary) {
    for (const Row& row : rows) {
        const Activity read = said_2(row.type, row.members);
        const std::string what = std::string(row.type) + " " + row.members;
        EXPECT_EQ(to_text(read.verb), row.verb) << what;
        EXPECT_EQ(read.actor, (Actor{"https://o.example/odile", "Odile"})) << what;
        ASSERT_EQ(read.objects.size(), 1u) << what;
        EXPECT_EQ(read.objects[0], (Object{row.name, row.uri})) << what;
        EXPECT_EQ(read.at, std::nullopt) << what;
    }
}

TEST(TypedActivity, ASharedNoteLeavesItsTimeToItsAuthor) {
    const Activity read = said_2(
        "Announce",
        R"("object":{"type":"Note","id":"https://x.example/1","published":"2020-01-01T00:00:00Z"})");
    EXPECT_EQ(read.verb, Verb::share);
    EXPECT_EQ(read.at, std::nullopt);
}

TEST(TypedActivity, VerbsOfVersion1) {
    const struct {
        const char *verb, *object, *means;
    } verbs[] = {{"watch", "video", "view"},       {"watch", "issue", "watch"},
                 {"play", "movie", "view"},        {"play", "audio", "listen"},
                 {"attach", "file", "other"},      {"flag-as-inappropriate", "note", "other"},
                 {"rsvp-yes", "event", "attend"},  {"stop-following", "person", "unfollow"},
                 {"subscribe", "person", "follow"}};
    for (const auto& row : verbs) {
        const Activity read = said(
            std::string(
                R"({"items":[{"actor":{"objectType":"person","displayName":"Odile"},"verb":")") +
            row.verb + R"(","object":{"objectType":")" + row.object + R"(","displayName":"X"}}]})");
        EXPECT_EQ(to_text(read.verb), row.means) << row.verb << " " << row.object;
        EXPECT_EQ(read.objects, (std::vector{Object{"X", ""}})) << row.verb;
    }
    const Activity unsaid = said(
        R"({"items":[{"verb":"post","actor":{"displayName":"A"},"object":{"displayName":"Y"}}]})");
    EXPECT_EQ(unsaid.verb, Verb::post);
}

TEST(TypedActivity, NoVerbMeansPost) {
    const Feed feed = parsed(
        R"({"items":[{"verb":"like","actor":{"displayName":"A"},"object":{"displayName":"Y"}},
                     {"actor":{"displayName":"B"},"object":{"objectType":"note","displayName":"Z"},
                      "title":"<a href=\"https://x.example/b\">B</a> wrote <a href=\"https://x.example/z\">Z</a>"}]})");
    ASSERT_EQ(feed.entries.size(), 2u);
    EXPECT_EQ(feed.entries[1].markup.verbs, std::vector<std::string>{"post"});
    EXPECT_EQ(feed.entries[1].title, "B wrote Z");
    EXPECT_TRUE(feed.entries[1].title_markup.starts_with("<a href=")) << "links stand in it";
    EXPECT_EQ(feed.entries[0].title_markup, "");
}

}  // namespace
}  // namespace earshot
