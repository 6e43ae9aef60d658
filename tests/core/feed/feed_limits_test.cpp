#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "support/feed_text.hpp"

namespace earshot {
namespace {

TEST(Limits, OfBytes) {
    const std::string start = rss("<item><title>a</title></item>");
    const std::string full = start + std::string(feed_limits::bytes - start.size(), ' ');
    EXPECT_TRUE(parse_feed(full, {}));
    const auto feed = parse_feed(full + " ", {});
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().what, "the document is larger than 16 MiB");
}

TEST(Limits, OfBytesCountAfterDecodingToo) {
    std::string grows = "<?xml version='1.0' encoding='iso-8859-1'?><rss>";
    grows += std::string(feed_limits::bytes - grows.size(), '\xE9');  // each becomes two
    EXPECT_FALSE(parse_feed(grows, {}));
}

TEST(Limits, OfEntries) {
    EXPECT_EQ(parsed(rss(repeated("<item/>", feed_limits::entries))).entries.size(),
              feed_limits::entries);
    EXPECT_EQ(parsed(rss(repeated("<item/>", feed_limits::entries + 1))).entries.size(),
              feed_limits::entries);
}

TEST(Limits, OfText) {
    const std::string full(feed_limits::text, 'x');
    for (const std::string& text : {full, full + "y"}) {
        const Entry entry =
            only_entry(rss("<item><guid>" + text + "</guid><title>" + text +
                           "</title><description>" + text + "</description></item>"));
        EXPECT_EQ(entry.id, full);
        EXPECT_EQ(entry.title, full);
        EXPECT_EQ(entry.content, full);
        EXPECT_EQ(only_entry(atom("<entry><content>" + text + "</content></entry>")).content, full);
    }
    EXPECT_EQ(only_entry(rss("<item><guid>" + full.substr(1) + "ü</guid></item>")).id,
              full.substr(1));  // no half of a letter
}

TEST(Limits, OfDepth) {
    // feed, entry, content and then so many more.
    const auto content = [](std::size_t depth) {
        const std::size_t levels = depth - 3;
        return only_entry(atom("<entry><content type='xhtml'>" + repeated("<p>", levels) + "deep" +
                               repeated("</p>", levels) + "</content></entry>"))
            .content;
    };
    EXPECT_NE(content(feed_limits::depth).find("deep"), std::string::npos);
    EXPECT_EQ(content(feed_limits::depth + 1).find("deep"), std::string::npos);
    EXPECT_EQ(content(20000).find("deep"), std::string::npos);
}

TEST(Limits, OfTags) {
    // The feed's own are six, and each break is one. Smaller documents are not counted.
    const auto with = [](std::size_t tags) { return rss(repeated("<b/>", tags - 6)); };
    EXPECT_TRUE(parse_feed(with(feed_limits::tags), {}));
    const auto feed = parse_feed(with(feed_limits::tags + 1), {});
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().what, "the document has more than 1000000 tags");
}

TEST(Limits, OfAttributes) {
    const auto address = [](std::size_t before) {
        std::string link = "<entry><link";
        for (std::size_t i = 0; i < before; ++i)
            link += " a" + std::to_string(i) + "=''";
        return only_entry(atom(link + " href='https://a.example/'/></entry>")).link;
    };
    EXPECT_EQ(address(feed_limits::attributes - 1), "https://a.example/");
    EXPECT_EQ(address(feed_limits::attributes), "");
}

TEST(Limits, OfPartsOfAnEntry) {
    for (const std::size_t count : {feed_limits::parts, feed_limits::parts + 1}) {
        const Entry entry = only_entry(
            atom("<entry>" + repeated("<category term='c'/>", count) +
                 repeated("<activity:verb>post</activity:verb>", count) +
                 repeated("<activity:object><id>o</id></activity:object>", count) + "</entry>"));
        EXPECT_EQ(entry.categories.size(), feed_limits::parts);
        EXPECT_EQ(entry.markup.verbs.size(), feed_limits::parts);
        EXPECT_EQ(entry.markup.objects.size(), feed_limits::parts);
    }
}

TEST(Limits, OfLinks) {
    const std::string start = "https://a.example/";
    const std::string longest = start + std::string(8192 - start.size(), 'x');
    EXPECT_EQ(only_entry(rss("<item><link>" + longest + "</link></item>")).link, longest);
    EXPECT_EQ(only_entry(rss("<item><link>" + longest + "x</link></item>")).link, "");
    const FeedHint hint{"", start};
    const std::string relative(8192 - start.size(), 'x');
    EXPECT_EQ(only_entry(rss("<item><link>" + relative + "</link></item>"), hint).link, longest);
    EXPECT_EQ(only_entry(rss("<item><link>" + relative + "x</link></item>"), hint).link, "");
}

TEST(Limits, OfBases) {
    const std::string start = "https://a.example/";
    const std::string longest =
        start + std::string(feed_limits::base - start.size() - 1, 'x') + "/";
    const auto link = [](const std::string& base) {
        return only_entry("<rss xml:base='" + base +
                              "'><channel><item><link>p</link></item>"
                              "</channel></rss>",
                          {"", "https://source.example/"})
            .link;
    };
    EXPECT_EQ(link(longest), longest + "p");
    EXPECT_EQ(link(longest + "y/"), "https://source.example/p");
}

TEST(Limits, OfNamespaces) {
    const auto author = [](std::size_t before) {
        std::string root = "<rss";
        for (std::size_t i = 0; i < before; ++i)
            root += " xmlns:a" + std::to_string(i) + "='http://www.w3.org/2005/Atom'";
        return only_entry(root +
                          " xmlns:z='http://purl.org/dc/elements/1.1/'><channel><item>"
                          "<z:creator>Ann</z:creator></item></channel></rss>")
            .author;
    };
    EXPECT_EQ(author(feed_limits::namespaces - 1), "Ann");
    EXPECT_EQ(author(feed_limits::namespaces), "");
}

TEST(Limits, OfTextDoNotSplitAReference) {
    const std::string text(feed_limits::text - 4, 'x');
    EXPECT_EQ(only_entry(rss("<item><guid>" + text + "&amp;nbsp;</guid></item>")).id, text);
    EXPECT_EQ(only_entry(rss("<item><guid>" + text + "&amp; so</guid></item>")).id, text + "& so");
}

}  // namespace
}  // namespace earshot
