#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "support/feed_text.hpp"

namespace earshot {
namespace {

using Words = std::vector<std::string>;

constexpr const char* context = R"("@context":"https://www.w3.org/ns/activitystreams",)";

Thing thing(const char* type, const char* id, const char* name) {
    return {type, id, name, "", "", ""};
}

std::string alone(const std::string& members) {
    return "{" + std::string(context) + members + "}";
}
std::string outbox(const std::string& items) {
    return alone(R"("type":"OrderedCollectionPage","orderedItems":[)" + items + "]");
}
std::string stream_1(const std::string& items) {
    return R"({"items":[)" + items + "]}";
}
std::string problem_of(const std::string& bytes, const FeedHint& hint = {}) {
    const auto feed = parse_feed(bytes, hint);
    EXPECT_FALSE(feed) << bytes;
    return feed ? "" : to_text(feed.error());
}

TEST(ActivityStreams2, AnOutboxPageTellsWhatItsActorDid) {
    const Feed feed = parsed(alone(
        R"("type":"OrderedCollectionPage","id":"https://s.example/ada/outbox?page=1",
           "name":"Ada's outbox","url":"https://s.example/@ada","partOf":"https://s.example/ada/outbox",
           "attributedTo":{"type":"Person","id":"https://s.example/ada","preferredUsername":"ada"},
           "orderedItems":[{
               "id":"https://s.example/1/activity","type":"Create","actor":"https://s.example/ada",
               "published":"2026-04-14T05:30:00Z",
               "object":{"id":"https://s.example/1","type":"Note","published":"2026-04-14T05:29:00Z",
                   "attributedTo":"https://s.example/ada","inReplyTo":"https://t.example/9",
                   "url":"https://s.example/@ada/1","content":"<p>Bees</p>",
                   "replies":{"type":"Collection","items":[{"type":"Note","content":"no"}]},
                   "tag":[{"type":"Hashtag","name":"#bees"},{"type":"Mention","name":"@bo"}]}}])"));
    EXPECT_EQ(feed.format, FeedFormat::activity_streams_2);
    EXPECT_EQ(feed.title, "Ada's outbox");
    EXPECT_EQ(feed.link, "https://s.example/@ada");
    EXPECT_EQ(feed.self, "https://s.example/ada/outbox?page=1");
    EXPECT_EQ(feed.author, "ada");
    EXPECT_EQ(feed.author_uri, "https://s.example/ada");
    ASSERT_EQ(feed.entries.size(), 1U);
    const Entry& entry = feed.entries[0];
    EXPECT_EQ(entry.id, "https://s.example/1/activity");
    EXPECT_EQ(entry.title, "");
    EXPECT_EQ(entry.link, "https://s.example/@ada/1");
    EXPECT_EQ(entry.author, "");
    EXPECT_EQ(entry.author_uri, "https://s.example/ada");
    EXPECT_EQ(entry.content, "<p>Bees</p>");
    EXPECT_EQ(entry.published, *parse_rfc3339("2026-04-14T05:30:00Z"));
    EXPECT_EQ(entry.categories, Words{"bees"});
    EXPECT_EQ(entry.markup.verbs, Words{"create"});
    EXPECT_EQ(entry.markup.in_reply_to, "https://t.example/9");
    const Thing note{"note", "https://s.example/1", "", "https://s.example/@ada/1", "", ""};
    EXPECT_EQ(entry.markup.objects, std::vector<Thing>{note});
}

TEST(ActivityStreams2, AnActorThatComesAlongSaysItsOtherAddresses) {
    const std::string ada = R"({"type":"Person","id":"https://s.example/ada",
        "alsoKnownAs":["https://old.example/ada"],"movedTo":"https://new.example/ada"})";
    const Words both{"https://old.example/ada", "https://new.example/ada"};
    EXPECT_EQ(parsed(alone(R"("type":"OrderedCollection","attributedTo":)" + ada +
                           R"(,"orderedItems":[])"))
                  .me,
              both);
    const std::string item =
        R"({"type":"Like","object":"https://s.example/1","actor":)" + ada + "}";
    EXPECT_EQ(parsed(alone(R"("type":"OrderedCollection","attributedTo":"https://s.example/ada",
                              "orderedItems":[)" +
                           item + "]"))
                  .me,
              both);
    EXPECT_EQ(parsed(outbox(item)).me, Words{}) << "whose collection it is nobody says";
}

TEST(ActivityStreams2, WordsAreShortHoweverTheyAreWritten) {
    for (const char* type : {R"("Follow")", R"("as:Follow")", R"(["Follow"])",
                             R"("https://www.w3.org/ns/activitystreams#Follow")"}) {
        const Entry entry = only_entry(alone(R"("type":)" + std::string(type) +
                                             R"(,"actor":"https://a.example","object":"x:y")"));
        EXPECT_EQ(entry.markup.verbs, Words{"follow"}) << type;
        EXPECT_EQ(entry.markup.objects, std::vector<Thing>{thing("", "x:y", "")});
    }
    const Entry both = only_entry(outbox(
        R"({"@type":["Create","https://x.example/ns#Push"],"@id":"u:1","as:actor":{"@id":"u:2"}})"));
    EXPECT_EQ(both.markup.verbs, (Words{"create", "push"}));
    EXPECT_EQ(both.id, "u:1");
    EXPECT_EQ(both.author_uri, "u:2");
}

TEST(ActivityStreams2, AnActivityAboutAnActivitySaysTheOuterVerbFirst) {
    const Entry undo = only_entry(outbox(
        R"({"type":"Undo","actor":"u:a","object":{"type":"Follow","actor":"u:a","object":"u:b"}})"));
    EXPECT_EQ(undo.markup.verbs, (Words{"undo", "follow"}));
    EXPECT_EQ(undo.markup.objects, std::vector<Thing>{thing("", "u:b", "")});

    const Entry empty = only_entry(
        outbox(R"({"type":"Undo","actor":"u:a","object":{"type":"Follow","id":"u:f"}})"));
    EXPECT_EQ(empty.markup.verbs, (Words{"undo", "follow"}));
    EXPECT_EQ(empty.markup.objects, (std::vector<Thing>{thing("follow", "u:f", "")}));

    const Entry share = only_entry(outbox(
        R"({"type":"Announce","actor":"u:a","object":{"type":"Create","actor":{"id":"u:b","name":"Bo"},
            "object":{"type":"Note","id":"u:n","content":"hi","inReplyTo":"u:x",
                      "published":"2020-01-01T00:00:00Z"}}})"));
    EXPECT_EQ(share.markup.verbs, (Words{"announce", "create"}));
    ASSERT_EQ(share.markup.objects.size(), 1U);
    EXPECT_EQ(share.markup.objects[0].author, "Bo");
    EXPECT_EQ(share.markup.objects[0].author_uri, "u:b");
    EXPECT_EQ(share.content, "hi");
    EXPECT_EQ(share.markup.in_reply_to, "");  // that is Bo's reply, at Bo's time
    EXPECT_FALSE(share.published);
}

TEST(ActivityStreams2, ARelationshipIsWhatItsSubjectIsToItsObject) {
    const std::string relationship =
        R"({"type":"Relationship","subject":{"type":"Person","name":"Ada"},
            "relationship":"https://v.example/IsContact","object":{"type":"Person","name":"Bo"}})";
    const Thing bo = thing("person", "", "Bo");
    const Entry entry = only_entry(outbox(relationship));
    EXPECT_EQ(entry.author, "Ada");
    EXPECT_EQ(entry.markup.verbs, (Words{"relationship", "iscontact"}));
    EXPECT_EQ(entry.markup.objects, std::vector<Thing>{bo});
    const Entry told =
        only_entry(outbox(R"({"type":"Create","actor":"u:a","object":)" + relationship + "}"));
    EXPECT_EQ(told.markup.verbs, (Words{"create", "relationship", "iscontact"}));
    EXPECT_EQ(told.markup.objects, std::vector<Thing>{bo});
}

TEST(ActivityStreams2, AddressesPreferThePageForPeople) {
    const std::pair<const char*, const char*> rows[] = {
        {R"("https://a.example/1")", "https://a.example/1"},
        {R"({"type":"Link","href":"https://a.example/2"})", "https://a.example/2"},
        {R"([{"href":"https://a.example/3.mp4","mediaType":"video/mp4"},
             {"href":"https://a.example/3","mediaType":"text/html"}])",
         "https://a.example/3"},
        {R"(["https://a.example/4","https://a.example/5"])", "https://a.example/4"},
        {R"("/6")", "https://base.example/6"},
        {"[]", ""},
    };
    for (const auto& [url, link] : rows)
        EXPECT_EQ(only_entry(alone(R"("type":"Note","url":)" + std::string(url)),
                             {"", "https://base.example/x"})
                      .link,
                  link)
            << url;
    // Without one, what the activity is about, else the activity itself.
    EXPECT_EQ(only_entry(outbox(R"({"type":"Follow","id":"https://a.example/f",
                                    "object":"https://b.example/bo"})"))
                  .link,
              "https://b.example/bo");
    EXPECT_EQ(only_entry(outbox(R"({"type":"Arrive","id":"https://a.example/f"})")).link,
              "https://a.example/f");
}

TEST(ActivityStreams2, NamesMayStandInLanguages) {
    const Entry entry = only_entry(outbox(
        R"({"type":"Create","summaryMap":{"de":"Ada <b>schrieb</b>"},"actor":"u:a",
            "object":{"type":"Article","nameMap":{"de":"Bienen","en":"Bees"},
                      "contentMap":{"de":"<p>b</p>"}}})"));
    EXPECT_EQ(entry.title, "Ada schrieb");
    EXPECT_EQ(entry.markup.objects.at(0).name, "Bienen");
    EXPECT_EQ(entry.content, "<p>b</p>");
    EXPECT_EQ(only_entry(outbox(R"({"type":"Create","object":{"type":"Note","content":"a<b",
                                    "mediaType":"text/plain"}})"))
                  .content,
              "a&lt;b");
}

TEST(ActivityStreams2, ActorsAreWrittenInManyWays) {
    const std::pair<const char*, std::pair<const char*, const char*>> rows[] = {
        {R"("https://a.example/ada")", {"", "https://a.example/ada"}},
        {R"(["https://a.example/ada","https://b.example/bo"])", {"", "https://a.example/ada"}},
        {R"({"name":"Ada","id":"https://a.example/ada","url":"https://a.example/@ada"})",
         {"Ada", "https://a.example/ada"}},
        {R"({"preferredUsername":"ada","url":"https://a.example/@ada"})",
         {"ada", "https://a.example/@ada"}},
        {R"([{},{"name":"Ada"}])", {"Ada", ""}},
        {"7", {"7", ""}},
        {"null", {"", ""}},
    };
    for (const auto& [actor, who] : rows) {
        const Entry entry = only_entry(
            outbox(R"({"type":"Like","object":"u:o","actor":)" + std::string(actor) + "}"));
        EXPECT_EQ(entry.author, who.first) << actor;
        EXPECT_EQ(entry.author_uri, who.second) << actor;
    }
}

TEST(ActivityStreams2, AnObjectByItselfIsItsOwnObject) {
    const Entry entry = only_entry(
        alone(R"("type":"Article","id":"https://a.example/1","name":"Bees","attributedTo":"u:a")"));
    EXPECT_EQ(entry.title, "Bees");
    EXPECT_EQ(entry.author_uri, "u:a");
    EXPECT_EQ(entry.markup.verbs, Words{});
    EXPECT_EQ(entry.markup.objects,
              (std::vector<Thing>{thing("article", "https://a.example/1", "Bees")}));
}

TEST(ActivityStreams2, EmptyListsSayNothing) {
    const Entry entry = only_entry(outbox(
        R"({"type":["Create"],"actor":[],"object":[],"target":[],"inReplyTo":[],"tag":[],"url":[]})"));
    EXPECT_EQ(entry.markup.verbs, Words{"create"});
    EXPECT_TRUE(entry.markup.objects.empty());
    EXPECT_FALSE(entry.markup.target);
}

TEST(ActivityStreams2, CollectionsOfAllKinds) {
    const std::string item = R"({"type":"Like","actor":"u:a","object":"u:o"})";
    for (
        const std::string& document :
        {R"({"type":"Collection","items":[)" + item + "]}",
         R"({"type":"Collection","items":)" + item + "}",
         R"({"type":"OrderedCollection","first":{"type":"OrderedCollectionPage","orderedItems":[)" +
             item + "]}}",
         R"({"items":[)" + item + "]}", "[" + item + "]", "  " + item}) {
        const Feed feed = parsed(document);
        EXPECT_EQ(feed.format, FeedFormat::activity_streams_2) << document;
        ASSERT_EQ(feed.entries.size(), document.find(":{\"type\":\"Like") == std::string::npos)
            << document;
    }
    EXPECT_TRUE(parsed(alone(R"("type":"OrderedCollection","totalItems":0)")).entries.empty());
}

TEST(ActivityStreams2, WithoutItemsSaysWhereTheyAre) {
    const FeedHint hint{"", "https://a.example/ada/outbox"};
    EXPECT_EQ(
        problem_of(alone(R"("type":"OrderedCollection","totalItems":7,"first":"?page=1")"), hint),
        "the document is an ActivityPub collection without its items; its first page is at "
        "https://a.example/ada/outbox?…");
    EXPECT_EQ(problem_of(alone(R"("type":"Person","outbox":"https://u:p@a.example/ada/outbox")")),
              "the document is an ActivityPub actor, not a feed; its outbox is at "
              "https://…@a.example/ada/outbox");
    EXPECT_EQ(problem_of(R"({"type":"Service","inbox":"u:i","outbox":"u:o"})"),
              "the document is an ActivityPub actor, not a feed");
    EXPECT_EQ(problem_of(alone(R"("type":"Collection","totalItems":3)")),
              "the document is an ActivityStreams collection without its items");
}

TEST(ActivityStreams2, BrokenOffByItselfIsNoEntry) {
    EXPECT_EQ(problem_of(alone(R"("type":"Create","actor":"u:a","object":"u:b")").substr(0, 90)),
              "line 1: broken JSON: it ends too early");
    const Feed feed = parsed(outbox(R"({"type":"Like","actor":"u:a","object":"u:1"},
                                       {"type":"Like","actor":"u:a","object")")
                                 .substr(0, 180));
    EXPECT_EQ(feed.entries.size(), 1U);
    EXPECT_TRUE(feed.damage);
}

TEST(ActivityStreams1, ACollectionTellsVerbsActorsObjectsAndTargets) {
    const Feed feed = parsed(
        R"({"title":"Ada's stream","links":{},"items":[{
            "id":"tag:a.example,2012:1","verb":"http://activitystrea.ms/schema/1.0/share",
            "published":"2012-04-14T05:30:00Z","updated":"2012-04-14T05:31:00Z",
            "title":"<a href='x'>Ada</a> shared <b>Bees</b>","content":"look","url":"https://a.example/1",
            "actor":{"objectType":"person","id":"acct:ada@a.example","displayName":"Ada",
                     "url":"https://a.example/ada"},
            "object":{"objectType":"article","id":"tag:b.example,2012:9","displayName":"Bees",
                      "url":"https://b.example/9","author":{"displayName":"Bo"},
                      "inReplyTo":{"id":"tag:c"}},
            "target":{"objectType":"group","displayName":"Keepers"}}]})");
    EXPECT_EQ(feed.format, FeedFormat::activity_streams_1);
    EXPECT_EQ(feed.title, "Ada's stream");
    ASSERT_EQ(feed.entries.size(), 1U);
    const Entry& entry = feed.entries[0];
    EXPECT_EQ(entry.id, "tag:a.example,2012:1");
    EXPECT_EQ(entry.title, "Ada shared Bees");
    EXPECT_EQ(entry.link, "https://a.example/1");
    EXPECT_EQ(entry.author, "Ada");
    EXPECT_EQ(entry.author_uri, "https://a.example/ada");
    EXPECT_EQ(entry.content, "look");
    EXPECT_EQ(entry.published, *parse_rfc3339("2012-04-14T05:30:00Z"));
    EXPECT_EQ(entry.updated, *parse_rfc3339("2012-04-14T05:31:00Z"));
    EXPECT_EQ(entry.markup.verbs, Words{"share"});
    EXPECT_EQ(entry.markup.in_reply_to, "");
    EXPECT_EQ(entry.markup.objects, (std::vector<Thing>{{"article", "tag:b.example,2012:9", "Bees",
                                                         "https://b.example/9", "Bo", ""}}));
    ASSERT_TRUE(entry.markup.target);
    EXPECT_EQ(entry.markup.target->type, "group");
    EXPECT_EQ(entry.markup.target->name, "Keepers");
}

TEST(ActivityStreams1, RepliesAndActivitiesInside) {
    const Entry reply = only_entry(stream_1(
        R"({"verb":"post","actor":{"displayName":"Ada"},"object":{"objectType":"comment",
            "content":"yes","inReplyTo":[{"objectType":"note","id":"tag:c"}]}})"));
    EXPECT_EQ(reply.markup.in_reply_to, "tag:c");
    EXPECT_EQ(reply.content, "yes");
    const Entry share = only_entry(stream_1(
        R"({"verb":"share","actor":{"displayName":"Ada"},"object":{"objectType":"activity","verb":"post",
            "actor":{"displayName":"Bo"},"object":{"objectType":"note","id":"tag:n"}}})"));
    EXPECT_EQ(share.markup.verbs, (Words{"share", "post"}));
    EXPECT_EQ(share.markup.objects, (std::vector<Thing>{{"note", "tag:n", "", "", "Bo", ""}}));
}

TEST(ActivityStreams1, ListsByOtherNames) {
    const std::string item =
        R"({"verb":"like","actor":{"id":"1234","displayName":"Ada"},"object":{"id":"o"}})";
    for (const std::string& document :
         {R"({"list":[)" + item + R"(],"totalResults":1})", "[" + item + "]", item,
          R"({"objectType":"collection","items":[)" + item + "]}"}) {
        const Feed feed = parsed(document);
        EXPECT_EQ(feed.format, FeedFormat::activity_streams_1) << document;
        ASSERT_EQ(feed.entries.size(), 1U);
        EXPECT_EQ(feed.entries[0].author, "Ada");
        EXPECT_EQ(feed.entries[0].author_uri, "");  // a mere number is no address
        EXPECT_EQ(feed.entries[0].markup.verbs, Words{"like"});
    }
    EXPECT_TRUE(parsed(R"({"objectType":"collection","items":[]})").entries.empty());
}

TEST(ActivityStreams, LimitsOfPartsAndOfActivitiesInside) {
    const std::string many = "\"u:o\"" + repeated(",\"u:o\"", 150);
    const Entry wide = only_entry(outbox(R"({"type":["Like")" + repeated(R"(,"Like")", 150) +
                                         R"(],"actor":"u:a","object":[)" + many + "]}"));
    EXPECT_EQ(wide.markup.verbs.size(), feed_limits::parts);
    EXPECT_EQ(wide.markup.objects.size(), feed_limits::parts);
    const std::size_t levels = feed_limits::depth - 3;
    const Entry deep =
        only_entry(outbox(repeated(R"({"type":"Undo","actor":"u:a","object":)", levels) +
                          "\"u:o\"" + repeated("}", levels)));
    EXPECT_EQ(deep.markup.verbs.size(), feed_limits::parts);
    EXPECT_EQ(deep.markup.objects, std::vector<Thing>{thing("", "u:o", "")});
}

TEST(ActivityStreamsJson, ACollectionThatCanShowNobodyIsAProblem) {
    const std::pair<const char*, const char*> rows[] = {
        {R"({"type":"OrderedCollection","totalItems":2,"orderedItems":["https://p.example/1"]})",
         "the document is an ActivityStreams collection of addresses only"},
        {R"({"type":"OrderedCollection","totalItems":5,"orderedItems":[]})",
         "the document is an ActivityStreams collection that hides its items"},
    };
    for (const auto& [text, what] : rows) {
        const auto feed = parse_feed(text, {});
        ASSERT_FALSE(feed) << text;
        EXPECT_EQ(feed.error().what, what);
    }
    EXPECT_TRUE(
        parsed(R"({"type":"OrderedCollection","totalItems":0,"orderedItems":[]})").entries.empty());
}

}  // namespace
}  // namespace earshot
