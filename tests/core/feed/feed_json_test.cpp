#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "earshot/text.hpp"
#include "support/feed_text.hpp"

namespace earshot {
namespace {

std::string json_feed(const std::string& items, const std::string& more = "") {
    return R"({"version":"https://jsonfeed.org/version/1.1","title":"t",)" + more + R"("items":[)" +
           items + "]}";
}

std::string problem_of(const std::string& bytes) {
    const auto feed = parse_feed(bytes, {});
    EXPECT_FALSE(feed) << bytes;
    return feed ? "" : to_text(feed.error());
}

TEST(JsonFeed, SaysWhatItSays) {
    const Feed feed = parsed(R"({
        "version": "https://jsonfeed.org/version/1",
        "title": "Bees &amp; <b>hives</b>",
        "home_page_url": "https://bees.example/",
        "feed_url": "https://bees.example/feed.json",
        "icon": "https://bees.example/icon.png",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "author": {"name": "Ada  Keeper", "url": "https://bees.example/ada"},
        "items": [{
            "id": "https://bees.example/1",
            "url": "https://bees.example/1#top",
            "external_url": "https://other.example/",
            "title": "Swarm",
            "content_html": "<p>They left</p>",
            "content_text": "They left",
            "summary": "left",
            "date_published": "2026-04-14T05:30:00+02:00",
            "date_modified": "2026-04-14T05:30:00Z",
            "author": {"name": "Bo", "url": "/bo"},
            "tags": ["bees", "spring"]
        }]
    })");
    EXPECT_EQ(feed.format, FeedFormat::json_feed_1_0);
    EXPECT_EQ(feed.title, "Bees & hives");
    EXPECT_EQ(feed.link, "https://bees.example/");
    EXPECT_EQ(feed.self, "https://bees.example/feed.json");
    EXPECT_EQ(feed.hub, "https://hub.example/");
    EXPECT_EQ(feed.author, "Ada Keeper");
    EXPECT_EQ(feed.author_uri, "https://bees.example/ada");
    EXPECT_FALSE(feed.damage);
    ASSERT_EQ(feed.entries.size(), 1U);
    const Entry& entry = feed.entries[0];
    EXPECT_EQ(entry.id, "https://bees.example/1");
    EXPECT_EQ(entry.link, "https://bees.example/1#top");
    EXPECT_EQ(entry.title, "Swarm");
    EXPECT_EQ(entry.content, "<p>They left</p>");
    EXPECT_EQ(entry.author, "Bo");
    EXPECT_EQ(entry.author_uri, "https://bees.example/bo");
    EXPECT_EQ(entry.published, *parse_rfc3339("2026-04-14T03:30:00Z"));
    EXPECT_EQ(entry.updated, *parse_rfc3339("2026-04-14T05:30:00Z"));
    EXPECT_EQ(entry.categories, (std::vector<std::string>{"bees", "spring"}));
    EXPECT_EQ(entry.markup, Markup{});
}

TEST(JsonFeed, IsKnownByItsVersionOrByWhatItsItemsHold) {
    const std::pair<const char*, FeedFormat> rows[] = {
        {R"("version":"https://jsonfeed.org/version/1","items":[])", FeedFormat::json_feed_1_0},
        {R"("version":"http://www.jsonfeed.org/version/1.1/","items":[])",
         FeedFormat::json_feed_1_1},
        {R"("version":"https://jsonfeed.org/version/2","items":[])", FeedFormat::json_feed_1_1},
        {R"("items":[{"id":1}],"version":"https://jsonfeed.org/version/1")",
         FeedFormat::json_feed_1_0},
        {R"("version":1,"items":[{"id":1}])", FeedFormat::json_feed_1_0},
        {R"("items":[{"id":1},{"content_text":"a"}])", FeedFormat::json_feed_1_0},
        {R"("items":[{"date_published":"2026-04-14"}],"authors":[])", FeedFormat::json_feed_1_1},
    };
    for (const auto& [members, format] : rows)
        EXPECT_EQ(parsed("{" + std::string(members) + "}").format, format) << members;
    EXPECT_EQ(problem_of(R"({"version":"https://jsonfeed.org/version/1"})"),
              "the document is a JSON Feed without a list of items");
    EXPECT_EQ(problem_of(R"({"total":1,"items":[{"id":1,"name":"a"}]})"),
              "the document is JSON, not a feed");
}

TEST(JsonFeed, LinkIsTheUrlElseTheExternalOneElseAnIdThatIsOne) {
    const std::pair<const char*, const char*> rows[] = {
        {R"("url":"https://a.example/1","external_url":"https://b.example/")",
         "https://a.example/1"},
        {R"("external_url":"https://b.example/","id":"https://a.example/2")", "https://b.example/"},
        {R"("id":"https://a.example/2")", "https://a.example/2"},
        {R"("id":"2")", ""},
        {R"("url":"/3")", "https://feed.example/3"},
        {R"("url":"javascript:alert")", ""},
        {R"("url":["https://a.example/4"])", "https://a.example/4"},
    };
    for (const auto& [members, link] : rows)
        EXPECT_EQ(only_entry(json_feed("{" + std::string(members) + "}"),
                             {"", "https://feed.example/x/feed.json"})
                      .link,
                  link)
            << members;
    EXPECT_EQ(
        only_entry(json_feed(R"({"url":"../1"})", R"("feed_url":"https://s.example/a/f",)")).link,
        "https://s.example/1");
}

TEST(JsonFeed, AuthorIsTheItemsOwnWithAName) {
    const std::pair<const char*, const char*> rows[] = {
        {R"("id":1)", ""},
        {R"("author":{"name":"A"})", "A"},
        {R"("authors":[{"url":"https://u.example/"},{"name":"B"},{"name":"C"}])", "B"},
        {R"("author":{"name":"A"},"authors":[{"name":"B"}])", "A"},
        {R"("author":{"avatar":"x"},"authors":[{"name":"B"}])", "B"},
        {R"("author":"D")", "D"},
        {R"("author":false,"authors":["E"])", "E"},
        {R"("authors":{"name":"F"})", "F"},
    };
    for (const auto& [members, author] : rows)
        EXPECT_EQ(only_entry(json_feed("{" + std::string(members) + "}",
                                       R"("authors":[{"name":"the feed"}],)"))
                      .author,
                  author)
            << members;
    EXPECT_EQ(only_entry(json_feed(R"({"authors":[{"url":"https://u.example/"}]})")).author_uri,
              "https://u.example/");
}

TEST(JsonFeed, ContentIsMarkup) {
    EXPECT_EQ(only_entry(json_feed(R"({"content_text":"1 < 2\n& 3"})")).content,
              "1 &lt; 2\n&amp; 3");
    EXPECT_EQ(only_entry(json_feed(R"({"summary":"a<b"})")).content, "a&lt;b");
}

TEST(JsonFeed, AWrongTypeLosesOnlyItself) {
    const Feed feed = parsed(json_feed(
        R"({"id":{"a":1},"title":5,"url":[],"date_published":7,"authors":"x","tags":3},)"
        R"("text",null,7,[{"id":"no"}],false,{"id":42},{"id":1.50},{"id":true,"title":null},)"
        R"({"id":123456789012345678901234567890,"title":["a","b"]})"));
    ASSERT_EQ(feed.entries.size(), 5U);
    EXPECT_EQ(feed.entries[0].id, "");
    EXPECT_EQ(feed.entries[0].title, "5");
    EXPECT_EQ(feed.entries[0].link, "");
    EXPECT_EQ(feed.entries[0].author, "x");
    EXPECT_EQ(feed.entries[0].categories, std::vector<std::string>{"3"});
    EXPECT_FALSE(feed.entries[0].published);
    EXPECT_EQ(feed.entries[1].id, "42");
    EXPECT_EQ(feed.entries[2].id, "1.50");
    EXPECT_EQ(feed.entries[3].id, "");
    EXPECT_EQ(feed.entries[4].id, "123456789012345678901234567890");
    EXPECT_EQ(feed.entries[4].title, "a");
}

TEST(JsonFeed, ItemsMayBeWrittenAsAnObject) {
    const Feed feed = parsed(
        R"({"version":"https://jsonfeed.org/version/1","items":{"0":{"id":"a"},"7":{"id":"b"}}})");
    ASSERT_EQ(feed.entries.size(), 2U);
    EXPECT_EQ(feed.entries[1].id, "b");
}

TEST(Json, IsReadAsLooselyAsItIsWritten) {
    const std::pair<const char*, const char*> rows[] = {
        {R"({"id":"1","id":"2"})", "2"},
        {R"({"id":"1",})", "1"},
        {"{\"id\":/* \"0\" */\"1\" // \"\n}", "1"},
        {"{\"id\":\"a\nb\tc\x01 d\"}", "a\nb\tc d"},
        {R"({"id":"it\'s \q"})", "it's q"},
        {R"({"id":"\u00fc \ud83d\ude00"})", "ü 😀"},
        {R"({"id":"\ud83d lone"})", "\uFFFD lone"},
        {R"({"id":"lone \ude00"})", "lone \uFFFD"},
        {R"({"id":"\ud83d\ud83d\ude00"})", "\uFFFD😀"},
        {R"({"id":"a\u0000b"})", "a\uFFFDb"},
        {R"({"id":"\u12","x":"\ud8"})", "u12"},
        {R"({"id":" \\ \" \/ "})", "\\ \" /"},
    };
    for (const auto& [item, id] : rows) {
        const Entry entry = only_entry(json_feed(item));
        EXPECT_EQ(entry.id, id) << item;
        EXPECT_EQ(entry.id, repair_utf8(entry.id));
    }
}

TEST(Json, MayBeFollowedByWhatCachesLeave) {
    for (const char* rest : {"", " \n", ";", "\n<!-- cached -->\n"})
        EXPECT_EQ(parsed(json_feed(R"({"id":"1"})") + rest).entries.size(), 1U) << rest;
    EXPECT_EQ(problem_of(json_feed(R"({"id":"1"})") + "\n{}"),
              "line 2: broken JSON: it goes on after its end");
}

TEST(BrokenJson, KeepsTheWholeItemsAndSaysWhereTheDamageIs) {
    const std::string whole =
        "{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":["
        "{\"id\":\"1\"},\n{\"id\":\"2\",\"author\":{\"name\":\"a\n\"}}";
    for (const char* end :
         {"", ",", ",{", ",{\"id", ",{\"id\":", ",{\"id\":\"3", ",{\"id\":\"3\"",
          ",{\"id\":\"3\",\"author\":{\"name\":\"b\"", ",{\"id\":\"3\",\"tags\":[\"a\",",
          ",[{\"id\":3}", ",{\"id\":\"3\",\"id\":{\"id\":4", "]", "],\"author\":{\"name\":\"c",
          ",{\"id\" \"3\"}]}"}) {
        const Feed feed = parsed(whole + end);
        ASSERT_EQ(feed.entries.size(), 2U) << end;
        EXPECT_EQ(feed.entries[1].id, "2") << end;
        EXPECT_EQ(feed.entries[1].author, "a") << end;
        ASSERT_TRUE(feed.damage) << end;
        EXPECT_EQ(feed.damage->where, "line 4") << end;
        EXPECT_TRUE(feed.damage->what.starts_with("broken JSON: ")) << end;
    }
}

TEST(BrokenJson, BeforeTheFirstWholeItemIsAProblemWithItsLine) {
    for (const char* bytes :
         {"{\n", "[\n", "[\n}", "{\"a\":\n",
          "{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":[",
          "{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":[{\"id\":\"1\"",
          "[2026-04-14] a log\nand more"}) {
        const auto feed = parse_feed(bytes, {});
        ASSERT_FALSE(feed) << bytes;
        EXPECT_TRUE(feed.error().where.starts_with("line ")) << bytes;
        EXPECT_NE(feed.error().what.find("broken JSON"), std::string::npos) << bytes;
    }
}

TEST(NotAFeed, JsonTellsItsReason) {
    const std::pair<const char*, const char*> rows[] = {
        {R"({"error":"not found","code":404})",
         R"(the document is JSON, not a feed; it says "error": "not found")"},
        {R"({"errors":[{"code":32,"message":"Could not authenticate"}]})",
         R"(the document is JSON, not a feed; it says "errors": "Could not authenticate")"},
        {R"({"error":{"message":"the key 9f8e7d6c5b4a is bad: https://x.example/?k=1"}})",
         R"(the document is JSON, not a feed; it says "error": "the key … is bad: https://x.example/?…")"},
        {R"({"status":404})", R"(the document is JSON, not a feed; it says "status": "404")"},
        {R"({"message":"a\u001b[31m\n\u202eb"})",
         R"(the document is JSON, not a feed; it says "message": "a[31m b")"},
        {R"({"errors":[],"message":null})", "the document is JSON, not a feed"},
        {"{}", "the document is JSON, not a feed"},
        {"[1,2,3]", "the document is JSON, not a feed"},
        {R"([{"id":1,"title":"a"}])", "the document is JSON, not a feed"},
        {R"({"rss":{"channel":{"item":[{"title":"a"}]}}})", "the document is JSON, not a feed"},
    };
    for (const auto& [bytes, what] : rows)
        EXPECT_EQ(problem_of(bytes), what);
    EXPECT_LE(problem_of(R"({"error":")" + repeated("word ", 10000) + R"("})").size(), 250U);
}

TEST(Limits, OfJsonDepth) {
    // The document, its items and an item; then so many more.
    const auto feed = [](std::size_t depth) {
        const std::size_t levels = depth - 3;
        return parse_feed(json_feed(R"({"id":"1"},{"id":"2","x":)" + repeated("[", levels) +
                                    repeated("]", levels) + "}"),
                          {});
    };
    EXPECT_EQ(feed(feed_limits::depth)->entries.size(), 2U);
    EXPECT_FALSE(feed(feed_limits::depth)->damage);
    EXPECT_EQ(feed(feed_limits::depth + 1)->entries.size(), 1U);
    EXPECT_EQ(feed(feed_limits::depth + 1)->damage->what, "broken JSON: it is nested too deep");
    EXPECT_EQ(feed(1'000'000)->entries.size(), 1U);
    EXPECT_EQ(problem_of(repeated("[", 1'000'000)), "line 1: broken JSON: it is nested too deep");
}

TEST(Limits, OfJsonEntriesTextAndParts) {
    const auto items = [](std::size_t count) {
        return parsed(json_feed("{}" + repeated(",{}", count - 1))).entries.size();
    };
    EXPECT_EQ(items(feed_limits::entries), feed_limits::entries);
    EXPECT_EQ(items(feed_limits::entries + 1), feed_limits::entries);
    const std::string full(feed_limits::text, 'x');
    for (const std::string& text : {full, full + "y"}) {
        const Entry entry = only_entry(json_feed("{\"id\":\"" + text + "\",\"title\":\"" + text +
                                                 "\",\"content_html\":\"" + text + "\"}"));
        EXPECT_EQ(entry.id, full);
        EXPECT_EQ(entry.title, full);
        EXPECT_EQ(entry.content, full);
    }
    EXPECT_EQ(only_entry(json_feed("{\"id\":\"" + full.substr(1) + "ü\"}")).id, full.substr(1));
    EXPECT_EQ(
        only_entry(json_feed("{\"content_text\":\"" + repeated("&", 20000) + "\"}")).content.size(),
        feed_limits::text / 5 * 5 + 1);  // "&amp;" and the first byte of one more
    EXPECT_EQ(
        only_entry(json_feed(R"({"tags":["a")" + repeated(",\"a\"", 200) + "]}")).categories.size(),
        feed_limits::parts);
}

TEST(Limits, OfJsonValues) {
    const auto with_tags = [](std::size_t count) {
        // Each tag is a value; so are the item, its id, its list and its neighbour.
        const std::size_t item = 4000;
        std::string items = "{\"id\":\"1\"}";
        for (; count > 0; count -= std::min(count, item))
            items += ",{\"tags\":[0" + repeated(",0", std::min(count, item) - 1) + "]}";
        return parsed(json_feed(items));
    };
    EXPECT_FALSE(with_tags(900'000).damage);
    const Feed feed = with_tags(1'100'000);
    ASSERT_TRUE(feed.damage);
    EXPECT_EQ(feed.damage->what, "broken JSON: it holds more than a feed can");
    EXPECT_FALSE(feed.entries.empty());
}

}  // namespace
}  // namespace earshot
