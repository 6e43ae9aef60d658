#include "earshot/url.hpp"

#include <array>
#include <cstring>
#include <new>

#include <gtest/gtest.h>

namespace earshot {
namespace {

Url url(std::string_view text) {
    return Url::parse(text).value();
}

TEST(Url, GoesOntoTheWireAsTheUserGaveIt) {
    for (const char* text :
         {"http://example.org", "HTTP://Example.ORG/A%2fb/../c", "https://example.org:8443/?a=&&b",
          "https://ann:pass@example.org/feed", "http://[2001:db8::1]:80/x", "file:///var/f.xml",
          "https://bücher.example/ö", "https://example.org/x;y=1"})
        EXPECT_EQ(url(text).reveal(), text);
}

TEST(Url, LosesWhiteSpaceAroundItAndTheFragment) {
    EXPECT_EQ(url(" \n\thttps://example.org/a#top \r\n").reveal(), "https://example.org/a");
    EXPECT_EQ(url("https://example.org/a?b#").reveal(), "https://example.org/a?b");
}

TEST(Url, RefusesWhatCannotBePolled) {
    for (const char* text : {"",
                             "   ",
                             "#x",
                             "example.org",
                             "//example.org/x",
                             "/path",
                             "ftp://example.org/",
                             "javascript:alert(1)",
                             "feed://example.org/",
                             "http:",
                             "http:/example.org",
                             "http://",
                             "http:///path",
                             "http://:80/",
                             "http://ann@/",
                             "http://a b/",
                             "http://example.org/a b",
                             "http://example.org/a\nb",
                             "http://example.org/\x7F",
                             "http://example.org:port/",
                             "http://example.org:65536/",
                             "http://example.org:123456/",
                             "http://[::1/",
                             "http://good.example\\@evil.example/",
                             "http://exa%6dple.org/",
                             "http://[zz]/",
                             "file://",
                             "file:relative",
                             "file://host.example/etc/x",
                             "http://a<b>/"})
        EXPECT_FALSE(Url::parse(text)) << text;
}

TEST(Url, NeverPutsItselfIntoAProblem) {
    for (const char* text : {"https://hunter2 x@example.org/hunter2?hunter2", "hunter2://hunter2",
                             "http://hunter2:hunter2/", "hunter2"})
        EXPECT_EQ(to_text(Url::parse(text).error()).find("hunter2"), std::string::npos) << text;
}

TEST(Url, IsAtMostSoLong) {
    const std::string start = "http://example.org/";
    const std::string longest = start + std::string(Url::max_length - start.size(), 'a');
    EXPECT_TRUE(Url::parse(longest));
    EXPECT_FALSE(Url::parse(longest + "a"));
}

TEST(Url, KnowsItsParts) {
    const Url u = url("HTTPS://ann:pass@WWW.Example.org:0443/a/b?c");
    EXPECT_EQ(u.scheme(), "https");
    EXPECT_EQ(u.host(), "www.example.org");
    EXPECT_EQ(u.origin(), "https://www.example.org:443");
    EXPECT_EQ(u.path(), "/a/b");
    EXPECT_EQ(url("http://example.org").origin(), "http://example.org:80");
    EXPECT_EQ(url("http://[2001:DB8::1]/").host(), "[2001:db8::1]");
    EXPECT_EQ(url("http://[2001:db8::1]:81/").origin(), "http://[2001:db8::1]:81");
    EXPECT_EQ(url("file:///var/my%20feeds/a.xml").path(), "/var/my feeds/a.xml");
    EXPECT_EQ(url("file://localhost/var/a.xml").path(), "/var/a.xml");
    EXPECT_EQ(url("file:///var/a.xml").host(), "");
}

TEST(Url, ResolvesReferencesByTheStandard) {
    // The examples of RFC 3986 5.4 (base http://a/b/c/d;p?q).
    const std::array<std::array<const char*, 2>, 36> rows{{
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    }};
    for (const auto& [reference, expected] : rows)
        EXPECT_EQ(url("http://a/b/c/d;p?q").resolve(reference), expected) << reference;
}

TEST(Url, ResolvesWhatFeedsReallyWrite) {
    EXPECT_EQ(url("https://example.org").resolve("a.html"), "https://example.org/a.html");
    EXPECT_EQ(url("https://example.org?x").resolve("/a"), "https://example.org/a");
    EXPECT_EQ(url("https://example.org/").resolve(" /a\n b "), "https://example.org/a%20b");
    EXPECT_EQ(Url().resolve("/a"), "");
    EXPECT_EQ(Url().resolve("http://example.org/a"), "http://example.org/a");
    EXPECT_EQ(url("https://example.org/").resolve("//other.example/b"), "https://other.example/b");
}

struct RedactRow {
    const char* in;
    const char* out;
};

TEST(Redacted, HidesWhatMayBeASecret) {
    const RedactRow rows[] = {
        {"https://ann:hunter2@example.org/feed", "https://…@example.org/feed"},
        {"https://hunter2@example.org/feed", "https://…@example.org/feed"},
        {"https://example.org/ann.private.atom?token=hunter2",
         "https://example.org/ann.private.atom?…"},
        {"https://example.org/feed?hunter2", "https://example.org/feed?…"},
        {"https://example.org/secret:hunter2/rss", "https://example.org/secret:…/rss"},
        {"https://example.org/SECRET%3Ahunter2/rss", "https://example.org/SECRET:…/rss"},
        {"https://example.org/key=hunter2", "https://example.org/key=…"},
        {"https://example.org/token/hunter2/feed.xml", "https://example.org/token/…/feed.xml"},
        {"https://example.org/api_key//hunter2", "https://example.org/api_key//…"},
        {"https://example.org/a;jsessionid=hunter2/b", "https://example.org/a;…/b"},
        {"https://example.org/d41d8cd98f00b204e9800998ecf8427e/rss", "https://example.org/…/rss"},
        {"https://example.org/private-0123456789abcdef0123456789abcdef/basic.ics",
         "https://example.org/…/basic.ics"},
        {"https://example.org/550e8400-e29b-41d4-a716-446655440000", "https://example.org/…"},
        {"https://example.org/services/T00AAAA/xYz9QwErTy12UiOp34As",
         "https://example.org/services/T00AAAA/…"},
        {"https://example.org/x/AbCdEfGhIjKlMnOpQrSt", "https://example.org/x/…"},
        {"https://example.org/x/ABCDEFGHIJKLMNOPQRST", "https://example.org/x/…"},
        {"https://example.org/x/1234567890123456", "https://example.org/x/…"},
        {"https://example.org/x/a1b2c3d4e5f6a7b8.xml", "https://example.org/x/…"},
    };
    for (const RedactRow& row : rows)
        EXPECT_EQ(url(row.in).redacted(), row.out) << row.in;
}

TEST(Redacted, LeavesWhatPeopleRead) {
    for (const char* text :
         {"https://example.org", "https://example.org/", "https://example.org:8443/feed.xml",
          "https://example.org/2026/04/my-long-post-title-with-words",
          "https://example.org/2026-04-14-the-10-best-things-of-2025.html",
          "https://example.org/my_long_post_title_with_words/",
          "https://example.org/Ann.Example.Writes.Here/rss2.xml",
          "https://example.org/users/annexample/WordPressWeblogFeed",
          "https://example.org/%E6%97%A5%E6%9C%AC%E8%AA%9E%E3%81%AE%E9%A1%8C/",
          "https://example.org/@ann@social.example.org.rss", "https://[2001:db8::1]:8080/a",
          "https://example.org/secrets-of-the-universe-part-2", "file:///var/lib/feeds/ann.xml"})
        EXPECT_EQ(url(text).redacted(), text);
    EXPECT_EQ(Url().redacted(), "");
}

TEST(Redacted, IsFitForATerminal) {
    EXPECT_EQ(url("https://example.org/\xE2\x80\xAE/\xFF").redacted(),
              "https://example.org//\uFFFD");
}

TEST(RedactUrls, FindsThemInFreeText) {
    const RedactRow rows[] = {
        {"nothing here", "nothing here"},
        {"see https://example.org/a?token=hunter2.", "see https://example.org/a?…."},
        {"(HTTPS://u:p@example.org/x), and <http://b.example/y?z>",
         "(HTTPS://…@example.org/x), and <http://b.example/y?…>"},
        {"GET \"https://example.org/secret:hunter2/\" failed",
         "GET \"https://example.org/secret:…/\" failed"},
        {"https://", "https://…"},
        {"bad https://user:pw@bad host", "bad https://…@bad host"},
        {"broken http://ho^st/hunter2 here", "broken http://… here"},
        {"https://a.example/x?1https://b.example/y?2", "https://a.example/x?…"},
    };
    for (const RedactRow& row : rows)
        EXPECT_EQ(redact_urls(row.in), row.out) << row.in;
}

TEST(AccountKey, IsOneForTheManySpellingsOfAnAccount) {
    for (const char* uri : {"https://www.Example.com/u/Ann/", "http://example.com/u/Ann",
                            "HTTPS://EXAMPLE.com:443/u/Ann", "//example.com/u/Ann//",
                            " https://ann:pw@example.com/u/Ann "})
        EXPECT_EQ(account_key(uri), "example.com/u/Ann") << uri;
    EXPECT_EQ(account_key("acct:Ann@Example.com"), "Ann@example.com");
    EXPECT_EQ(account_key("mailto:ann@Example.com"), "ann@example.com");
    EXPECT_EQ(account_key("https://example.com:8080/u?id=7"), "example.com:8080/u?id=7");
    EXPECT_EQ(account_key("tag:example.com,2026:Ann"), "tag:example.com,2026:Ann");
    EXPECT_EQ(account_key(""), "");
}

TEST(Secret, IsOverwrittenWhenItGoes) {
    alignas(Secret) std::array<unsigned char, sizeof(Secret)> room{};
    auto* secret = new (room.data()) Secret("hunter2");  // short: it lives inside the object
    ASSERT_NE(std::string_view(reinterpret_cast<char*>(room.data()), room.size()).find("hunter2"),
              std::string_view::npos);
    secret->~Secret();
    EXPECT_EQ(std::string_view(reinterpret_cast<char*>(room.data()), room.size()).find("unter2"),
              std::string_view::npos);
}

TEST(Secret, KeepsItsTextThroughCopiesAndMoves) {
    Secret a("hunter2");
    Secret b = a;
    EXPECT_EQ(a, b);
    b = Secret("other");
    EXPECT_EQ(b.reveal(), "other");
    a = std::move(b);
    EXPECT_EQ(a.reveal(), "other");
    EXPECT_TRUE(Secret().empty());
}

}  // namespace
}  // namespace earshot
