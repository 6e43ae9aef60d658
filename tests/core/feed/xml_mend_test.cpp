#include "daemon/core/feed/markup/xml_mend.hpp"

#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "support/feed_text.hpp"

namespace earshot {
namespace {

struct Row {
    const char* broken;
    const char* mended;
};

TEST(Mending, MakesWholeWhatAReaderWouldUnderstand) {
    const Row rows[] = {
        {"<a>sound<b/></a>", "<a>sound<b/></a>"},
        {"<a><b>1<c>2</a>", "<a><b>1<c>2</c></b></a>"},
        {"<a>1</b></a>", "<a>1</a>"},
        {"<a><t>1</titel></a>", "<a><t>1</t></a>"},
        {"<a><title>1</titel><b/></a>", "<a><title>1</title><b/></a>"},
        {"<a><Title>1</title></a>", "<a><Title>1</Title></a>"},
        {"<a>1 < 2 <3 <</a>", "<a>1 &lt; 2 &lt;3 &lt;</a>"},
        {"<a>x <b <c>y</c></a>", "<a>x &lt;b <c>y</c></a>"},
        {"<a b=1 c='2' d e=\"3\">", "<a b=\"1\" c=\"2\" d=\"\" e=\"3\"></a>"},
        {"<a b=u/v/>", "<a b=\"u/v\"/>"},
        {"<a b='<x>' c='\"'/>", "<a b=\"&lt;x>\" c=\"&quot;\"/>"},
        {"<a b=\"1><c>2</c>\n<d e=\"3\"/></a>", "<a b=\"1\"><c>2</c>\n<d e=\"3\"/></a>"},
        {"<a b=\"1 c='2'/>", "<a b=\"1\" c=\"2\"/>"},
        {"<a>1</a <b>2</b>", "<a>1</a><b>2</b>"},
        {"<a><!-- x -- y --><?p q?>1<!DOCTYPE a [<!ENTITY b 'c>'>]>2</a>", "<a>12</a>"},
        {"<a><![CDATA[<b>&]]></a>]]>", "<a><![CDATA[<b>&]]></a>]]>"},
        {"<r><item><t>1</t><item><t>2</t></item></r>",
         "<r><item><t>1</t></item><item><t>2</t></item></r>"},
    };
    for (const Row& row : rows)
        EXPECT_EQ(mend_xml(row.broken).text, row.mended) << row.broken;
}

TEST(Mending, LeavesOutAnEntryThatTheEndCutsOff) {
    const std::string start = "<r><c><item>1</item>";
    for (const char* rest :
         {"", "<item", "<item>", "<item><t", "<item><t>2", "<item><t>2</t>", "<item><t>2</t></item",
          "<item><![CDATA[2", "<item><!-- 2", "<item><a href=\"2", "<!-- <item>2</item></c></r>"}) {
        const MendedXml mended = mend_xml(start + rest);
        ASSERT_TRUE(mended.cut_at) << rest;
        EXPECT_EQ(mended.text, start + "</c></r>") << rest;
    }
    EXPECT_FALSE(mend_xml(start + "</c></r>").cut_at);
    EXPECT_FALSE(mend_xml("<r><c><item>1</c></r>").cut_at);
    EXPECT_EQ(mend_xml("<entry><id>1").text, "");
}

// Each of these makes a naive reader start over again and again: for a document of the greatest
// size that is more than any test may take.
TEST(Mending, IsLinear) {
    for (const std::string_view part :
         {"<", "</", "<a ", "<a b=\"", "<a b='", "<!", "<!--", "<![CDATA[", "<?", "</a", "<a>",
          "<a>\n</b>", "<item>", "<a b=\"\n<", "<a b=\"'"}) {
        const MendedXml mended =
            mend_xml(repeated(std::string(part), feed_limits::bytes / 8 / part.size()));
        EXPECT_LE(mended.text.size(), 4 * feed_limits::bytes) << part;
    }
}

TEST(Mending, WritesNoMoreAttributesThanAreRead) {
    const MendedXml mended = mend_xml("<a" + repeated(" b", feed_limits::attributes + 100) + ">");
    EXPECT_EQ(mended.text, "<a" + repeated(" b=\"\"", feed_limits::attributes) + "></a>");
}

TEST(BrokenXml, IsReadAsFarAsItCanBeUnderstood) {
    const Row rows[] = {
        {"<rss><channel><item><title>1 < 2</title></item></channel></rss>", "1 < 2"},
        {"<rss version=2.0><channel><item><title>a</title></item></channel></rss>", "a"},
        {"<rss><channel><item><title>a</titel></item></channel></rss>", "a"},
        {"<rss><channel><item><description>x<br>y<p>z</description><title>a</title></item>"
         "</channel></rss>",
         "a"},
        {"<br />\n<b>Warning</b>: in <b>x.php</b><br />\n<?xml version='1.0'?>\n"
         "<rss><channel><item><title>a</title></item></channel></rss>",
         "a"},
        {"<rss><channel><item><title>a</title></item></channel></rss>\n<script>b</script>", "a"},
        {"<rss><channel><item><title>a &unheard; & b</title></item></channel></rss>",
         "a &unheard; & b"},
        {"<feed><entry><link href=\"https://a.example/?q=<x>\"/><title>a</title></entry></feed>",
         "a"},
    };
    for (const Row& row : rows) {
        const Feed feed = parsed(row.broken);
        ASSERT_EQ(feed.entries.size(), 1U) << row.broken;
        EXPECT_EQ(feed.entries[0].title, row.mended);
        EXPECT_EQ(feed.damage, std::nullopt) << row.broken;
    }
}

TEST(BrokenXml, ThatWasCutOffSaysSoAndWhere) {
    const std::string whole = "<item><guid>1</guid></item>\n<item><guid>2</guid></item >";
    for (const char* end :
         {"", "<item", "<item><guid>3", "<item><guid>3</guid>", "<item><guid>3</guid></item"}) {
        const Feed feed = parsed("<rss><channel>\n" + whole + end);
        ASSERT_EQ(feed.entries.size(), 2U) << end;
        EXPECT_EQ(feed.entries[1].id, "2");
        ASSERT_TRUE(feed.damage) << end;
        EXPECT_EQ(feed.damage->where, "line 3");
        EXPECT_EQ(feed.damage->what, "broken XML: it ends too early");
    }
}

TEST(BrokenXml, SaysWhereTheEndIsMissingNotWhereItWasFirstMended) {
    const Feed feed = parsed("<rss><channel>\n<item><title>a <b>b</title></item>\n\n\n<item>");
    EXPECT_EQ(feed.entries.size(), 1U);
    ASSERT_TRUE(feed.damage);
    EXPECT_EQ(feed.damage->where, "line 5");
}

TEST(BrokenXml, WithoutOneWholeEntryIsAProblemWithItsLine) {
    for (const char* text :
         {"<rss>\n<channel>\n<item><title>a</title>", "<rss>\n\n<channel", "\n\n<rss>", "\n\n<"}) {
        const auto feed = parse_feed(text, {});
        ASSERT_FALSE(feed) << text;
        EXPECT_EQ(feed.error().where, "line 3") << text;
    }
}

}  // namespace
}  // namespace earshot
