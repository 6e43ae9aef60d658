#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "support/feed_text.hpp"

namespace earshot {
namespace {

TEST(Encoding, IsTakenFromTheBytesTheDeclarationOrTheHeader) {
    using namespace std::string_literals;
    const std::string umlaut =
        "Gr\xC3\xBC\xC3\x9F"
        "e";
    const std::string latin =
        "Gr\xFC\xDF"
        "e";
    const auto title = [](const std::string& bytes, const std::string& type = "") {
        return only_entry(bytes, {type, ""}).title;
    };
    const auto with = [](const std::string& name, const std::string& text) {
        return "<?xml version='1.0' encoding='" + name + "'?>" +
               rss("<item><title>" + text + "</title></item>");
    };
    const std::string bare = "<item><title>" + umlaut + "</title></item>";
    EXPECT_EQ(title(rss(bare)), umlaut);
    EXPECT_EQ(title("\xEF\xBB\xBF" + with("iso-8859-1", umlaut)), umlaut);
    EXPECT_EQ(title(with("UTF-8", umlaut)), umlaut);
    EXPECT_EQ(title(with("utf-16", umlaut)), umlaut);
    EXPECT_EQ(title(with("x-unheard-of", umlaut)), umlaut);
    EXPECT_EQ(title(with("ISO-8859-1", latin)), umlaut);
    EXPECT_EQ(title(with(" windows-1252 ",
                         "\x93"
                         "a\x94 \x80")),
              "“a” €");
    EXPECT_EQ(title(with("utf-8", latin)), umlaut);  // never once UTF-8
    EXPECT_EQ(title(with("utf-8", umlaut + "\xFF")), umlaut + "\uFFFD");
    EXPECT_EQ(title(rss("<item><title>" + latin + "</title></item>"),
                    "application/rss+xml; charset=\"ISO-8859-1\""),
              umlaut);
    EXPECT_EQ(title(with("utf-8", umlaut), "text/xml; charset=iso-8859-1"), umlaut);

    std::string little;
    std::string big;
    for (char c : rss("<item><title>a</title></item>")) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    EXPECT_EQ(title(little), "a");
    EXPECT_EQ(title(big), "a");
    EXPECT_EQ(title("\xFF\xFE"s + little), "a");
    EXPECT_EQ(title("\xFE\xFF"s + big + "\0"s), "a");
}

TEST(Encoding, ThatIsNotReadIsNamed) {
    const auto feed = parse_feed("<?xml version='1.0' encoding='utf-7'?><rss>+AGE-</rss>", {});
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().what, "the document is written in utf-7, which is not read");
}

TEST(Entities, OfADocumentTypeAreNotExpanded) {
    const Entry entry = only_entry(
        "<!DOCTYPE rss [<!ENTITY boom 'aaaaaaaaaa'><!ENTITY file SYSTEM 'file:///etc/passwd'>]>" +
        rss("<item><title>a&boom;b&file;c &#233; &eacute;</title></item>"));
    EXPECT_EQ(entry.title, "a&boom;b&file;c é é");
}

TEST(Entities, OfBytesThatNobodyMeansAreReadAsBrowsersDo) {
    EXPECT_EQ(only_entry(rss("<item><title>it&#146;s &#x96; x &#133;</title></item>")).title,
              "it’s – x");
    EXPECT_EQ(only_entry(rss("<item><guid>&#128;&#xA0;&#xD800;&#0;</guid></item>")).id.substr(0, 5),
              "€\u00A0");
}

TEST(NotAFeed, IsCalledByItsName) {
    using namespace std::string_literals;
    std::string high;  // as much as tells that it is no Latin text
    for (int i = 0; i < 64; ++i)
        high += "\xFE\x81\xFF\xC0";
    const std::pair<std::string, const char*> rows[] = {
        {"", "the document is empty"},
        {" \r\n\t", "the document is empty"},
        {"\xEF\xBB\xBF", "the document is empty"},
        {"<!DOCTYPE html><html><body>rss</body></html>",
         "the document is an HTML page, not a feed"},
        {"  <HTML lang=en>", "the document is an HTML page, not a feed"},
        {"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
         "the document is an HTML page, not a feed"},
        {"[1]", "the document is JSON, not a feed"},
        {"Service unavailable", "the document is plain text, not a feed"},
        {"\x1F\x8B\x08", "the document is compressed data, not a feed"},
        {"\x89PNG\r\n\x1A\n\x01\x02", "the document is a picture, not a feed"},
        {"\x89PNG\r\n\x1A\n" + high, "the document is a picture, not a feed"},
        {"\xFD"
         "7zXZ" +
             high,
         "the document is compressed data, not a feed"},
        {std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0", 11) + high,
         "the document is a picture, not a feed"},
        {"<opml/>", "the document is XML with the root <opml>, not a feed"},
    };
    for (const auto& [bytes, what] : rows) {
        const auto feed = parse_feed(bytes, {});
        ASSERT_FALSE(feed) << what;
        EXPECT_EQ(feed.error().what, what);
    }
}

TEST(NotAFeed, DoesNotRepeatAKey) {
    const std::pair<const char*, const char*> rows[] = {
        {"Invalid API key: AbCdEfGhIjKlMnOpQ", "Invalid API key: …"},
        {"token hushhush not valid", "token … not valid"},
        {"no access_token for user", "no access_token for user"},
        {"call /feed?key=hush99 again", "call /feed?key=… again"},
        {"bad 8f3a2b1c9d", "bad …"},
        {"couldnt_find_community", "couldnt_find_community"},
        {"try again in 30 seconds", "try again in 30 seconds"},
    };
    for (const auto& [says, shown] : rows) {
        const auto feed = parse_feed("{\"error\":\"" + std::string(says) + "\"}", {});
        ASSERT_FALSE(feed);
        EXPECT_EQ(feed.error().what, "the document is JSON, not a feed; it says \"error\": \"" +
                                         std::string(shown) + "\"");
    }
}

TEST(Junk, BeforeTheFeedIsPassedOver) {
    const std::string item = "<item><title>a</title></item>";
    const std::vector<std::string> documents{
        "junk <?xml version='1.0'?>" + rss(item),
        "junk <RSS><CHANNEL>" + item + "</CHANNEL></RSS>",
        "junk <x:feed "
        "xmlns:x='http://www.w3.org/2005/Atom'><x:entry><x:title>a</x:title></x:entry>"
        "</x:feed>",
        "junk <r:RDF xmlns:r='r' xmlns='http://purl.org/rss/1.0/'>" + item + "</r:RDF>",
        "<html><body><b>Warning</b></body></html><?xml version='1.0'?>" + rss(item),
        "<!DOCTYPE html>" + rss(item)};
    for (const std::string& text : documents)
        EXPECT_EQ(only_entry(text).title, "a") << text;
}

TEST(NotAFeed, AnEmptyChannelIsAFeedWithoutEntries) {
    EXPECT_TRUE(parsed("<rss version='2.0'><channel/></rss>").entries.empty());
    EXPECT_TRUE(parsed(atom("")).entries.empty());
}

}  // namespace
}  // namespace earshot
