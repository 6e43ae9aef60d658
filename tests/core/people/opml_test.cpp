#include "earshot/opml.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "earshot/text.hpp"

namespace earshot {
namespace {

OpmlReading read(std::string_view text) {
    auto reading = read_opml(text);
    EXPECT_TRUE(reading) << (reading ? "" : to_text(reading.error()));
    return reading ? *reading : OpmlReading{};
}

std::string around(const std::string& body) {
    return "<opml version=\"2.0\"><head><title>Mine</title></head><body>" + body + "</body></opml>";
}

std::vector<std::string> refusals(const OpmlReading& reading) {
    std::vector<std::string> lines;
    for (const Problem& problem : reading.refused)
        lines.push_back(to_text(problem));
    return lines;
}

TEST(Opml, AListIsFeedsInFolders) {
    const OpmlReading reading = read(R"(<?xml version="1.0"?>
<opml version="2.0">
  <head><title>Reading list</title><dateCreated>Tue, 14 Apr 2026 05:30:00 GMT</dateCreated></head>
  <body>
    <outline text="friends" title="friends">
      <outline text="Ines Duarte" title="Notes from the coast" type="rss"
               xmlUrl="https://ines.example/feed.xml?token=x" htmlUrl="https://ines.example/"/>
      <outline text="work">
        <outline text="Tom Hale" xmlUrl="https://tom.example/atom"/>
      </outline>
    </outline>
    <outline type="rss" title="The network" xmlUrl="https://network.example/updates"
             xmlns:earshot="urn:earshot:opml" earshot:carries="many"/>
  </body>
</opml>)");
    EXPECT_EQ(reading.list.title, "Reading list");
    EXPECT_EQ(reading.list.created, parse_rfc3339("2026-04-14T05:30:00Z").value());
    ASSERT_EQ(reading.list.feeds.size(), 3U);
    const OpmlFeed& ines = reading.list.feeds[0];
    EXPECT_EQ(ines.text, "Ines Duarte");
    EXPECT_EQ(ines.title, "Notes from the coast");
    EXPECT_EQ(ines.feed.reveal(), "https://ines.example/feed.xml?token=x");
    EXPECT_EQ(ines.page->reveal(), "https://ines.example/");
    EXPECT_EQ(ines.folders, std::vector<std::string>{"friends"});
    EXPECT_EQ(reading.list.feeds[1].folders, (std::vector<std::string>{"friends", "work"}));
    EXPECT_FALSE(reading.list.feeds[1].page);
    EXPECT_EQ(reading.list.feeds[2].text, "The network");
    EXPECT_TRUE(reading.list.feeds[2].many);
    EXPECT_TRUE(reading.list.feeds[2].folders.empty());
    EXPECT_EQ(reading.lines, (std::vector<int>{6, 9, 12}));
    EXPECT_TRUE(reading.refused.empty());
    EXPECT_FALSE(reading.damage);
}

TEST(Opml, OtherProgramsWriteOtherOpml) {
    const struct {
        const char* outline;
        const char* text;
        const char* feed;
    } rows[] = {
        {R"(<outline title="T" xmlURL="http://a.example/"/>)", "T", "http://a.example/"},
        {R"(<OUTLINE TEXT="T" XMLURL="http://a.example/"/>)", "T", "http://a.example/"},
        {R"(<outline text="A &amp; B" xmlUrl="http://a.example/?a=1&amp;b=2"/>)", "A & B",
         "http://a.example/?a=1&b=2"},
        {R"(<outline text="A & B" xmlUrl="http://a.example/?a=1&b=2"/>)", "A & B",
         "http://a.example/?a=1&b=2"},
        {R"(<outline xmlUrl="http://a.example/x"/>)", "a.example", "http://a.example/x"},
        {R"(<outline xmlUrl="file:///var/feeds/ann.xml"/>)", "file", "file:///var/feeds/ann.xml"},
        {R"(<outline text="T" xmlUrl="feed://a.example/x"/>)", "T", "http://a.example/x"},
        {R"(<outline text="T" xmlUrl="feed:https://a.example/x"/>)", "T", "https://a.example/x"},
        {R"(<outline text="T" type="rss" url="http://a.example/"/>)", "T", "http://a.example/"},
        {"<outline text=\"  T \n U\" xmlUrl=\" http://a.example/ \"/>", "T U", "http://a.example/"},
    };
    for (const auto& row : rows) {
        const OpmlReading reading = read(around(row.outline));
        ASSERT_EQ(reading.list.feeds.size(), 1U) << row.outline;
        EXPECT_EQ(reading.list.feeds[0].text, row.text) << row.outline;
        EXPECT_EQ(reading.list.feeds[0].feed.reveal(), row.feed) << row.outline;
    }
}

TEST(Opml, WithoutABodyOrInAnotherEncodingItIsStillAList) {
    EXPECT_EQ(read("<opml><outline text='a' xmlUrl='http://a.example/'/></opml>").list.feeds.size(),
              1U);
    const OpmlReading latin = read(
        "<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='Zo\xEB' "
        "xmlUrl='http://a.example/'/></body></opml>");
    EXPECT_EQ(latin.list.feeds.at(0).text, "Zoë");
}

TEST(Opml, WhatCannotBePolledIsRefusedByLineAndField) {
    const OpmlReading reading = read(around(R"(
<outline text="a" xmlUrl="gopher://old.example/"/>
<outline text="b" xmlUrl=""  htmlUrl="https://b.example/"/>
<outline text="c" type="include" url="https://c.example/list.opml"/>
<outline text="d" xmlUrl="https://d.example/…/feed"/>
<outline text="only a note"/>
<outline text="e" type="rss"/>
<outline text="f" xmlUrl="https://f.example/"/>)"));
    EXPECT_EQ(refusals(reading),
              (std::vector<std::string>{
                  "line 2, xmlUrl: the address has to begin with http:, https: or file:",
                  "line 3, xmlUrl: has no feed address",
                  "line 4, type: names another list, which is not fetched",
                  "line 5, xmlUrl: is hidden in this list: export it with its secrets",
                  "line 7, xmlUrl: has no feed address",
              }));
    ASSERT_EQ(reading.list.feeds.size(), 1U);
    EXPECT_EQ(reading.lines, std::vector<int>{8});
}

TEST(Opml, OfABrokenListWhatCameWholeIsKept) {
    const struct {
        const char* end;
        std::size_t feeds;
    } rows[] = {
        {"<outline text='b' xmlUrl='http://b.example/'/></body>", 2},
        {"<outline text='b' xmlUrl='http://b.example/'/><oops>", 2},
        {"<outline text='b' xmlUrl='http://b.exam", 1},
        {"<outline text='b' xmlUrl='http://b.example/' ", 1},
        {"<outline text='b' xmlUrl=http://b.example/ />", 1},
        {"</outline></body></opml>", 1},
        {"<<<", 1},
    };
    for (const auto& row : rows) {
        const OpmlReading reading =
            read(std::string("<opml><body>\n<outline text='a' xmlUrl='http://a.example/'/>\n") +
                 row.end);
        EXPECT_EQ(reading.list.feeds.size(), row.feeds) << row.end;
        ASSERT_TRUE(reading.damage) << row.end;
        EXPECT_EQ(reading.damage->where, "line 3") << row.end;
    }
}

TEST(Opml, WhatIsNoListSaysSo) {
    for (const char* text : {"", "   ", "hello", "{\"a\":1}", "<rss version='2.0'/>",
                             "<!doctype html><html><body>x</body></html>"})
        EXPECT_FALSE(read_opml(text)) << text;
    EXPECT_EQ(read_opml("<rss/>").error().what, "is no OPML: its root is <rss>");
}

TEST(Opml, LimitsHoldAtTheLimitAndOnePastIt) {
    const auto nested = [](std::size_t depth) {
        std::string body;
        for (std::size_t i = 0; i < depth; ++i)
            body += "<outline text='f" + std::to_string(i) + "'>";
        body += "<outline text='a' xmlUrl='http://a.example/'/>";
        for (std::size_t i = 0; i < depth; ++i)
            body += "</outline>";
        return read(around(body));
    };
    const OpmlReading deepest = nested(opml_limits::depth - 1);
    ASSERT_EQ(deepest.list.feeds.size(), 1U);
    EXPECT_EQ(deepest.list.feeds[0].folders.size(), opml_limits::depth - 1);
    const OpmlReading too_deep = nested(opml_limits::depth);
    EXPECT_TRUE(too_deep.list.feeds.empty());
    EXPECT_EQ(refusals(too_deep), std::vector<std::string>{"line 1: is nested too deeply"});
    EXPECT_TRUE(nested(100'000).list.feeds.empty());

    const auto called = [](std::size_t bytes) {
        return read(around("<outline text='" + std::string(bytes, 'x') +
                           "' xmlUrl='http://a.example/'/>"))
            .list.feeds.at(0)
            .text;
    };
    EXPECT_EQ(called(opml_limits::text), std::string(opml_limits::text, 'x'));
    EXPECT_EQ(called(opml_limits::text + 1).size(), opml_limits::text);

    std::string many;
    for (std::size_t i = 0; i < opml_limits::feeds; ++i)
        many += "<outline text='a' xmlUrl='http://a.example/'/>\n";
    EXPECT_EQ(read(around(many)).list.feeds.size(), opml_limits::feeds);
    EXPECT_TRUE(read(around(many)).refused.empty());
    const OpmlReading one_more = read(around(many + many.substr(0, many.find('\n') + 1)));
    EXPECT_EQ(one_more.list.feeds.size(), opml_limits::feeds);
    EXPECT_EQ(one_more.refused.size(), 1U);

    std::string bad;
    for (std::size_t i = 0; i < opml_limits::refused + 3; ++i)
        bad += "<outline xmlUrl='x:'/>";
    EXPECT_EQ(read(around(bad)).refused.size(), opml_limits::refused);
    EXPECT_EQ(read(around(bad)).refused_unlisted, 3U);

    const std::string whole = around("<outline text='a' xmlUrl='http://a.example/'/>");
    std::string large = whole + std::string(opml_limits::bytes - whole.size(), ' ');
    EXPECT_TRUE(read_opml(large));
    EXPECT_FALSE(read_opml(large + " "));
}

TEST(Opml, SecretsAreHiddenUnlessAskedFor) {
    Opml list;
    list.feeds.push_back({"Ann",
                          "",
                          Url::parse("https://ann:hush@a.example/f?token=hush").value(),
                          Url::parse("https://a.example/secret:hush/").value(),
                          {},
                          false});
    EXPECT_EQ(write_opml(list, Secrets::hidden).find("hush"), std::string::npos);
    EXPECT_NE(write_opml(list, Secrets::shown).find("ann:hush@"), std::string::npos);
}

TEST(Opml, WrittenFormIsValidOpml2) {
    Opml list;
    list.title = "R & D <3";
    list.created = from_epoch(1'776'150'000);
    const auto feed = [](std::string text, std::vector<std::string> folders) {
        return OpmlFeed{
            std::move(text),    "",   Url::parse("https://a.example/?a=1&b=2").value(), {},
            std::move(folders), false};
    };
    list.feeds = {feed("one", {"a"}), feed("two", {}), feed("three", {"a", "b"}),
                  feed("four", {"a"})};
    EXPECT_EQ(write_opml(list, Secrets::shown), R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:earshot="urn:earshot:opml">
  <head>
    <title>R &amp; D &lt;3</title>
    <dateCreated>Tue, 14 Apr 2026 07:00:00 GMT</dateCreated>
  </head>
  <body>
    <outline text="a">
      <outline type="rss" text="one" xmlUrl="https://a.example/?a=1&amp;b=2"/>
      <outline type="rss" text="four" xmlUrl="https://a.example/?a=1&amp;b=2"/>
    </outline>
    <outline type="rss" text="two" xmlUrl="https://a.example/?a=1&amp;b=2"/>
    <outline text="a">
      <outline text="b">
        <outline type="rss" text="three" xmlUrl="https://a.example/?a=1&amp;b=2"/>
      </outline>
    </outline>
  </body>
</opml>
)");
}

// --- any list, any bytes ---

rc::Gen<std::string> any_word() {
    return rc::gen::map(
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab <>&\"'\\/é;\x01\n"))),
        [](const std::string& bytes) {
            const std::string word = shorten(collapse(printable(bytes)), 40);
            return word.empty() ? std::string("x") : word;
        });
}

rc::Gen<OpmlFeed> any_feed() {
    return rc::gen::apply(
        [](std::string text, std::string title, int number, std::vector<std::string> folders,
           bool many, bool page) {
            OpmlFeed feed;
            feed.text = std::move(text);
            if (title != feed.text) feed.title = std::move(title);
            const std::string host = "https://h" + std::to_string(number) + ".example";
            feed.feed = Url::parse(host + "/a?b=\"c\"&d='e'").value();
            if (page) feed.page = Url::parse(host + "/").value();
            folders.resize(std::min<std::size_t>(folders.size(), 4));
            feed.folders = std::move(folders);
            feed.many = many;
            return feed;
        },
        any_word(), any_word(), rc::gen::inRange(0, 9),
        rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "b & c")),
        rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>());
}

RC_GTEST_PROP(OpmlRoundTrip, WhatIsWrittenIsReadBackAndWrittenTheSame, ()) {
    Opml list;
    list.title = *any_word();
    if (*rc::gen::arbitrary<bool>()) list.created = from_epoch(*rc::gen::inRange(0, 2'000'000'000));
    list.feeds = *rc::gen::container<std::vector<OpmlFeed>>(any_feed());
    const std::string written = write_opml(list, Secrets::shown);
    const auto reading = read_opml(written);
    RC_ASSERT(reading.has_value());
    RC_ASSERT(!reading->damage && reading->refused.empty());
    RC_ASSERT(reading->list.feeds.size() == list.feeds.size());
    RC_ASSERT(write_opml(reading->list, Secrets::shown) == written);
    const auto again = read_opml(write_opml(reading->list, Secrets::shown));
    RC_ASSERT(again.has_value() && again->list == reading->list);
}

RC_GTEST_PROP(OpmlRoundTrip, AnyBytesAreReadOrRefused, ()) {
    static const std::vector<std::string> pieces{"<opml>",
                                                 "</opml>",
                                                 "<body>",
                                                 "</body>",
                                                 "<outline ",
                                                 "text='a'",
                                                 " xmlUrl='http://a.example/'",
                                                 "/>",
                                                 ">",
                                                 "</outline>",
                                                 "\xFF\xFE",
                                                 "&",
                                                 "\"",
                                                 "<![CDATA[",
                                                 "<!--",
                                                 "\n"};
    const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    std::string text = "<opml>";
    for (const std::string& piece : chosen)
        text += piece;
    const auto reading = read_opml(text);
    if (!reading) return;
    RC_ASSERT(reading->lines.size() == reading->list.feeds.size());
    for (const OpmlFeed& feed : reading->list.feeds)
        RC_ASSERT(feed.feed.reveal() == "http://a.example/");
}

}  // namespace
}  // namespace earshot
