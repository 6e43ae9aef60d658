#include "earshot/feed.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "support/feed_text.hpp"
#include "support/places.hpp"

namespace earshot {
namespace {

std::string golden(const std::string& name) {
    std::ifstream file(test::source_dir() + "/tests/golden/feeds/" + name);
    EXPECT_TRUE(file) << name;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

TEST(Rss, SaysWhatTheChannelSays) {
    const Feed feed = parsed(golden("weblog.rss"));
    EXPECT_EQ(feed.format, FeedFormat::rss_2_0);
    EXPECT_EQ(feed.title, "Notes from the Teapot & Saucer");
    EXPECT_EQ(feed.link, "https://teapot.example/");
    EXPECT_EQ(feed.self, "https://teapot.example/feed.xml");
    EXPECT_EQ(feed.hub, "https://hub.example/");
    EXPECT_EQ(feed.author, "Mira Quillfeather");
    EXPECT_EQ(feed.generator, "Inkwell 3.1");
    EXPECT_EQ(feed.updated, at("2026-04-14T05:30:00Z"));
    EXPECT_EQ(feed.ttl, 90 * minute);
    EXPECT_EQ(feed.skip_hours, 1U | 1U << 3);
    EXPECT_EQ(feed.skip_days, 1U | 1U << 6);
    EXPECT_EQ(feed.damage, std::nullopt);
}

TEST(Rss, SaysWhatTheItemsSay) {
    const Feed feed = parsed(golden("weblog.rss"));
    ASSERT_EQ(feed.entries.size(), 3U);
    Entry steam;
    steam.id = "teapot-17";
    steam.title = "Steam & whistles";
    steam.link = "https://teapot.example/2026/steam";
    steam.author = "Mira Quillfeather";
    steam.content = "<p>The <b>whole</b> story</p>";
    steam.published = at("2026-04-14T05:30:00Z");
    steam.categories = {"steam", "whistles & pipes"};
    EXPECT_EQ(feed.entries[0], steam);

    Entry lid;
    lid.id = lid.link = "https://teapot.example/2026/lid";
    lid.author = "Odo Brassbottom";
    lid.content = "An item without a title";
    lid.published = at("2026-04-01T10:00:00Z");
    EXPECT_EQ(feed.entries[1], lid);

    Entry bare;
    bare.title = "Bare";
    EXPECT_EQ(feed.entries[2], bare);
}

TEST(Rss, TakesThePaceFromSyndicationWhenThereIsNoTtl) {
    const auto pace = [](const std::string& inside) {
        return parsed("<rss xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><channel>" +
                      inside + "</channel></rss>")
            .ttl;
    };
    EXPECT_EQ(pace("<s:updatePeriod>daily</s:updatePeriod>"), day);
    EXPECT_EQ(pace("<s:updatePeriod> hourly </s:updatePeriod>"
                   "<s:updateFrequency>4</s:updateFrequency>"),
              15 * minute);
    EXPECT_EQ(pace("<s:updatePeriod>hourly</s:updatePeriod>"
                   "<s:updateFrequency>99999</s:updateFrequency>"),
              minute);
    EXPECT_EQ(pace("<s:updatePeriod>often</s:updatePeriod>"), std::nullopt);
    EXPECT_EQ(pace("<s:updateFrequency>0</s:updateFrequency>"), std::nullopt);
    EXPECT_EQ(pace("<ttl>0</ttl>"), std::nullopt);
    EXPECT_EQ(pace("<ttl>1440</ttl>"), day);
    EXPECT_EQ(pace("<ttl>527040</ttl>"), 366 * day);
    EXPECT_EQ(pace("<ttl>527041</ttl>"), std::nullopt);
}

TEST(Rss, AGuidIsALinkOnlyWhenItLooksLikeOneAndDoesNotDenyIt) {
    const auto link = [](const std::string& inside) {
        return only_entry(rss("<item>" + inside + "</item>")).link;
    };
    EXPECT_EQ(link("<guid>https://a.example/1</guid>"), "https://a.example/1");
    EXPECT_EQ(link("<guid>https://a.example/1</guid><link>https://b.example/</link>"),
              "https://b.example/");
    EXPECT_EQ(link("<link/><guid>https://a.example/1</guid>"), "https://a.example/1");
    EXPECT_EQ(link("<guid isPermaLink='false'>https://a.example/1</guid>"), "");
    EXPECT_EQ(link("<guid>17</guid>"), "");
}

TEST(Rss, FindsTheNameOfAnAuthor) {
    const std::pair<const char*, const char*> rows[] = {
        {"<author>ann@a.example (Ann Example)</author>", "Ann Example"},
        {"<author>Ann Example &lt;ann@a.example&gt;</author>", "Ann Example"},
        {"<author>Ann Example</author>", "Ann Example"},
        {"<author>ann@a.example</author>", "ann@a.example"},
        {"<author>Ann Example (she)</author>", "Ann Example (she)"},
        {"<author><name>Ann Example</name></author>", "Ann Example"},
        {"<author>x@a.example</author><dc:creator>Ann Example</dc:creator>", "Ann Example"},
        {"<itunes:author>Ann Example</itunes:author>", "Ann Example"},
    };
    for (const auto& [inside, name] : rows)
        EXPECT_EQ(only_entry(rss(std::string("<item>") + inside + "</item>")).author, name)
            << inside;
}

TEST(Rss, ReadsItemsThatStandOutsideTheChannel) {
    EXPECT_EQ(parsed("<rss><channel><title>t</title></channel><item><title>a</title></item>"
                     "<item><title>b</title></item></rss>")
                  .entries.size(),
              2U);
}

TEST(Atom, SaysWhatTheFeedSays) {
    const Feed feed = parsed(golden("lighthouse.atom"));
    EXPECT_EQ(feed.format, FeedFormat::atom_1_0);
    EXPECT_EQ(feed.title, "Lighthouse <log>");
    EXPECT_EQ(feed.link, "https://light.example/");
    EXPECT_EQ(feed.self, "https://light.example/log/feed.atom");
    EXPECT_EQ(feed.hub, "https://hub.example/");
    EXPECT_EQ(feed.author, "Petra Lampwick");
    EXPECT_EQ(feed.author_uri, "https://light.example/petra");
    EXPECT_EQ(feed.generator, "Foghorn https://foghorn.example/");
    EXPECT_EQ(feed.updated, at("2026-04-14T05:30:00Z"));
}

TEST(Atom, SaysWhatTheEntriesSay) {
    const Feed feed = parsed(golden("lighthouse.atom"));
    ASSERT_EQ(feed.entries.size(), 3U);
    Entry one;
    one.id = "tag:light.example,2026:1";
    one.title = "Less: <b> stays";
    one.link = "https://light.example/log/one.html";
    one.author = "Tilo Wick";
    one.published = at("2026-04-13T05:30:00Z");
    one.updated = at("2026-04-14T05:30:00Z");
    one.categories = {"fog"};
    one.content = feed.entries[0].content;
    EXPECT_EQ(feed.entries[0], one);
    EXPECT_NE(one.content.find("<div xmlns:x=\"http://www.w3.org/1999/xhtml\"><p>Fog <b>and</b> "
                               "<i title=\"a&quot;b\">more &lt; fog</i><br></p></div>"),
              std::string::npos)
        << one.content;

    Entry two;
    two.id = "tag:light.example,2026:2";
    two.title = "Two lamps";
    two.link = "https://light.example/deep/two.html";
    two.author = "Guest Keeper";
    two.author_uri = "https://guest.example/";
    two.updated = at("2026-04-12T05:30:00Z");
    two.content = "plain &lt; text";
    EXPECT_EQ(feed.entries[1], two);

    Entry three;
    three.id = "tag:light.example,2026:3";
    three.title = "Three & more";
    EXPECT_EQ(feed.entries[2], three);
}

TEST(Atom, AnEntryMayComeByItself) {
    const Feed feed = parsed(
        "<a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:id>urn:x</a:id>"
        "<a:title>alone</a:title></a:entry>");
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].title, "alone");
    EXPECT_EQ(feed.title, "");
}

TEST(Names, CountByNamespaceWhateverThePrefix) {
    const Entry entry = only_entry(
        "<rss xmlns:q='http://purl.org/dc/elements/1.1/' xmlns:dc='http://else.example/'><channel>"
        "<item><title>right</title><dc:creator>wrong</dc:creator><q:creator>Ann</q:creator>"
        "<title xmlns='http://search.yahoo.com/mrss/'>wrong</title>"
        "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>text</c:encoded>"
        "</item></channel></rss>");
    EXPECT_EQ(entry.title, "right");
    EXPECT_EQ(entry.author, "Ann");
    EXPECT_EQ(entry.content, "text");
}

TEST(Names, AreUnderstoodWhenTheirNamespaceIsMistypedOrMissing) {
    EXPECT_EQ(only_entry("<feed><entry><title>a</title></entry></feed>").title, "a");
    EXPECT_EQ(only_entry("<feed xmlns='http://www.w3.org/2005/atom'><entry><title>a</title></entry>"
                         "</feed>")
                  .title,
              "a");
    EXPECT_EQ(only_entry("<feed xmlns='urn:mistake'><entry><title>a</title></entry></feed>").title,
              "a");
    EXPECT_EQ(only_entry("<x:feed xmlns:x='http://www.w3.org/2005/Atom'><x:entry><x:title>a"
                         "</x:title></x:entry></x:feed>")
                  .title,
              "a");
    EXPECT_EQ(only_entry("<rss xmlns='http://backend.userland.com/rss2'><channel><item>"
                         "<title>a</title></item></channel></rss>")
                  .title,
              "a");
    EXPECT_EQ(only_entry(rss("<item><dc:creator>Ann</dc:creator></item>")).author, "Ann");
    EXPECT_EQ(only_entry("<RSS><CHANNEL><ITEM><TITLE>a</TITLE></ITEM></CHANNEL></RSS>").title, "a");
}

TEST(ActivityStreams, KeepsVerbsObjectsAndTarget) {
    const Feed feed = parsed(golden("meadow.atom"));
    ASSERT_EQ(feed.entries.size(), 3U);
    EXPECT_EQ(feed.author, "fern");
    EXPECT_EQ(feed.author_uri, "https://meadow.example/user/7");

    const Entry& follow = feed.entries[0];
    EXPECT_EQ(follow.author, "fern");
    EXPECT_EQ(follow.author_uri, "https://meadow.example/user/7");
    Markup expected;
    expected.verbs = {"follow", "wave"};
    expected.objects = {{"person", "https://pond.example/users/moss", "Moss Pebble",
                         "https://pond.example/@moss", "", ""}};
    expected.target = {{"group", "https://meadow.example/group/1", "Walkers", "", "", ""}};
    EXPECT_EQ(follow.markup, expected);
}

TEST(ActivityStreams, AnObjectKeepsItsOwnAuthor) {
    const Feed feed = parsed(golden("meadow.atom"), {"", "https://meadow.example/feed"});
    ASSERT_EQ(feed.entries.size(), 3U);
    EXPECT_EQ(feed.entries[1].author, "");
    ASSERT_EQ(feed.entries[1].markup.objects.size(), 1U);
    EXPECT_EQ(feed.entries[1].markup.objects[0],
              (Thing{"note", "https://pond.example/notes/1", "New status by moss@pond.example",
                     "https://meadow.example/notes/1", "moss", "https://pond.example/users/moss"}));
}

TEST(ActivityStreams, AnEntryThatStatesItsTypeIsItsOwnObject) {
    const Feed feed = parsed(golden("meadow.atom"));
    ASSERT_EQ(feed.entries.size(), 3U);
    const Markup& comment = feed.entries[2].markup;
    ASSERT_EQ(comment.objects.size(), 1U);
    EXPECT_EQ(comment.objects[0], (Thing{"comment", "tag:meadow.example,2026:comment:9",
                                         "A comment", "https://meadow.example/notice/9", "", ""}));
    EXPECT_EQ(comment.in_reply_to, "https://pond.example/notes/1");
}

TEST(Links, AreReadAgainstTheNearestBase) {
    const std::string site = "<link>https://site.example/blog/</link>";
    const auto link = [](const std::string& root, const std::string& about, const char* source) {
        return only_entry("<rss" + root + "><channel>" + about +
                              "<item><link>a?b</link></item></channel></rss>",
                          {"", source})
            .link;
    };
    const char* source = "https://source.example/feeds/x";
    EXPECT_EQ(link("", "", source), "https://source.example/feeds/a?b");
    EXPECT_EQ(link("", site, source), "https://site.example/blog/a?b");
    EXPECT_EQ(link("", "<link>/blog/</link>", source), "https://source.example/blog/a?b");
    EXPECT_EQ(link(" xml:base='https://base.example/'", site, source), "https://base.example/a?b");
    EXPECT_EQ(link(" xml:base='/base/'", site, source), "https://source.example/base/a?b");
    // Nobody knows where it is from: as it was written, but for what the document itself says.
    EXPECT_EQ(link("", site, ""), "a?b");
    EXPECT_EQ(link(" xml:base='https://base.example/'", site, ""), "https://base.example/a?b");
}

TEST(Links, ThatSayTheyAreAPageComeFirst) {
    EXPECT_EQ(only_entry(atom("<entry><link href='https://a.example/1'/>"
                              "<link rel='alternate' type='text/html' href='https://a.example/2'/>"
                              "<link rel='alternate' type='text/html' href='https://a.example/3'/>"
                              "<link type='application/json' href='https://a.example/4'/></entry>"))
                  .link,
              "https://a.example/2");
}

TEST(Guids, AreLinksWhenTheySaySoOrLookLikeOne) {
    const auto link = [](const std::string& guid) {
        return only_entry(rss("<item>" + guid + "</item>"), {"", "https://a.example/x"}).link;
    };
    EXPECT_EQ(link("<guid>https://b.example/1</guid>"), "https://b.example/1");
    EXPECT_EQ(link("<guid isPermaLink='false'>https://b.example/1</guid>"), "");
    EXPECT_EQ(link("<guid>0451-17</guid>"), "");
    EXPECT_EQ(link("<guid isPermaLink='true'>1</guid>"), "https://a.example/1");
}

TEST(Links, ThatNoReaderShouldFollowAreDropped) {
    for (const char* href : {"javascript:alert(1)", "JavaScript:alert(1)", " java\nscript:alert(1)",
                             "data:text/html,x", "vbscript:x"})
        EXPECT_EQ(only_entry(rss(std::string("<item><link>") + href + "</link></item>")).link, "")
            << href;
}

TEST(Rdf, KeepsItsItemsBesideTheChannel) {
    const Feed feed = parsed(golden("kiosk.rdf"));
    EXPECT_EQ(feed.format, FeedFormat::rss_1_0);
    EXPECT_EQ(feed.title, "Kiosk by the canal");
    EXPECT_EQ(feed.link, "https://kiosk.example/");
    EXPECT_EQ(feed.ttl, 12 * hour);
    ASSERT_EQ(feed.entries.size(), 2U);
    Entry first;
    first.id = first.link = "https://kiosk.example/1";
    first.title = "Papers & magazines";
    first.author = "Runa Kettleby";
    first.content = "Both are in.";
    first.published = at("2004-05-25T08:00:00Z");
    first.categories = {"press"};
    EXPECT_EQ(feed.entries[0], first);
    EXPECT_EQ(feed.entries[1].id, "https://kiosk.example/2#about");  // rdf:about, as given
    EXPECT_EQ(feed.entries[1].link, "https://kiosk.example/2");
}

TEST(Format, IsWhatTheRootSays) {
    const std::string rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' ";
    const std::pair<std::string, const char*> rows[] = {
        {"<rss version='0.90'/>", "rss-0.90"},
        {"<rss version='0.91'/>", "rss-0.91"},
        {"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'x'><rss version=' 0.91'/>",
         "rss-0.91"},
        {"<rss version='0.92'/>", "rss-0.92"},
        {"<rss version='0.93'/>", "rss-0.93"},
        {"<rss version='0.94'/>", "rss-0.94"},
        {"<rss version='2.0'/>", "rss-2.0"},
        {"<rss version='2.0.1'/>", "rss-2.0"},
        {"<rss/>", "rss-2.0"},
        {"<RSS VERSION='0.92'/>", "rss-0.92"},
        {"<rdf:RDF " + rdf + "xmlns='http://my.netscape.com/rdf/simple/0.9/'/>", "rss-0.90"},
        {"<rdf:RDF " + rdf + "xmlns='http://channel.netscape.com/rdf/simple/0.9/'/>", "rss-0.90"},
        {"<rdf:RDF " + rdf + "xmlns='http://purl.org/rss/1.0/'/>", "rss-1.0"},
        {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom-0.3"},
        {"<a:feed xmlns:a='http://purl.org/atom/ns#'/>", "atom-0.3"},
        {"<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom-1.0"},
        {"<feed/>", "atom-1.0"},
        {"<entry xmlns='http://www.w3.org/2005/Atom'><id>1</id></entry>", "atom-1.0"},
    };
    for (const auto& [text, name] : rows)
        EXPECT_EQ(to_text(parsed(text).format), name) << text;
}

TEST(Namespaces, AreKnownByAddressElseByPrefix) {
    const auto author = [](const std::string& space, const std::string& element) {
        return only_entry("<rss " + space + "><channel><item><" + element + ">Ann</" + element +
                          "></item></channel></rss>")
            .author;
    };
    EXPECT_EQ(author("xmlns:x='http://purl.org/dc/elements/1.1/'", "x:creator"), "Ann");
    EXPECT_EQ(author("xmlns:dc='http://purl.org/dc/elements/1.1/'", "dc:creator"), "Ann");
    EXPECT_EQ(author("xmlns:dc='http://mistyped.example/'", "dc:creator"), "Ann");
    EXPECT_EQ(author("", "dc:creator"), "Ann");
    EXPECT_EQ(author("xmlns:x='http://other.example/'", "x:creator"), "");
    EXPECT_EQ(author("", "x:creator"), "");
    // A feed that declares Atom for a prefix, and forgets it on half of its elements.
    EXPECT_EQ(only_entry("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><title>t</title>"
                         "</a:entry></a:feed>")
                  .title,
              "t");
}

TEST(Titles, OfMediaServeWhenThereIsNoOther) {
    const std::string media = "<media:title>film</media:title>";
    EXPECT_EQ(only_entry(rss("<item>" + media + "</item>")).title, "film");
    EXPECT_EQ(only_entry(rss("<item>" + media + "<title>t</title></item>")).title, "t");
}

TEST(Letterboxd, SaysWhenTheFilmWasWatched) {
    const Entry entry = only_entry(
        "<rss xmlns:letterboxd='https://letterboxd.com'><channel><item>"
        "<letterboxd:watchedDate>2026-04-02</letterboxd:watchedDate>"
        "<pubDate>Fri, 3 Apr 2026 10:00:00 +0000</pubDate></item></channel></rss>");
    EXPECT_EQ(entry.occurred, at("2026-04-02T00:00:00Z"));
    EXPECT_EQ(entry.published, at("2026-04-03T10:00:00Z"));
}

TEST(FeedFormatName, IsStable) {
    const std::vector<std::string_view> names{"rss-0.90",
                                              "rss-0.91",
                                              "rss-0.92",
                                              "rss-0.93",
                                              "rss-0.94",
                                              "rss-1.0",
                                              "rss-2.0",
                                              "atom-0.3",
                                              "atom-1.0",
                                              "json-feed-1.0",
                                              "json-feed-1.1",
                                              "activity-streams-1.0",
                                              "activity-streams-2.0"};
    for (std::size_t i = 0; i < names.size(); ++i)
        EXPECT_EQ(to_text(static_cast<FeedFormat>(i)), names[i]);
}

TEST(Feed, SaysWhichOtherAddressesAreTheSamePersons) {
    const auto atom = parse_feed(
        R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://ann.example/">
             <link rel="me" href="https://social.example/@ann"/><link rel="noopener ME" href="/ann"/>
             <link rel="home" href="/"/><title>Ann</title></feed>)",
        {});
    ASSERT_TRUE(atom);
    EXPECT_EQ(atom->me,
              (std::vector<std::string>{"https://social.example/@ann", "https://ann.example/ann"}));
    const auto rss = parse_feed(
        R"(<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
             <atom:link rel="me" href="https://social.example/@ann"/></channel></rss>)",
        {});
    ASSERT_TRUE(rss);
    EXPECT_EQ(rss->me, std::vector<std::string>{"https://social.example/@ann"});
}

}  // namespace
}  // namespace earshot
